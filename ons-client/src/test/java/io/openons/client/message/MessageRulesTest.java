package io.openons.client.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.MessageAccessor;
import io.openons.client.endpoint.Namespace;
import io.openons.client.error.CodedClientException;
import io.openons.client.error.ErrorCode;
import java.util.Properties;
import org.apache.rocketmq.common.message.MessageDecoder;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that are refused before any network call, and those just within the limits. */
class MessageRulesTest {

    private static final int MAX_BODY = 4 * 1024 * 1024;
    private static final byte[] BODY = {1};

    private final OutboundMessages outbound = new OutboundMessages(Namespace.NONE);

    @Test
    void nullMessageIsRefused() {
        assertRefused(null, ErrorCode.MESSAGE_INVALID).hasMessageStartingWith("Message refused: 'message' is null.");
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {" ", "\t\n"})
    void topicIsNeeded(String topic) {
        assertRefused(new Message(topic, null, BODY), ErrorCode.MESSAGE_INVALID)
                .hasMessageStartingWith("Message refused: its topic is " + (topic == null ? "null" : "blank"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a.b", "a/b", "tö", "a\n", " a", "a!"})
    void topicsWithOtherCharactersAreRefused(String topic) {
        assertRefused(new Message(topic, null, BODY), ErrorCode.TOPIC_ILLEGAL)
                .hasMessageContaining("topic \"" + topic + "\" has characters outside");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "T_1-x", "ns%topic", "a|b", "%RETRY%group"})
    void topicsOfTheAllowedCharactersPass(String topic) {
        assertPasses(new Message(topic, null, BODY));
    }

    @Test
    void topicsHaveAtMost127CharactersWithTheirNamespace() {
        OutboundMessages inNamespace = new OutboundMessages(Namespace.of("abc"));
        assertPasses(new Message("t".repeat(127), null, BODY));
        assertThatCode(() -> inNamespace.convert(new Message("t".repeat(123), null, BODY))).doesNotThrowAnyException();

        assertRefused(new Message("t".repeat(128), null, BODY), ErrorCode.TOPIC_ILLEGAL)
                .hasMessageContaining("has 128 characters with its namespace, allowed are 1..127");
        assertThatThrownBy(() -> inNamespace.convert(new Message("t".repeat(124), null, BODY)))
                .hasMessageContaining("has 128 characters with its namespace");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TBW102", "SCHEDULE_TOPIC_XXXX", "RMQ_SYS_TRANS_HALF_TOPIC", "RMQ_SYS_TRANS_OP_HALF_TOPIC",
        "TRANS_CHECK_MAX_TIME_TOPIC", "OFFSET_MOVED_EVENT"})
    void topicsOfTheBrokerAreRefused(String topic) {
        assertRefused(new Message(topic, null, BODY), ErrorCode.TOPIC_ILLEGAL)
                .hasMessageContaining("topic \"" + topic + "\" is reserved by the broker");
    }

    @Test
    void bodyIsNeeded() {
        assertRefused(new Message("T", null, "key-1", null), ErrorCode.MESSAGE_INVALID)
                .hasMessageStartingWith("Message refused: its body is null.")
                .hasMessageContaining("topic=T key=key-1]");
        assertRefused(new Message("T", null, new byte[0]), ErrorCode.MESSAGE_INVALID)
                .hasMessageStartingWith("Message refused: its body is empty.").hasMessageEndingWith("topic=T]");
    }

    @Test
    void aMessageWithoutAnyKeyIsRefusedAlike() {
        Message message = new Message("T", null, null);
        MessageAccessor.setSystemProperties(message, new Properties());

        assertRefused(message, ErrorCode.MESSAGE_INVALID).hasMessageStartingWith("Message refused: its body is null.");
    }

    @Test
    void bodyHasAtMostFourMebibytes() {
        assertPasses(new Message("T", null, new byte[MAX_BODY]));

        assertRefused(new Message("T", null, new byte[MAX_BODY + 1]), ErrorCode.MESSAGE_TOO_LARGE)
                .hasMessageContaining("its body has 4194305 bytes, allowed are 1..4194304");
    }

    @ParameterizedTest
    @CsvSource({"x, 1", "ü, 2", "語, 3", "\uD83D\uDE00, 4"})
    void propertiesHaveAtMost32767BytesAsStored(String character, int bytesEach) {
        int free = 32_767 - storedBytes(messageWithPadding("x")) + 1;
        String full = character.repeat(free / bytesEach) + "x".repeat(free % bytesEach);

        assertThat(storedBytes(messageWithPadding(full))).isEqualTo(32_767);
        assertRefused(messageWithPadding(full + "x"), ErrorCode.MESSAGE_TOO_LARGE)
                .hasMessageContaining("its properties, key and tag take 32768 bytes, allowed are 0..32767");
    }

    @Test
    void longTagsAndKeysCountAsProperties() {
        assertRefused(new Message("T", "t".repeat(40_000), BODY), ErrorCode.MESSAGE_TOO_LARGE);
        assertRefused(new Message("T", null, "k".repeat(40_000), BODY), ErrorCode.MESSAGE_TOO_LARGE);
    }

    private static Message messageWithPadding(String padding) {
        Message message = new Message("T", "tag", "key", BODY);
        message.putUserProperties("padding", padding);
        return message;
    }

    private int storedBytes(Message message) {
        return MessageDecoder.messageProperties2String(outbound.convert(message).getProperties())
                .getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    }

    private void assertPasses(Message message) {
        assertThatCode(() -> outbound.convert(message)).doesNotThrowAnyException();
    }

    private AbstractThrowableAssert<?, ?> assertRefused(Message message, ErrorCode code) {
        AbstractThrowableAssert<?, ?> thrown = assertThatThrownBy(() -> outbound.convert(message))
                .isInstanceOfSatisfying(CodedClientException.class, e -> assertThat(e.code()).isEqualTo(code));
        if (message != null) {
            assertThat(message.getMsgID()).as("id of a refused message").isNull();
        }
        return thrown;
    }
}
