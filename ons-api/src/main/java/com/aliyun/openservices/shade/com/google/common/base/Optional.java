package com.aliyun.openservices.shade.com.google.common.base;

import java.io.Serializable;
import java.util.Set;

/**
 * A value that may be absent, as the getters of {@link com.aliyun.openservices.ons.api.spi.InvocationContext} return
 * it. Written for this project with the public methods of the class of that name which the published client carries in
 * its jar, so that interceptors compiled against it link. Immutable, as far as the value is; serialisable if the value
 * is.
 *
 * @param <T> the type of the value
 */
public abstract class Optional<T> implements Serializable {
    private static final long serialVersionUID = 0L;

    Optional() {
    }

    /**
     * No value.
     *
     * @param <T> the type of the value that is absent
     * @return always the same object
     */
    public static <T> Optional<T> absent() {
        return Absent.instance();
    }

    /**
     * A value.
     *
     * @param <T> the type of the value
     * @param reference the value; not {@code null}
     * @return a present value
     * @throws NullPointerException if the value is {@code null}
     */
    public static <T> Optional<T> of(T reference) {
        return new Present<>(reference);
    }

    /**
     * A value, or none for {@code null}.
     *
     * @param <T> the type of the value
     * @param nullableReference the value, or {@code null}
     * @return a present value, or {@link #absent()}
     */
    public static <T> Optional<T> fromNullable(T nullableReference) {
        return nullableReference == null ? Optional.<T>absent() : new Present<>(nullableReference);
    }

    /**
     * Tells whether there is a value.
     *
     * @return {@code true} if {@link #get()} returns one
     */
    public abstract boolean isPresent();

    /**
     * The value.
     *
     * @return the value, never {@code null}
     * @throws IllegalStateException if it is absent
     */
    public abstract T get();

    /**
     * The value, or another one if it is absent.
     *
     * @param defaultValue the other value; not {@code null}
     * @return one of the two
     * @throws NullPointerException if the other value is {@code null}, whether it is needed or not
     */
    public abstract T or(T defaultValue);

    /**
     * This, or a second choice if the value is absent.
     *
     * @param secondChoice the second choice; not {@code null}
     * @return one of the two
     * @throws NullPointerException if the second choice is {@code null}, whether it is needed or not
     */
    public abstract Optional<T> or(Optional<? extends T> secondChoice);

    /**
     * The value, or what a supplier gives if it is absent.
     *
     * @param supplier asked only if the value is absent; not {@code null}
     * @return one of the two
     * @throws NullPointerException if the supplier is {@code null}, or if it is asked and gives {@code null}
     */
    public abstract T or(Supplier<? extends T> supplier);

    /**
     * The value, or {@code null} if it is absent.
     *
     * @return the value or {@code null}
     */
    public abstract T orNull();

    /**
     * The value as a set.
     *
     * @return an immutable set of one element, or of none if the value is absent
     */
    public abstract Set<T> asSet();

    /**
     * Applies a function to the value.
     *
     * @param <V> the type of the result
     * @param function called only if the value is present
     * @return the result, or {@link #absent()} if the value is absent
     * @throws NullPointerException if the function is {@code null}, or gives {@code null}
     */
    public abstract <V> Optional<V> transform(Function<? super T, V> function);

    /**
     * Compares the values.
     *
     * @param object anything
     * @return {@code true} for equal values and for two absent ones
     */
    @Override
    public abstract boolean equals(Object object);

    @Override
    public abstract int hashCode();

    /**
     * The value for logs.
     *
     * @return {@code Optional.of(value)} or {@code Optional.absent()}
     */
    @Override
    public abstract String toString();

    /**
     * The values that are present.
     *
     * @param <T> the type of the values
     * @param optionals the values to go through; not {@code null}, and no {@code null} in it
     * @return a view that asks the given collection anew each time it is gone through; it cannot remove
     * @throws NullPointerException if the argument is {@code null}; going through the view throws it for a {@code null}
     *     element
     */
    public static <T> Iterable<T> presentInstances(Iterable<? extends Optional<? extends T>> optionals) {
        return new PresentInstances<>(optionals);
    }
}
