package io.openons.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.PropertyKeyConst;
import com.aliyun.openservices.ons.api.order.OrderProducer;
import io.openons.client.error.CodedClientException;
import io.openons.client.error.ErrorCode;
import io.openons.embedded.EmbeddedRocketMq;
import io.openons.embedded.StoredMessage;
import io.openons.embedded.junit.TopicName;
import io.openons.embedded.junit.WithEmbeddedRocketMq;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An order producer: which queue a key has, and that its order is that of sending. */
@WithEmbeddedRocketMq
@Timeout(60)
class OrderedSendingIT {

    @AutoClose
    private final Clients clients = new Clients();

    @ParameterizedTest
    @CsvSource({"a, 1", "order-42, 5", "polygenelubricants, 0", "' a', 1", "订单, 3"})
    void keyDecidesTheQueue(String key, int queue, EmbeddedRocketMq broker, @TopicName(queues = 8) String topic) {
        OrderProducer producer = clients.orderProducer(broker.clientProperties("GID_queue"));

        producer.send(message(topic, "body"), key);

        assertThat(broker.store().messages(topic)).singleElement().satisfies(stored -> {
            assertThat(stored.queueId()).isEqualTo(queue);
            assertThat(stored.properties()).containsEntry("__SHARDINGKEY", key);
        });
    }

    @Test
    void messagesOfAKeyAreStoredInTheOrderOfSending(EmbeddedRocketMq broker, @TopicName(queues = 8) String topic) {
        OrderProducer producer = clients.orderProducer(broker.clientProperties("GID_order"));

        for (int i = 0; i < 20; i++) {
            producer.send(message(topic, "x" + i), "key-x");
            producer.send(message(topic, "y" + i), "key-y");
        }

        List<StoredMessage> stored = broker.store().messages(topic);
        for (String key : new String[] {"x", "y"}) {
            List<StoredMessage> ofKey = stored.stream()
                    .filter(message -> message.bodyAsString().startsWith(key)).toList();
            assertThat(ofKey).extracting(StoredMessage::queueId).containsOnly(ofKey.get(0).queueId());
            assertThat(ofKey).extracting(StoredMessage::bodyAsString)
                    .containsExactly(IntStream.range(0, 20).mapToObj(i -> key + i)
                            .toArray(String[]::new));
        }
    }

    @Test
    void argumentReplacesAPresetKey(EmbeddedRocketMq broker, @TopicName String topic) {
        OrderProducer producer = clients.orderProducer(broker.clientProperties("GID_preset"));
        Message message = message(topic, "body");
        message.setShardingKey("preset");

        producer.send(message, "argument");

        assertThat(broker.store().messages(topic).get(0).properties()).containsEntry("__SHARDINGKEY", "argument");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\t"})
    void blankKeyIsRefused(String key, EmbeddedRocketMq broker, @TopicName String topic) {
        OrderProducer producer = clients.orderProducer(broker.clientProperties("GID_blank"));

        assertThatThrownBy(() -> producer.send(message(topic, "body"), key))
                .isInstanceOfSatisfying(CodedClientException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.SHARDING_KEY_BLANK))
                .hasMessageContaining("'shardingKey' is blank");
        assertThat(broker.store().messageCount(topic)).isZero();
    }

    @Test
    void propertyGivesTheDefaultKey(EmbeddedRocketMq broker, @TopicName(queues = 8) String topic) {
        Properties properties = broker.clientProperties("GID_default_key");
        properties.setProperty(PropertyKeyConst.ShardingKey, "order-42");
        OrderProducer producer = clients.orderProducer(properties);

        producer.send(message(topic, "default"), null);
        producer.send(message(topic, "own"), "a");

        assertThat(broker.store().messages(topic)).extracting(StoredMessage::bodyAsString, StoredMessage::queueId)
                .containsExactlyInAnyOrder(tuple("default", 5),
                        tuple("own", 1));
    }

    private static Message message(String topic, String body) {
        return new Message(topic, "tag", "key", body.getBytes(UTF_8));
    }
}
