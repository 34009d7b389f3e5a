package com.aliyun.openservices.shade.com.google.common.base;

/**
 * Gives a value, for {@link Optional#or(Supplier)}.
 *
 * @param <T> the type of the value
 */
public interface Supplier<T> {
    /**
     * Gives a value.
     *
     * @return the value
     */
    T get();
}
