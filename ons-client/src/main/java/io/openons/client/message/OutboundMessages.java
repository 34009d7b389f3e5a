package io.openons.client.message;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.MessageAccessor;
import com.aliyun.openservices.ons.api.exception.ONSClientException;
import io.openons.client.config.PropertyValues;
import io.openons.client.endpoint.Namespace;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.rocketmq.common.message.MessageClientIDSetter;
import org.apache.rocketmq.common.message.MessageConst;
import org.apache.rocketmq.common.message.MessageDecoder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * ONS messages to RocketMQ messages, for one client. The property names and values are those of the published client,
 * so that fleets can mix both. Thread-safe.
 */
public final class OutboundMessages {

    private static final Logger LOG = LoggerFactory.getLogger(OutboundMessages.class);

    /** Stands among the names warned about for separators in any value. */
    private static final String SEPARATORS = "";

    private final Namespace namespace;
    /** Reserved names already warned about; their number is that of the table, so it stays small. */
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    /**
     * Creates the converter.
     *
     * @param namespace the namespace of the client's topics
     */
    public OutboundMessages(Namespace namespace) {
        this.namespace = namespace;
    }

    /**
     * Checks and converts a message, and gives the caller's message its id.
     *
     * @param message the caller's message; only its message id is changed
     * @return the message to send, which shares the body
     * @throws ONSClientException when the message cannot be sent: null, without topic or body, too large, or for a
     *         topic no application may write to
     */
    public org.apache.rocketmq.common.message.Message convert(Message message) {
        if (message == null) {
            throw MessageRules.nullMessage();
        }
        String topic = message.getTopic();
        if (topic == null || topic.trim().isEmpty()) {
            throw MessageRules.blankTopic(topic);
        }
        String fullTopic = namespace.wrap(topic);
        MessageRules.check(message, fullTopic);

        // The no-argument constructor: the others add the WAIT property, which the published client does not send.
        org.apache.rocketmq.common.message.Message converted = new org.apache.rocketmq.common.message.Message();
        converted.setTopic(fullTopic);
        converted.setBody(message.getBody());
        copySystemProperties(message, converted);
        copyFields(message, converted);
        copyUserProperties(message, converted);
        MessageClientIDSetter.setUniqID(converted);
        MessageRules.checkProperties(converted, message);
        message.setMsgID(MessageClientIDSetter.getUniqID(converted));
        return converted;
    }

    private void copyFields(Message message, org.apache.rocketmq.common.message.Message converted) {
        put(converted, MessageConst.PROPERTY_TAGS, trimmed(message.getTag()));
        put(converted, MessageConst.PROPERTY_KEYS, message.getKey());
        put(converted, Message.SystemPropKey.SHARDINGKEY, message.getShardingKey());
        long startDeliverTime = MessageRules.startDeliverTime(message);
        if (startDeliverTime > 0) {
            put(converted, Message.SystemPropKey.STARTDELIVERTIME, Long.toString(startDeliverTime));
        }
        // With a namespace the RocketMQ client adds INSTANCE_ID itself.
    }

    /**
     * As the published client sends a tag: what stands between bars without blanks around it. A subscription is read so,
     * too, and would not match otherwise.
     */
    private static String trimmed(String tag) {
        return tag == null || tag.indexOf('|') < 0 && tag.equals(tag.trim()) ? tag
                : Stream.of(tag.split("\\|\\|")).map(String::trim).collect(Collectors.joining("||"));
    }

    /**
     * A message of its own with the same topic, body and properties.
     *
     * @param message a RocketMQ message, to send or received
     * @return a copy that shares the body only
     */
    public static org.apache.rocketmq.common.message.Message copy(
            org.apache.rocketmq.common.message.Message message) {
        org.apache.rocketmq.common.message.Message copy = new org.apache.rocketmq.common.message.Message();
        copy.setTopic(message.getTopic());
        copy.setBody(message.getBody());
        message.getProperties().forEach((name, value) -> put(copy, name, value));
        return copy;
    }

    private static void copySystemProperties(Message message, org.apache.rocketmq.common.message.Message converted) {
        Properties system = MessageAccessor.getSystemProperties(message);
        if (system == null) {
            return;
        }
        system.forEach((key, value) -> {
            String name = key.toString();
            if (!ReservedProperties.messageField(name) && ReservedProperties.sendable(name)) {
                put(converted, name, value.toString());
            }
        });
    }

    private void copyUserProperties(Message message, org.apache.rocketmq.common.message.Message converted) {
        Properties user = message.getUserProperties();
        if (user == null) {
            return;
        }
        for (Map.Entry<String, String> property : PropertyValues.flatten(user).entrySet()) {
            String name = property.getKey();
            if (ReservedProperties.sendable(name)) {
                put(converted, name, property.getValue());
                warnOfSeparators(name, property.getValue(), message.getTopic());
            } else if (warned.add(name)) {
                LOG.warn("User property is not sent: its name is reserved by RocketMQ; choose another. name={} "
                        + "topic={}", name, message.getTopic());
            }
        }
    }

    /** Two control characters separate properties on the wire, and nothing escapes them there. */
    private void warnOfSeparators(String name, String value, String topic) {
        boolean separators = value.indexOf(MessageDecoder.NAME_VALUE_SEPARATOR) >= 0
                || value.indexOf(MessageDecoder.PROPERTY_SEPARATOR) >= 0;
        if (separators && warned.add(SEPARATORS)) {
            LOG.warn("User property holds a control character U+0001 or U+0002 and will not arrive as it is; encode "
                    + "the value. name={} topic={}", name, topic);
        }
    }

    /**
     * Empty names and values cannot be stored in RocketMQ's property format; like the published client we skip them.
     */
    private static void put(org.apache.rocketmq.common.message.Message converted, String name, String value) {
        if (value != null && !value.isEmpty() && !name.isEmpty()) {
            org.apache.rocketmq.common.message.MessageAccessor.putProperty(converted, name, value);
        }
    }
}
