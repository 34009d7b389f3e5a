package com.aliyun.openservices.shade.com.google.common.base;

import java.util.Iterator;
import java.util.Objects;
import java.util.stream.StreamSupport;

/** The present ones of several values, looked up anew by each iterator. */
final class PresentInstances<T> implements Iterable<T> {
    private final Iterable<? extends Optional<? extends T>> optionals;

    PresentInstances(Iterable<? extends Optional<? extends T>> optionals) {
        this.optionals = Objects.requireNonNull(optionals, "the values are null");
    }

    @Override
    public Iterator<T> iterator() {
        return StreamSupport.stream(optionals.spliterator(), false)
            .filter(Optional::isPresent)
            .<T>map(Optional::get)
            .iterator();
    }
}
