package com.aliyun.openservices.ons.api;

/** Names that travel with messages and partitions. The published names, kept as they are. */
public class Constants {
    /**
     * The user property that a broker adds to a transactional message: its value is the transaction's identifier, which
     * equals the message identifier that {@code send} returned.
     */
    public static final String TRANSACTION_ID = "__transactionId__";

    /** The property that carries the message identifier, as in {@link Message#getMsgID()}. */
    public static final String UNIQ_KEY = "UNIQ_KEY";

    /** What separates broker name and queue number in {@link TopicPartition#getPartition()}. */
    public static final String TOPIC_PARTITION_SEPARATOR = "#";

    /** Public as published; an instance has no use. */
    public Constants() {
    }
}
