package com.aliyun.openservices.ons.api;

/**
 * Receives messages, one at a time and in no particular order, on the threads of the client.
 *
 * <p>Made by {@link ONSFactory#createConsumer(java.util.Properties)}. Topics may be subscribed and unsubscribed at any
 * time, before and after {@link #start()}; the last subscription of a topic wins, with its expression and its listener.
 * All consumers of a group share its messages (CLUSTERING) and must subscribe to the same topics with the same
 * expressions. Safe for use by several threads.
 */
public interface Consumer extends Admin {
    /**
     * Subscribes to a topic by tags.
     *
     * @param topic the topic's name without namespace; not {@code null}
     * @param subExpression the tags to receive, separated by {@code ||}, as in {@code "a || b"} (spaces around a tag do
     *     not matter); {@code null}, {@code ""} and {@code "*"} receive every message
     * @param listener what is called with each message; not {@code null}
     * @throws com.aliyun.openservices.ons.api.exception.ONSClientException if topic or listener is {@code null}, or the
     *     expression has no tag in it
     */
    void subscribe(String topic, String subExpression, MessageListener listener);

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
    void subscribe(String topic, MessageSelector selector, MessageListener listener);

    /**
     * Ends the subscription of a topic: its listener is not given further messages.
     *
     * @param topic the topic's name without namespace; {@code null} or a topic that is not subscribed does nothing
     */
    void unsubscribe(String topic);
}
