package io.openons.client.message;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.exception.ONSClientException;
import io.openons.client.error.ErrorCode;
import io.openons.client.error.Failure;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.rocketmq.common.message.MessageDecoder;
import org.apache.rocketmq.common.topic.TopicValidator;

/** What a message must be before it is worth a network call; every broker refuses the rest, or loses it one-way. */
final class MessageRules {

    static final int MAX_BODY_BYTES = 4 * 1024 * 1024;
    static final int MAX_PROPERTY_BYTES = Short.MAX_VALUE;
    static final int MAX_TOPIC_LENGTH = 127;

    private MessageRules() {
    }

    /**
     * Checks message and body, and the topic with its namespace.
     *
     * @throws ONSClientException naming the value and what is allowed
     */
    static void check(Message message, String fullTopic) {
        checkTopic(message.getTopic(), fullTopic);
        byte[] body = message.getBody();
        if (body == null || body.length == 0) {
            throw refused(ErrorCode.MESSAGE_INVALID, "its body is " + (body == null ? "null" : "empty"), message);
        }
        if (body.length > MAX_BODY_BYTES) {
            throw refused(ErrorCode.MESSAGE_TOO_LARGE, "its body has " + body.length + " bytes, allowed are 1.."
                    + MAX_BODY_BYTES, message);
        }
    }

    private static void checkTopic(String topic, String fullTopic) {
        if (TopicValidator.isTopicOrGroupIllegal(fullTopic)) {
            throw illegalTopic(topic, "has characters outside A-Z a-z 0-9 - _ % |");
        }
        if (fullTopic.length() > MAX_TOPIC_LENGTH) {
            throw illegalTopic(topic, "has " + fullTopic.length() + " characters with its namespace, allowed are 1.."
                    + MAX_TOPIC_LENGTH);
        }
        if (TopicValidator.isNotAllowedSendTopic(fullTopic)
                || TopicValidator.AUTO_CREATE_TOPIC_KEY_TOPIC.equals(fullTopic)) {
            throw illegalTopic(topic, "is reserved by the broker");
        }
    }

    static ONSClientException nullMessage() {
        return Failure.of(ErrorCode.MESSAGE_INVALID, "Message refused: 'message' is null").toException();
    }

    static ONSClientException blankTopic(String topic) {
        return Failure.of(ErrorCode.MESSAGE_INVALID, "Message refused: its topic is "
                + (topic == null ? "null" : "blank")).toException();
    }

    private static ONSClientException illegalTopic(String topic, String why) {
        return Failure.of(ErrorCode.TOPIC_ILLEGAL, "Message refused: topic \"" + topic + "\" " + why)
                .with("topic", topic).toException();
    }

    /** When the message is to be delivered; the getter fails raw when a system property was set to junk. */
    static long startDeliverTime(Message message) {
        try {
            return message.getStartDeliverTime();
        } catch (NumberFormatException e) {
            throw Failure.of(ErrorCode.MESSAGE_INVALID, "Message refused: its start deliver time is no number: "
                    + e.getMessage()).with("topic", message.getTopic()).causedBy(e).toException();
        }
    }

    /** Checks the properties as they will be stored; the exact length is only computed for suspiciously long ones. */
    static void checkProperties(org.apache.rocketmq.common.message.Message converted, Message message) {
        long characters = 0;
        for (Map.Entry<String, String> property : converted.getProperties().entrySet()) {
            characters += property.getKey().length() + property.getValue().length() + 2;
        }
        if (characters * 3 <= MAX_PROPERTY_BYTES) {
            return;
        }
        int bytes = MessageDecoder.messageProperties2String(converted.getProperties())
                .getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_PROPERTY_BYTES) {
            throw refused(ErrorCode.MESSAGE_TOO_LARGE, "its properties, key and tag take " + bytes
                    + " bytes, allowed are 0.." + MAX_PROPERTY_BYTES, message);
        }
    }

    private static ONSClientException refused(ErrorCode code, String why, Message message) {
        String key = message.getKey();
        return Failure.of(code, "Message refused: " + why).with("topic", message.getTopic())
                .with("key", key == null || key.isEmpty() ? null : key).toException();
    }
}
