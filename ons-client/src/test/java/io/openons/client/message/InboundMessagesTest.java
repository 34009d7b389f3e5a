package io.openons.client.message;

import static org.apache.rocketmq.common.message.MessageAccessor.putProperty;
import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.MessageAccessor;
import com.aliyun.openservices.ons.api.TopicPartition;
import io.openons.client.endpoint.Namespace;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Map;
import org.apache.rocketmq.common.message.MessageClientExt;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.common.message.MessageQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a consumer sees, getter by getter, at the first delivery and after a failed one. */
class InboundMessagesTest {

    private static final String ID = "7F0000010001000000000000000000A1";

    private final InboundMessages inbound = new InboundMessages(Namespace.NONE);

    @Test
    void theFirstDeliveryShowsWhatWasSentAndWhere() {
        Message message = inbound.convert(received("TAGS", "tag", "KEYS", "k1 k2", "__SHARDINGKEY", "order-7",
                "__STARTDELIVERTIME", "1900000000123", "mine", "value"), new MessageQueue("T", "broker-a", 2));

        assertThat(message.getTopic()).isEqualTo("T");
        assertThat(message.getTag()).isEqualTo("tag");
        assertThat(message.getKey()).isEqualTo("k1 k2");
        assertThat(message.getMsgID()).isEqualTo(ID);
        assertThat(message.getShardingKey()).isEqualTo("order-7");
        assertThat(message.getStartDeliverTime()).isEqualTo(1_900_000_000_123L);
        assertThat(message.getReconsumeTimes()).isZero();
        assertThat(message.getBornTimestamp()).isEqualTo(1_700_000_000_000L);
        assertThat(message.getBornHost()).isEqualTo("/127.0.0.1:45678");
        assertThat(message.getOffset()).isEqualTo(41);
        assertThat(message.getTopicPartition()).isEqualTo(new TopicPartition("T", "broker-a#2"));
        assertThat(message.getBody()).containsExactly(1, 2);
        assertThat(message.getUserProperties("mine")).isEqualTo("value");
    }

    @Test
    void absentTagIsNullAndAbsentKeysAreEmpty() {
        Message message = inbound.convert(received(), new MessageQueue("T", "broker-a", 2));

        assertThat(message.getTag()).isNull();
        assertThat(message.getKey()).isEmpty();
        assertThat(message.getShardingKey()).isEmpty();
        assertThat(message.getStartDeliverTime()).isZero();
    }

    @Test
    void aRedeliveryKeepsIdAndTopicAndCountsUp() {
        MessageExt received = received("TAGS", "tag", "RETRY_TOPIC", "T", "ORIGIN_MESSAGE_ID", "0A", "DELAY", "3",
                "REAL_TOPIC", "%RETRY%GID", "REAL_QID", "0", "WAIT", "false");
        received.setReconsumeTimes(2);
        received.setQueueId(0);
        received.setQueueOffset(5);

        Message message = inbound.convert(received, new MessageQueue("%RETRY%GID", "broker-a", 0));

        assertThat(message.getTopic()).isEqualTo("T");
        assertThat(message.getMsgID()).isEqualTo(ID);
        assertThat(message.getReconsumeTimes()).isEqualTo(2);
        assertThat(message.getOffset()).isEqualTo(5);
        assertThat(message.getTopicPartition()).isEqualTo(new TopicPartition("T", "broker-a#0"));
        assertThat(message.getUserProperties("__FQN_TOPIC")).isEqualTo("%RETRY%GID");
        assertThat(message.getUserProperties()).containsEntry("ORIGIN_MESSAGE_ID", "0A")
                .doesNotContainKeys("DELAY", "RETRY_TOPIC", "REAL_TOPIC", "REAL_QID", "WAIT");
        assertThat(MessageAccessor.getSystemProperties(message)).containsEntry("DELAY", "3")
                .containsEntry("RETRY_TOPIC", "T").containsEntry("REAL_TOPIC", "%RETRY%GID")
                .containsEntry("REAL_QID", "0").containsEntry("WAIT", "false");
    }

    @Test
    void userPropertiesAreTheUsersAndTheBrokers() {
        Message message = inbound.convert(received("CLUSTER", "c", "MSG_REGION", "r", "TRACE_ON", "true",
                "CONSUME_START_TIME", "1", "mine", "value", "__transactionId__", ID, "INSTANCE_ID", "ns"),
                new MessageQueue("T", "broker-a", 2));

        assertThat(message.getUserProperties()).containsOnlyKeys("CLUSTER", "MSG_REGION", "TRACE_ON", "UNIQ_KEY",
                "CONSUME_START_TIME", "__FQN_TOPIC", "__MESSAGE_DECODED_TIME", "mine", "__transactionId__",
                "INSTANCE_ID");
        assertThat(message.getUserProperties("__FQN_TOPIC")).isEqualTo("T");
        assertThat(message.getUserProperties("__MESSAGE_DECODED_TIME")).matches("[0-9]{13}");
    }

