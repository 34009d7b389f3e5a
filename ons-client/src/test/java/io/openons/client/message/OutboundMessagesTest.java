package io.openons.client.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.MessageAccessor;
import io.openons.client.endpoint.Namespace;
import io.openons.client.fixture.CapturedLog;
import io.openons.client.fixture.Settings;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The wire form of a message: the names and values that a broker stores. */
class OutboundMessagesTest {

    private static final byte[] BODY = {1, 2, 3};

    private final OutboundMessages outbound = new OutboundMessages(Namespace.NONE);

    @Test
    void aBareMessageHasItsIdAndNothingElse() {
        org.apache.rocketmq.common.message.Message sent = outbound.convert(new Message("T", null, BODY));

        assertThat(sent.getTopic()).isEqualTo("T");
        assertThat(sent.getBody()).isSameAs(BODY);
        assertThat(sent.getFlag()).isZero();
        assertThat(sent.getProperties()).containsOnlyKeys("UNIQ_KEY");
        assertThat(sent.getProperty("UNIQ_KEY")).matches("[0-9A-F]{32}|[0-9A-F]{56}"); // by IPv4 or IPv6 address
    }

    @Test
    void tagAndKeyGoVerbatim() {
        assertThat(stored(new Message("T", "a tag *|", "k1 k2,k3", BODY)))
                .containsOnly(Map.entry("TAGS", "a tag *|"), Map.entry("KEYS", "k1 k2,k3"));
    }

