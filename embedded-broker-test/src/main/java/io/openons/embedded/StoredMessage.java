package io.openons.embedded;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.rocketmq.common.message.MessageConst;
import org.apache.rocketmq.common.message.MessageDecoder;
import org.apache.rocketmq.common.message.MessageExt;

/**
 * A message as the broker has stored it.
 *
 * @param topic the topic it is stored under; for a delayed, half, retried or dead message RocketMQ's internal one
 * @param queueId the queue in that topic, from 0
 * @param queueOffset the position in that queue
 * @param sysFlag RocketMQ's flag bits: compression, transaction state and so on
 * @param reconsumeTimes how often consumption has failed before
 * @param bornTimestamp when the producer made it, in milliseconds since 1970
 * @param storeTimestamp when the broker stored it, in milliseconds since 1970
 * @param properties all stored properties, RocketMQ's own included; unmodifiable
 * @param body the body as the producer passed it: decompressed if {@code sysFlag} says it was compressed
 */
public record StoredMessage(
        String topic,
        int queueId,
        long queueOffset,
        int sysFlag,
        int reconsumeTimes,
        long bornTimestamp,
        long storeTimestamp,
        Map<String, String> properties,
        byte[] body) {

    /** Reads one message in the store's format, from the position of the buffer. */
    static StoredMessage read(ByteBuffer buffer) {
        // RocketMQ takes the compression bits out of the flag when it decompresses the body.
        int sysFlag = buffer.getInt(buffer.position() + MessageDecoder.SYSFLAG_POSITION);
        MessageExt message = MessageDecoder.decode(buffer);
        if (message == null) {
            throw new IllegalStateException("Cannot decode a stored message: RocketMQ's log says why.");
        }
        byte[] body = message.getBody() == null ? new byte[0] : message.getBody();
        return new StoredMessage(message.getTopic(), message.getQueueId(), message.getQueueOffset(),
                sysFlag, message.getReconsumeTimes(), message.getBornTimestamp(),
                message.getStoreTimestamp(), Map.copyOf(message.getProperties()), body);
    }

    /**
     * A copy of the body.
     *
     * @return a new array
     */
    @Override
    public byte[] body() {
        return body.clone();
    }

    /**
     * The body read as UTF-8.
     *
     * @return the text
     */
    public String bodyAsString() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /**
     * The id that the producer's client gave the message (property UNIQ_KEY): what producers and consumers call its
     * message id.
     *
     * @return the id, or null if the message has none
     */
    public String messageId() {
        return properties.get(MessageConst.PROPERTY_UNIQ_CLIENT_MESSAGE_ID_KEYIDX);
    }

    /**
     * The tag (property TAGS).
     *
     * @return the tag, or null if the message has none
     */
    public String tag() {
        return properties.get(MessageConst.PROPERTY_TAGS);
    }

    /**
     * The keys (property KEYS), separated by spaces.
     *
     * @return the keys, or null if the message has none
     */
    public String keys() {
        return properties.get(MessageConst.PROPERTY_KEYS);
    }

    /** Says where the message is, its properties, and the size of its body. */
    @Override
    public String toString() {
        return "StoredMessage[" + topic + " queue " + queueId + " offset " + queueOffset + ", reconsumeTimes "
                + reconsumeTimes + ", properties " + properties + ", body of " + body.length + " bytes]";
    }
}
