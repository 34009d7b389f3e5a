package com.aliyun.openservices.ons.api;

import com.aliyun.openservices.ons.api.exception.ONSClientException;

/** Tells a {@link SendCallback} which message could not be sent and why. A plain holder of values; not thread-safe. */
public class OnExceptionContext {
    private String messageId;
    private String topic;
    private ONSClientException exception;

    /** A context with nothing set. */
    public OnExceptionContext() {
    }

    /**
     * The identifier of the message.
     *
     * @return as in {@link Message#getMsgID()}; {@code null} if sending failed before one was given
     */
    public String getMessageId() {
        return messageId;
    }

    /**
     * Sets the identifier of the message.
     *
     * @param messageId the identifier, or {@code null}
     */
    public void setMessageId(String messageId) {
        this.messageId = messageId;
    }

    /**
     * The topic of the message.
     *
     * @return the name without namespace; {@code null} if not set
     */
    public String getTopic() {
        return topic;
    }

    /**
     * Sets the topic of the message.
     *
     * @param topic the name without namespace, or {@code null}
     */
    public void setTopic(String topic) {
        this.topic = topic;
    }

    /**
     * Why the message could not be sent.
     *
     * @return the failure with its cause; {@code null} if not set
     */
    public ONSClientException getException() {
        return exception;
    }

    /**
     * Sets why the message could not be sent.
     *
     * @param exception the failure, or {@code null}
     */
    public void setException(ONSClientException exception) {
        this.exception = exception;
    }
}
