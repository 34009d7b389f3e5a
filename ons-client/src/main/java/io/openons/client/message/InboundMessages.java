package io.openons.client.message;

import com.aliyun.openservices.ons.api.Constants;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.MessageAccessor;
import io.openons.client.endpoint.Namespace;
import io.openons.client.error.CodedClientException;
import java.net.SocketAddress;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.rocketmq.common.message.MessageClientIDSetter;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.common.message.MessageQueue;

/**
 * Received RocketMQ messages to ONS messages, for one client: every getter answers what the published client answers.
 * Thread-safe.
 */
public final class InboundMessages {

    /** Names under which the published client shows where and when a message was taken from its queue. */
    private static final String QUEUE_TOPIC = "__FQN_TOPIC";
    private static final String DECODED_TIME = "__MESSAGE_DECODED_TIME";

    /** Somewhat more than a message has. */
    private static final int SYSTEM_PROPERTIES = 16;

    /** A sender's address and its text, which is put together from several others. */
    private static final class Host {

        final SocketAddress address;
        final String text;

        Host(SocketAddress address) {
            this.address = address;
            this.text = String.valueOf(address);
        }
    }

    private final Namespace namespace;
    /** The last message's: neighbours mostly have the same. */
    private volatile Host lastHost = new Host(null);

    /**
     * Creates the converter.
     *
     * @param namespace the namespace of the client's topics
     */
    public InboundMessages(Namespace namespace) {
        this.namespace = namespace;
    }

    /**
     * Converts a received message.
     *
     * @param received the message, its topic already set back to the original one for a retry
     * @param queue the queue it came from: of the topic, or of the group's retry topic
     * @return a new ONS message, which shares the body
     * @throws CodedClientException when the body is compressed and cannot be opened
     */
    public Message convert(MessageExt received, MessageQueue queue) {
        Message message = convertHalf(received);
        MessageAccessor.putSystemProperties(message, Message.SystemPropKey.PARTITION,
                queue.getBrokerName() + Constants.TOPIC_PARTITION_SEPARATOR + received.getQueueId());
        Properties user = message.getUserProperties();
        user.setProperty(QUEUE_TOPIC, queue.getTopic());
        user.setProperty(DECODED_TIME, Long.toString(System.currentTimeMillis()));
        return message;
    }

    /**
     * Converts a half message that a broker asks about.
     *
     * @param half the half message
     * @return a new ONS message, which shares the body and has no partition
     * @throws CodedClientException when the body is compressed and cannot be opened
     */
    public Message convertHalf(MessageExt half) {
        CompressedBodies.open(half, namespace);
        Message message = new Message(topic(half), null, null, half.getBody());
        Properties system = SizedProperties.of(SYSTEM_PROPERTIES);
        Properties user = new Properties();
        synchronized (system) { // which each put would lock again
            putFields(half, system);
            for (Map.Entry<String, String> property : half.getProperties().entrySet()) {
                boolean isSystem = ReservedProperties.systemOnArrival(property.getKey());
                (isSystem ? system : user).setProperty(property.getKey(), property.getValue());
            }
            // Properties of these names hide what the broker says, as published, except for the id.
            put(system, Message.SystemPropKey.MSGID, id(half));
        }
        MessageAccessor.setSystemProperties(message, system);
        message.setUserProperties(user);
        return message;
    }

    private String bornHost(SocketAddress address) {
        Host host = lastHost;
        if (!Objects.equals(address, host.address)) {
            host = new Host(address);
            lastHost = host;
        }
        return host.text;
    }

    private void putFields(MessageExt received, Properties system) {
        put(system, Message.SystemPropKey.TAG, received.getTags());
        put(system, Message.SystemPropKey.KEY, received.getKeys() == null ? "" : received.getKeys());
        put(system, Message.SystemPropKey.RECONSUMETIMES, Integer.toString(received.getReconsumeTimes()));
        put(system, Message.SystemPropKey.BORNTIMESTAMP, Long.toString(received.getBornTimestamp()));
        put(system, Message.SystemPropKey.BORNHOST, bornHost(received.getBornHost()));
        put(system, Message.SystemPropKey.CONSUMEOFFSET, Long.toString(received.getQueueOffset()));
    }

    /**
     * The topic of a message, without namespace.
     *
     * @param received a received message
     * @return the topic as the application knows it
     */
    public String topic(MessageExt received) {
        return namespace.unwrap(received.getTopic());
    }

    /**
     * The id that send returned; a message from elsewhere may have only the one its broker gave it.
     *
     * @param received a received message
     * @return the id
     */
    public String id(MessageExt received) {
        String sendersId = MessageClientIDSetter.getUniqID(received);
        return sendersId == null ? received.getMsgId() : sendersId;
    }

    private static void put(Properties properties, String name, String value) {
        if (value != null) {
            properties.setProperty(name, value);
        }
    }
}
