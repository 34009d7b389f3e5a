package com.aliyun.openservices.ons.api;

/** What a producer returns for a message that a broker stored. A plain holder of values; not thread-safe. */
public class SendResult {
    private String messageId;
    private String topic;

    /** A result with nothing set. */
    public SendResult() {
    }

    /**
     * The identifier of the message, the same that consumers see in {@link Message#getMsgID()}.
     *
     * @return the identifier; {@code null} if not set
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

    @Override
    public String toString() {
        return "SendResult[topic=" + topic + ", messageId=" + messageId + ']';
    }
}
