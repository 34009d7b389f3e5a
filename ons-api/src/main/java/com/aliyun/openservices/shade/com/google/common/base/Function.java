package com.aliyun.openservices.shade.com.google.common.base;

/**
 * Makes one value from another, for {@link Optional#transform(Function)}.
 *
 * @param <F> the type of what it takes
 * @param <T> the type of what it makes
 */
public interface Function<F, T> {
    /**
     * Makes a value.
     *
     * @param input what it takes
     * @return what it makes
     */
    T apply(F input);

    /**
     * Compares functions; declared here because it was published like this.
     *
     * @param object anything
     * @return {@code true} if the other is an equal function
     */
    @Override
    boolean equals(Object object);
}
