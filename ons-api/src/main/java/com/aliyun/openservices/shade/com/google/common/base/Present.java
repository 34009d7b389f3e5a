package com.aliyun.openservices.shade.com.google.common.base;

import java.util.Collections;
import java.util.Objects;
import java.util.Set;

/**
 * A value that is there. Name and field are those of the published class, so that each reads what the other serialised.
 *
 * @param <T> the type of the value
 */
final class Present<T> extends Optional<T> {
    private static final long serialVersionUID = 0L;

    private final T reference;

    Present(T reference) {
        this.reference = Objects.requireNonNull(reference, "the value is null, use Optional.fromNullable()");
    }

    @Override
    public boolean isPresent() {
        return true;
    }

    @Override
    public T get() {
        return reference;
    }

    @Override
    public T or(T defaultValue) {
        Objects.requireNonNull(defaultValue, "the default is null, use Optional.orNull()");
        return reference;
    }

    @Override
    public Optional<T> or(Optional<? extends T> secondChoice) {
        Objects.requireNonNull(secondChoice, "the second choice is null");
        return this;
    }

    @Override
    public T or(Supplier<? extends T> supplier) {
        Objects.requireNonNull(supplier, "the supplier is null");
        return reference;
    }

    @Override
    public T orNull() {
        return reference;
    }

    @Override
    public Set<T> asSet() {
        return Collections.singleton(reference);
    }

    @Override
    public <V> Optional<V> transform(Function<? super T, V> function) {
        Objects.requireNonNull(function, "the function is null");
        return new Present<>(Objects.requireNonNull(function.apply(reference), "the function gave null"));
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof Present && reference.equals(((Present<?>) object).reference);
    }

    @Override
    public int hashCode() {
        return 31 + reference.hashCode();
    }

    @Override
    public String toString() {
        return "Optional.of(" + reference + ")";
    }
}