    @ParameterizedTest
    @CsvSource({"' a ', a", "a || b, a||b", "a|| , a", "' || a', ||a", "a | b, a | b"})
    void tagGoesWithoutBlanksAroundItsParts(String tag, String sent) {
        assertThat(stored(new Message("T", tag, BODY))).containsOnly(Map.entry("TAGS", sent));
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "||"})
    void tagWithoutPartsIsNotSent(String tag) {
        assertThat(stored(new Message("T", tag, BODY))).isEmpty();
    }

    @Test
    void emptyTagAndKeyAreNotSent() {
        assertThat(stored(new Message("T", "", "", BODY))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"name, value", "Name With Blanks, ünï\uD83D\uDE00cödé \"quoted\"", "CheckImmunityTimeInSeconds, 5",
        "TIMER_DELIVER_MS, 1", "BUYER_ID, b", "TTL, t", "MSG_TYPE, m", "CLUSTER, c", "__TAG, x", "__KEY, x",
        "__SHARDINGKEY, x", "__STARTDELIVERTIME, 1"})
    void userPropertiesGoUnderTheirOwnName(String name, String value) {
        Message message = message();
        message.putUserProperties(name, value);

        assertThat(stored(message)).containsOnly(Map.entry(name, value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"KEYS", "TAGS", "WAIT", "DELAY", "RETRY_TOPIC", "REAL_TOPIC", "REAL_QID", "TRAN_MSG",
        "PGROUP", "MIN_OFFSET", "MAX_OFFSET", "INSTANCE_ID"})
    void reservedUserPropertiesAreLeftOutWithOneWarning(String name) {
        Message message = message();
        message.putUserProperties(name, "value");
        message.putUserProperties("mine", "value");

        try (CapturedLog log = CapturedLog.of(OutboundMessages.class)) {
            assertThat(stored(message)).containsOnlyKeys("mine");
            assertThat(log.lines()).hasSize(1);
            assertThat(stored(message)).containsOnlyKeys("mine");
            assertThat(log.lines()).hasSize(1);
            assertThat(log.lines().get(0)).startsWith("WARN ").contains("name=" + name, "topic=T");
        }
    }

    @Test
    void emptyNamesAndValuesAreLeftOut() {
        Message message = message();
        message.putUserProperties("empty", "");
        message.putUserProperties("", "value");
        message.putUserProperties(null, "value");
        message.putUserProperties("null", null);
        MessageAccessor.putSystemProperties(message, "emptySystem", "");

        assertThat(stored(message)).isEmpty();
    }

    @Test
    void userPropertiesOfAnyTypeGoAsTheirText() {
        Message message = message();
        message.setUserProperties(Settings.on(Settings.of("behind", "default"), "int", 5, "bool", true,
                "builder", new StringBuilder("text")));

        assertThat(stored(message)).containsOnly(Map.entry("int", "5"), Map.entry("bool", "true"),
                Map.entry("builder", "text"), Map.entry("behind", "default"));
    }

    @Test
    void aUserPropertyNamedUniqKeyBecomesTheId() {
        Message message = message();
        message.putUserProperties("UNIQ_KEY", "my-own-id");

        org.apache.rocketmq.common.message.Message sent = outbound.convert(message);

        assertThat(sent.getProperty("UNIQ_KEY")).isEqualTo("my-own-id");
        assertThat(message.getMsgID()).isEqualTo("my-own-id");
    }

    @Test
    void theCallersMessageGetsTheIdAndStaysOtherwise() {
        Message message = new Message("T", "tag", "key", BODY);
        message.setMsgID("preset");
        message.putUserProperties("TAGS", "reserved");

        String id = outbound.convert(message).getProperty("UNIQ_KEY");

        assertThat(message.getMsgID()).isEqualTo(id).isNotEqualTo("preset");
        assertThat(message.getTopic()).isEqualTo("T");
        assertThat(message.getTag()).isEqualTo("tag");
        assertThat(message.getUserProperties()).containsOnly(Map.entry("TAGS", "reserved"));
    }

    @Test
    void sendingAgainGivesAnotherId() {
        Message message = message();

        String first = outbound.convert(message).getProperty("UNIQ_KEY");
        String second = outbound.convert(message).getProperty("UNIQ_KEY");

        assertThat(second).isNotEqualTo(first);
        assertThat(message.getMsgID()).isEqualTo(second);
    }

    @Test
    void shardingKeyIsSentWhenItIsSet() {
        Message message = message();
        message.setShardingKey("order-7");
        assertThat(stored(message)).containsOnly(Map.entry("__SHARDINGKEY", "order-7"));

        message.setShardingKey("");
        assertThat(stored(message)).isEmpty();
    }

    @Test
    void deliveryTimeIsSentAsPublished() {
        Message message = message();
        message.setStartDeliverTime(1_900_000_000_123L);

        assertThat(stored(message)).containsOnly(Map.entry("__STARTDELIVERTIME", "1900000000123"));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void noDeliveryTimeIsSentForNow(long time) {
        Message message = message();
        message.setStartDeliverTime(time);

        assertThat(stored(message)).isEmpty();
    }

    @Test
    void systemPropertiesOfTheCallerGoAsPlainOnesExceptThoseOnArrival() {
        Message message = message();
        MessageAccessor.putSystemProperties(message, "foo", "bar");
        MessageAccessor.putSystemProperties(message, "WAIT", "false");
        message.setReconsumeTimes(3);
        message.setBornTimestamp(5);
        message.setBornHost("/10.0.0.1:1");
        MessageAccessor.putSystemProperties(message, Message.SystemPropKey.CONSUMEOFFSET, "9");
        MessageAccessor.putSystemProperties(message, Message.SystemPropKey.PARTITION, "b#1");

        assertThat(stored(message)).containsOnly(Map.entry("foo", "bar"));
    }

    @Test
    void userPropertiesWinOverFieldsAndFieldsOverSystemProperties() {
        Message message = new Message("T", "tag", "key", BODY);
        message.setShardingKey("field");
        message.putUserProperties("__SHARDINGKEY", "user");
        message.putUserProperties("TAGS", "user");
        MessageAccessor.putSystemProperties(message, "TAGS", "system");

        assertThat(stored(message)).containsOnly(Map.entry("TAGS", "tag"), Map.entry("KEYS", "key"),
                Map.entry("__SHARDINGKEY", "user"));
    }

    @Test
    void aMessageWithoutSystemPropertiesCanBeSent() {
        Message message = new Message("T", "tag", BODY);
        MessageAccessor.setSystemProperties(message, null);

        assertThat(stored(message)).isEmpty();
        assertThat(message.getMsgID()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"T", "MQ_INST_1%T"})
    void theNamespaceIsPutBeforeTheTopicOnce(String topic) {
        Message message = new Message(topic, null, BODY);

        assertThat(new OutboundMessages(Namespace.of("MQ_INST_1")).convert(message).getTopic())
                .isEqualTo("MQ_INST_1%T");
        assertThat(message.getTopic()).isEqualTo(topic);
    }

    private static Message message() {
        return new Message("T", null, BODY);
    }

    /** What is stored besides the id. */
    private Map<String, String> stored(Message message) {
        Map<String, String> properties = new TreeMap<>(outbound.convert(message).getProperties());
        assertThat(properties.remove("UNIQ_KEY")).isNotBlank();
        return properties;
    }
}