    @Test
    void systemPropertiesAreThoseBehindGettersAndTheQueuesBounds() {
        Message message = inbound.convert(received("TAGS", "tag", "KEYS", "key", "MIN_OFFSET", "0", "MAX_OFFSET", "9",
                "mine", "value"), new MessageQueue("T", "broker-a", 2));

        assertThat(MessageAccessor.getSystemProperties(message)).containsOnly(
                Map.entry("TAGS", "tag"), Map.entry("KEYS", "key"), Map.entry("MIN_OFFSET", "0"),
                Map.entry("MAX_OFFSET", "9"), Map.entry("__TAG", "tag"), Map.entry("__KEY", "key"),
                Map.entry("__MSGID", ID), Map.entry("__BORNHOST", "/127.0.0.1:45678"),
                Map.entry("__BORNTIMESTAMP", "1700000000000"), Map.entry("__RECONSUMETIMES", "0"),
                Map.entry("__CONSUMEOFFSET", "41"), Map.entry("__PARTITION", "broker-a#2"));
    }

    @Test
    void aUserPropertyNamedLikeASystemOneShadowsIt() {
        Message message = inbound.convert(received("KEYS", "real", "__KEY", "shadow"),
                new MessageQueue("T", "broker-a", 2));

        assertThat(message.getKey()).isEqualTo("shadow");
        assertThat(message.getUserProperties()).doesNotContainKey("__KEY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MQ_INST_1%T", "T"})
    void theNamespaceIsTakenOffTheTopic(String topic) {
        MessageExt received = received();
        received.setTopic(topic);

        Message message = new InboundMessages(Namespace.of("MQ_INST_1"))
                .convert(received, new MessageQueue("MQ_INST_1%T", "broker-a", 2));

        assertThat(message.getTopic()).isEqualTo("T");
        assertThat(message.getTopicPartition().getTopic()).isEqualTo("T");
        assertThat(message.getUserProperties("__FQN_TOPIC")).isEqualTo("MQ_INST_1%T");
    }

    @Test
    void whatWasSentArrivesTheSame() {
        Message sent = new Message("T", "tag", "key", new byte[] {1, 2});
        sent.setShardingKey("order-7");
        sent.setStartDeliverTime(1_900_000_000_123L);
        sent.putUserProperties("mine", "value");
        MessageExt received = received();
        received.getProperties().clear();
        received.getProperties().putAll(new OutboundMessages(Namespace.NONE).convert(sent).getProperties());

        Message message = inbound.convert(received, new MessageQueue("T", "broker-a", 2));

        assertThat(message).usingRecursiveComparison()
                .comparingOnlyFields("topic", "body").isEqualTo(sent);
        assertThat(message.getMsgID()).isEqualTo(sent.getMsgID());
        assertThat(message.getTag()).isEqualTo("tag");
        assertThat(message.getKey()).isEqualTo("key");
        assertThat(message.getShardingKey()).isEqualTo("order-7");
        assertThat(message.getStartDeliverTime()).isEqualTo(1_900_000_000_123L);
        assertThat(message.getUserProperties("mine")).isEqualTo("value");
    }

    @Test
    void changingTheMessageDoesNotChangeWhatWasReceived() {
        MessageExt received = received("mine", "value");
        Message message = inbound.convert(received, new MessageQueue("T", "broker-a", 2));

        message.putUserProperties("mine", "changed");
        message.setTag("changed");
        message.setTopic("changed");

        assertThat(received.getProperty("mine")).isEqualTo("value");
        assertThat(received.getTags()).isNull();
        assertThat(received.getTopic()).isEqualTo("T");
    }

    /** A message as the RocketMQ client decodes it from queue 2 of topic T. */
    private static MessageExt received(String... namesAndValues) {
        MessageClientExt received = new MessageClientExt();
        received.setTopic("T");
        received.setBody(new byte[] {1, 2});
        received.setQueueId(2);
        received.setQueueOffset(41);
        received.setBornTimestamp(1_700_000_000_000L);
        try {
            received.setBornHost(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 45678));
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
        putProperty(received, "UNIQ_KEY", ID);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            putProperty(received, namesAndValues[i], namesAndValues[i + 1]);
        }
        return received;
    }
}
