package com.aliyun.openservices.ons.api;

/**
 * The transports of the first generation of the service, as in {@link PropertyKeyConst#MQType}. Kept so that old code
 * links; nothing depends on it.
 */
public enum MQType {
    /** The transport named Notify. */
    NOTIFY("NOTIFY"),

    /** The transport named MetaQ, from which RocketMQ came. */
    METAQ("METAQ");

    private String name;

    MQType(String name) {
        this.name = name;
    }

    /**
     * The display name: the constant's own name until it is changed.
     *
     * @return the name last set, possibly {@code null}
     */
    public String getName() {
        return name;
    }

    /**
     * Changes the display name for the whole JVM; {@link #name()} and {@link #toString()} stay. Not safe for use by
     * several threads. Published like this and kept; do not call it.
     *
     * @param name any text, or {@code null}
     */
    public void setName(String name) {
        this.name = name;
    }
}
