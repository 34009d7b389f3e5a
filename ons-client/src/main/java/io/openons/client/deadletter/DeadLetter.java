package io.openons.client.deadletter;

import com.aliyun.openservices.ons.api.Constants;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.exception.ONSClientException;
import io.openons.client.message.InboundMessages;
import io.openons.client.message.OriginalMessages;
import java.time.Instant;
import org.apache.rocketmq.common.message.MessageClientExt;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.common.message.MessageQueue;

/**
 * A message that a group failed to consume as often as it may, as it lies in the topic {@code %DLQ%group} of a broker.
 * Immutable.
 */
public final class DeadLetter {

    private final InboundMessages inbound;
    private final MessageExt original;
    private final MessageQueue queue;
    private final long offset;
    private final String topic;
    private final String messageId;
    private final String deadLetterId;
    private final int reconsumeTimes;
    private final Instant storedTime;

    DeadLetter(MessageExt stored, MessageQueue queue, InboundMessages inbound) {
        this.inbound = inbound;
        this.original = OriginalMessages.of(stored);
        this.queue = queue;
        this.offset = stored.getQueueOffset();
        this.topic = inbound.topic(original);
        this.messageId = inbound.id(original);
        this.deadLetterId = stored instanceof MessageClientExt ? ((MessageClientExt) stored).getOffsetMsgId()
                : stored.getMsgId();
        this.reconsumeTimes = stored.getReconsumeTimes();
        this.storedTime = Instant.ofEpochMilli(stored.getStoreTimestamp());
    }

    /**
     * The message as its producer sent it: topic, tag, keys, sharding key, user properties, body and message id, without
     * its delivery time and what brokers added on the way. It may be changed and sent with any producer, and keeps its
     * message id then.
     *
     * @return a new message with a body of its own
     * @throws ONSClientException when its body is damaged, or compressed with a codec that is not on the class path
     */
    public Message message() {
        Message message = inbound.convertHalf(original);
        message.setBody(original.getBody() == null ? null : original.getBody().clone());
        return message;
    }

    /**
     * The topic the message was sent to, and is re-sent to.
     *
     * @return the topic without namespace; empty when the dead letter does not name one
     */
    public String topic() {
        return topic;
    }

    /**
     * The message id that {@code send} returned and each delivery had.
     *
     * @return the id
     */
    public String messageId() {
        return messageId;
    }

    /**
     * The id that the broker gave the dead letter, by which RocketMQ's own tools find it.
     *
     * @return the id
     */
    public String deadLetterId() {
        return deadLetterId;
    }

    /**
     * How often consuming the message failed.
     *
     * @return the number of failed deliveries, the first one included
     */
    public int reconsumeTimes() {
        return reconsumeTimes;
    }

    /**
     * When the message became a dead letter, by the broker's clock.
     *
     * @return the time at which the broker stored the dead letter, exact to the millisecond
     */
    public Instant storedTime() {
        return storedTime;
    }

    /**
     * The queue that the dead letter lies in.
     *
     * @return the broker's name and the queue's number, for example {@code broker-a#0}
     */
    public String queue() {
        return queue.getBrokerName() + Constants.TOPIC_PARTITION_SEPARATOR + queue.getQueueId();
    }

    /**
     * The position in that queue.
     *
     * @return the offset, which grows with each dead letter of the queue
     */
    public long offset() {
        return offset;
    }

    MessageQueue location() {
        return queue;
    }

    /** Says which message, from where, when, and where it lies; neither body nor properties. */
    @Override
    public String toString() {
        return "DeadLetter[messageId=" + messageId + ", topic=" + topic + ", reconsumeTimes=" + reconsumeTimes
                + ", storedTime=" + storedTime + ", queue=" + queue() + ", offset=" + offset + ']';
    }
}
