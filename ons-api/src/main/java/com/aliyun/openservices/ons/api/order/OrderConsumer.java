package com.aliyun.openservices.ons.api.order;

import com.aliyun.openservices.ons.api.Admin;
import com.aliyun.openservices.ons.api.MessageSelector;

/**
 * Receives the messages of each queue one after the other, in the order in which the broker stored them.
 *
 * <p>Made by {@link com.aliyun.openservices.ons.api.ONSFactory#createOrderedConsumer(java.util.Properties)}. Topics may
 * be subscribed at any time; the last subscription of a topic wins. Safe for use by several threads.
 */
public interface OrderConsumer extends Admin {
    @Override
    void start();

    @Override
    void shutdown();

    /**
     * Subscribes to a topic by tags.
     *
     * @param topic the topic's name without namespace; not {@code null}
     * @param subExpression the tags to receive, separated by {@code ||}; {@code null}, {@code ""} and {@code "*"}
     *     receive every message
     * @param listener what is called with each message; not {@code null}
     * @throws com.aliyun.openservices.ons.api.exception.ONSClientException if topic or listener is {@code null}, or the
     *     expression has no tag in it
     */
    void subscribe(String topic, String subExpression, MessageOrderListener listener);

    /**
     * Subscribes to a topic by a selector: tags or an SQL expression over the messages' properties.
     *
     * @param topic the topic's name without namespace; not {@code null}
     * @param selector what to receive; {@code null} receives every message
     * @param listener what is called with each message; not {@code null}
     * @throws com.aliyun.openservices.ons.api.exception.ONSClientException if topic or listener is {@code null}, or the
     *     selector's expression is empty where one is needed; a running consumer also when the broker refuses the
     *     expression, otherwise {@link #start()} reports that
     */
    void subscribe(String topic, MessageSelector selector, MessageOrderListener listener);
}
