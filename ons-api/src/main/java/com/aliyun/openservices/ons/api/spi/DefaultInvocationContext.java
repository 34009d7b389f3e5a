package com.aliyun.openservices.ons.api.spi;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.SendResult;
import com.aliyun.openservices.ons.api.exception.ONSClientException;
import com.aliyun.openservices.ons.api.order.OrderAction;
import com.aliyun.openservices.shade.com.google.common.base.Optional;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The {@link InvocationContext} that clients fill in. Nothing is set at first; setting {@code null} makes a value
 * absent again. Values are kept as they are and not copied. Not thread-safe.
 */
public class DefaultInvocationContext implements InvocationContext {
    private final Map<String, Object> attributes = new HashMap<>();
    private List<Message> messages;
    private SendResult sendResult;
    private ONSClientException exception;
    private Action action;
    private OrderAction orderAction;
    private String consumerGroup;
    private String namespaceId;

    /** A context in which everything is absent. */
    public DefaultInvocationContext() {
    }

    @Override
    public Optional<List<Message>> getMessages() {
        return Optional.fromNullable(messages);
    }

    @Override
    public Optional<SendResult> getSendResult() {
        return Optional.fromNullable(sendResult);
    }

    @Override
    public Optional<ONSClientException> getException() {
        return Optional.fromNullable(exception);
    }

    @Override
    public Optional<Action> getAction() {
        return Optional.fromNullable(action);
    }

    @Override
    public void setAction(Action action) {
        this.action = action;
    }

    @Override
    public Optional<OrderAction> getOrderAction() {
        return Optional.fromNullable(orderAction);
    }

    @Override
    public void setOrderAction(OrderAction orderAction) {
        this.orderAction = orderAction;
    }

    @Override
    public Optional<String> getConsumerGroup() {
        return Optional.fromNullable(consumerGroup);
    }

    @Override
    public Optional<String> getNamespaceId() {
        return Optional.fromNullable(namespaceId);
    }

    /**
     * Sets the group of the consumer.
     *
     * @param consumerGroup the group without namespace, or {@code null}
     */
    public void setConsumerGroup(String consumerGroup) {
        this.consumerGroup = consumerGroup;
    }

    /**
     * Sets the namespace of the client.
     *
     * @param namespaceId the namespace, or {@code null}
     */
    public void setNamespaceId(String namespaceId) {
        this.namespaceId = namespaceId;
    }

    /**
     * Sets the messages of the invocation.
     *
     * @param messages the messages, or {@code null}
     */
    public void setMessages(List<Message> messages) {
        this.messages = messages;
    }

    /**
     * Sets what sending returned.
     *
     * @param sendResult the result, or {@code null}
     */
    public void setSendResult(SendResult sendResult) {
        this.sendResult = sendResult;
    }

    /**
     * Sets why sending failed.
     *
     * @param exception the failure, or {@code null}
     */
    public void setException(ONSClientException exception) {
        this.exception = exception;
    }

    @Override
    public Map<String, Object> getAttributes() {
        return attributes;
    }
}
