package io.openons.client.sending;

import com.aliyun.openservices.ons.api.SendResult;
import org.apache.rocketmq.common.message.Message;

/** A half message that a broker has stored. Immutable. */
public final class HalfMessage {

    private final Message message;
    private final org.apache.rocketmq.client.producer.SendResult stored;
    private final SendResult result;
    private final Message scheduled;

    HalfMessage(Message message, org.apache.rocketmq.client.producer.SendResult stored, SendResult result,
                Message scheduled) {
        this.message = message;
        this.stored = stored;
        this.result = result;
        this.scheduled = scheduled;
    }

    /**
     * The message as it was sent.
     *
     * @return the RocketMQ message
     */
    public Message message() {
        return message;
    }

    /**
     * Where and how the broker stored it.
     *
     * @return the RocketMQ client's result
     */
    public org.apache.rocketmq.client.producer.SendResult stored() {
        return stored;
    }

    /**
     * What the application gets.
     *
     * @return the message's id and topic
     */
    public SendResult result() {
        return result;
    }

    /**
     * What is to be sent in its place when the transaction is committed.
     *
     * @return the message, to be scheduled for its start deliver time, or null when it is delivered at the commit
     */
    public Message scheduled() {
        return scheduled;
    }
}
