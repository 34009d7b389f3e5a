package com.aliyun.openservices.ons.api.batch;

import com.aliyun.openservices.ons.api.Admin;

/**
 * Receives messages in lists, each of one topic.
 *
 * <p>Made by {@link com.aliyun.openservices.ons.api.ONSFactory#createBatchConsumer(java.util.Properties)}. The list
 * grows up to {@link com.aliyun.openservices.ons.api.PropertyKeyConst#ConsumeMessageBatchMaxSize} messages or until
 * {@link com.aliyun.openservices.ons.api.PropertyKeyConst#BatchConsumeMaxAwaitDurationInSeconds} have passed. Topics
 * may be subscribed and unsubscribed at any time; the last subscription of a topic wins. Safe for use by several
 * threads.
 */
public interface BatchConsumer extends Admin {
    /**
     * Subscribes to a topic by tags.
     *
     * @param topic the topic's name without namespace; not {@code null}
     * @param subExpression the tags to receive, separated by {@code ||}; {@code null}, {@code ""} and {@code "*"}
     *     receive every message
     * @param listener what is called with the messages; not {@code null}
     * @throws com.aliyun.openservices.ons.api.exception.ONSClientException if topic or listener is {@code null}, or the
     *     expression has no tag in it
     */
    void subscribe(String topic, String subExpression, BatchMessageListener listener);

    /**
     * Ends the subscription of a topic: its listener is not given further messages.
     *
     * @param topic the topic's name without namespace; {@code null} or a topic that is not subscribed does nothing
     */
    void unsubscribe(String topic);
}
