package com.aliyun.openservices.ons.api.spi;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.SendResult;
import com.aliyun.openservices.ons.api.exception.ONSClientException;
import com.aliyun.openservices.ons.api.order.OrderAction;
import com.aliyun.openservices.shade.com.google.common.base.Optional;
import java.util.List;
import java.util.Map;

/**
 * What an {@link Interceptor} learns about one invocation: a message being sent, or messages being given to a listener.
 * Getters never return {@code null}. Not thread-safe: before and after are told one after the other.
 */
public interface InvocationContext {
    /**
     * The messages of the invocation.
     *
     * @return the messages; one for everything but batch consumption
     */
    Optional<List<Message>> getMessages();

    /**
     * What sending returned.
     *
     * @return the result after a successful synchronous or asynchronous send; absent otherwise
     */
    Optional<SendResult> getSendResult();

    /**
     * Why sending failed.
     *
     * @return the failure after an unsuccessful send; absent otherwise
     */
    Optional<ONSClientException> getException();

    /**
     * What the listener of a {@code Consumer} or {@code BatchConsumer} answered.
     *
     * @return the answer; absent before the listener was called, and when it threw or answered {@code null}
     */
    Optional<Action> getAction();

    /**
     * Sets what the listener answered.
     *
     * @param action the answer; {@code null} makes it absent
     */
    void setAction(Action action);

    /**
     * What the listener of an {@code OrderConsumer} answered.
     *
     * @return the answer; absent before the listener was called, and when it threw or answered {@code null}
     */
    Optional<OrderAction> getOrderAction();

    /**
     * Sets what the listener of an {@code OrderConsumer} answered.
     *
     * @param orderAction the answer; {@code null} makes it absent
     */
    void setOrderAction(OrderAction orderAction);

    /**
     * The group of the consumer.
     *
     * @return the group without namespace; absent when sending
     */
    Optional<String> getConsumerGroup();

    /**
     * The namespace of the client.
     *
     * @return the namespace, {@code ""} for a consumer without one
     */
    Optional<String> getNamespaceId();

    /**
     * A place for what the interceptor wants to remember from before to after.
     *
     * @return the live table of this invocation; never {@code null}
     */
    Map<String, Object> getAttributes();
}
