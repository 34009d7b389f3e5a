package com.aliyun.openservices.ons.api;

/**
 * What a {@link MessageListener} or a {@link com.aliyun.openservices.ons.api.batch.BatchMessageListener} answers for
 * the messages it was given.
 *
 * <p>{@code null} and a thrown exception or error count as {@link #ReconsumeLater}.
 */
public enum Action {
    /** The messages are done: they are not delivered to this group again. */
    CommitMessage,

    /**
     * The messages are to be delivered again, each after the delay of its retry: by RocketMQ's default 10 s, 30 s, 1
     * min, 2 min and so on up to 2 h. After {@link PropertyKeyConst#MaxReconsumeTimes} retries (default 16) a message
     * goes to the group's dead-letter topic {@code %DLQ%group} instead. In the BROADCASTING model nothing is retried
     * and the message counts as done.
     */
    ReconsumeLater
}
