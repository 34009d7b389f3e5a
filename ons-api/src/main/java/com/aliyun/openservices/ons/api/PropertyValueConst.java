package com.aliyun.openservices.ons.api;

/** Values for some keys of {@link PropertyKeyConst}. */
public class PropertyValueConst {
    /** For {@link PropertyKeyConst#MessageModel}: every consumer of the group receives every message. */
    public static final String BROADCASTING = "BROADCASTING";

    /** For {@link PropertyKeyConst#MessageModel}: the consumers of a group share the messages. The default. */
    public static final String CLUSTERING = "CLUSTERING";

    /**
     * For {@link PropertyKeyConst#ALLOCATE_MESSAGE_QUEUE_STRATEGY_NAME}: queues are dealt out to the consumers of a
     * group one by one in turn.
     */
    public static final String ALLOCATE_MESSAGE_QUEUE_CIRCLE = "AVG_BY_CIRCLE";

    /**
     * For {@link PropertyKeyConst#ALLOCATE_MESSAGE_QUEUE_STRATEGY_NAME}: as the published client's own heuristic, which
     * Apache RocketMQ does not have.
     */
    public static final String ALLOCATE_MESSAGE_QUEUE_HEURISTIC = "AVG_BY_HEURISTIC";

    /** Public as published; an instance has no use. */
    public PropertyValueConst() {
    }
}
