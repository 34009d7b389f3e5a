package com.aliyun.openservices.shade.com.google.common.base;

import java.util.Collections;
import java.util.Objects;
import java.util.Set;

/**
 * No value. The name is that of the published class, so that each reads what the other serialised.
 *
 * @param <T> the type of the value that is not there
 */
final class Absent<T> extends Optional<T> {
    private static final long serialVersionUID = 0L;
    private static final Absent<Object> INSTANCE = new Absent<>();

    private Absent() {
    }

    @SuppressWarnings("unchecked") // holds no value, so it serves for every type
    static <T> Optional<T> instance() {
        return (Optional<T>) INSTANCE;
    }

    @Override
    public boolean isPresent() {
        return false;
    }

    @Override
    public T get() {
        throw new IllegalStateException("Optional.get() was called on an absent value");
    }

    @Override
    public T or(T defaultValue) {
        return Objects.requireNonNull(defaultValue, "the default is null, use Optional.orNull()");
    }

    @Override
    @SuppressWarnings("unchecked") // an Optional only gives values out, so one of a subtype serves
    public Optional<T> or(Optional<? extends T> secondChoice) {
        return (Optional<T>) Objects.requireNonNull(secondChoice, "the second choice is null");
    }

    @Override
    public T or(Supplier<? extends T> supplier) {
        Objects.requireNonNull(supplier, "the supplier is null");
        return Objects.requireNonNull(supplier.get(), "the supplier gave null, use Optional.orNull()");
    }

    @Override
    public T orNull() {
        return null;
    }

    @Override
    public Set<T> asSet() {
        return Collections.emptySet();
    }

    @Override
    public <V> Optional<V> transform(Function<? super T, V> function) {
        Objects.requireNonNull(function, "the function is null");
        return instance();
    }

    @Override
    public boolean equals(Object object) {
        return object == this;
    }

    @Override
    public int hashCode() {
        return 1;
    }

    @Override
    public String toString() {
        return "Optional.absent()";
    }

    private Object readResolve() {
        return INSTANCE;
    }
}
