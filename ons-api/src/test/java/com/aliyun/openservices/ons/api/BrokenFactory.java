package com.aliyun.openservices.ons.api;

/** A provider that cannot be made. */
public class BrokenFactory extends FirstFactory {
    public BrokenFactory() {
        throw new IllegalStateException("broken on purpose");
    }
}
