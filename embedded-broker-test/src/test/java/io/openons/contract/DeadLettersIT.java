package io.openons.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.PropertyKeyConst;
import com.aliyun.openservices.ons.api.SendResult;
import com.aliyun.openservices.ons.api.exception.ONSClientException;
import io.openons.client.deadletter.DeadLetter;
import io.openons.client.deadletter.DeadLetters;
import io.openons.client.error.CodedClientException;
import io.openons.embedded.EmbeddedRocketMq;
import io.openons.embedded.StoredMessage;
import io.openons.embedded.junit.EmbeddedRocketMqExtension;
import io.openons.embedded.junit.GroupName;
import io.openons.embedded.junit.TopicName;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.rocketmq.broker.BrokerController;
import org.apache.rocketmq.common.TopicConfig;
import org.apache.rocketmq.common.constant.PermName;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Dead letters of every kind of consumer: what they hold, and that they arrive once more as they were sent. */
@Timeout(90)
class DeadLettersIT {

    @RegisterExtension
    static final EmbeddedRocketMqExtension ROCKETMQ = EmbeddedRocketMqExtension.with(
            EmbeddedRocketMq.builder().messageDelayLevels("0s 0s 0s 0s"));

    @AutoClose
    private final Clients clients = new Clients();

    @ParameterizedTest
    @EnumSource
    void deadLetterIsListedAndArrivesOnceMoreAsItWasSent(ReceiverKind kind, EmbeddedRocketMq broker,
            @TopicName(queues = 8) String topic, @GroupName String group) {
        Properties properties = broker.clientProperties(group);
        Message sent = message(topic, "body");
        sent.setKey("key-1 key-2");
        sent.putUserProperties("TTL", "a name of RocketMQ that the application uses");
        if (kind == ReceiverKind.BATCH) {
            sent.setStartDeliverTime(System.currentTimeMillis() + 1200);
        }
        String id = clients.orderProducer(properties).send(sent, "customer-7").getMessageId();
        giveUp(kind, properties, topic);
        StoredMessage stored = awaitDeadLetters(broker, group, 1).get(0);

        try (DeadLetters deadLetters = DeadLetters.open(properties)) {
            List<DeadLetter> all = deadLetters.all().toList();
            assertThat(all).hasSize(1);
            DeadLetter dead = all.get(0);
            assertThat(dead.messageId()).isEqualTo(id);
            assertThat(dead.topic()).isEqualTo(topic);
            assertThat(dead.reconsumeTimes()).isEqualTo(2).isEqualTo(stored.reconsumeTimes());
            assertThat(dead.storedTime()).isEqualTo(Instant.ofEpochMilli(stored.storeTimestamp()));
            assertThat(dead.queue()).isEqualTo(broker.brokerName() + "#" + stored.queueId());
            assertThat(dead.offset()).isEqualTo(stored.queueOffset());
            assertThat(dead.deadLetterId()).hasSize(32).isNotEqualTo(id);
            assertThat(dead.toString()).contains(id, topic).doesNotContain("customer-7");
            dead.message().getBody()[0] = 'X';
            assertThat(dead.message().getBody()).asString(UTF_8).isEqualTo("body");

            SendResult result = deadLetters.resend(dead);

            assertThat(result.getMessageId()).isEqualTo(id);
            assertThat(result.getTopic()).isEqualTo(topic);
        }
        List<StoredMessage> both = broker.store().messages(topic);
        assertThat(both).hasSize(2).extracting(StoredMessage::queueId).as("the queue of the sharding key")
                .containsOnly(both.get(0).queueId());
        assertThat(own(both.get(1))).isEqualTo(own(both.get(0))).containsEntry("UNIQ_KEY", id)
                .containsEntry("user", "value").containsEntry("TAGS", "tag").containsEntry("KEYS", "key-1 key-2")
                .containsEntry("__SHARDINGKEY", "customer-7").containsKey("TTL");
        assertThat(both.get(1).bodyAsString()).isEqualTo("body");
        assertThat(both.get(1).reconsumeTimes()).isZero();
    }

    /** Without a delivery time and what the broker's timer left. */
    private static Map<String, String> own(StoredMessage stored) {
        Map<String, String> properties = new HashMap<>(stored.properties());
        properties.keySet().removeIf(name -> name.startsWith("TIMER_") || name.startsWith("REAL_")
                || name.equals("__STARTDELIVERTIME"));
        return properties;
    }

    @ParameterizedTest
    @EnumSource
    void namespaceIsKeptOutOfSightAndInPlace(ReceiverKind kind, EmbeddedRocketMq broker, @TopicName String topic,
            @GroupName String group) {
        String instance = "MQ_INST_1_abc";
        broker.createTopic(instance + "%" + topic, 1);
        broker.createGroup(instance + "%" + group);
        Properties properties = broker.clientProperties(group);
        properties.setProperty(PropertyKeyConst.INSTANCE_ID, instance);
        String id = clients.producer(properties).send(message(topic, "inside")).getMessageId();
        giveUp(kind, properties, topic);
        awaitDeadLetters(broker, instance + "%" + group, 1);

        try (DeadLetters deadLetters = DeadLetters.open(properties)) {
            assertThat(deadLetters.all()).extracting(DeadLetter::topic).containsExactly(topic);
            assertThat(deadLetters.resendPending()).extracting(SendResult::getMessageId).containsExactly(id);
        }
        assertThat(broker.store().messages(instance + "%" + topic)).extracting(StoredMessage::messageId)
                .containsExactly(id, id);
        assertThat(broker.store().messageCount(topic)).isZero();
    }

    @Test
    void groupWithoutDeadLettersHasNone(EmbeddedRocketMq broker, @GroupName String group) {
        for (String name : List.of(group, "GID_nobody")) {
            try (DeadLetters deadLetters = DeadLetters.open(broker.clientProperties(name))) {
                assertThat(deadLetters.all()).isEmpty();
                assertThat(deadLetters.pending()).isEmpty();
                assertThat(deadLetters.resendPending()).isEmpty();
                assertThat(deadLetters.resend(dead -> true)).isEmpty();
            }
        }
    }

    @Test
    void pendingOnesAreResentOnceWhateverElseIsResent(EmbeddedRocketMq broker, @TopicName String topic,
            @GroupName String group) {
        Properties properties = broker.clientProperties(group);
        bury(broker, group, topic, 0, 5);
        try (DeadLetters deadLetters = DeadLetters.open(properties)) {
            assertThat(deadLetters.resend(dead -> dead.offset() == 3)).hasSize(1);
            assertThat(deadLetters.pending()).hasSize(5);
            assertThat(deadLetters.resendPending()).hasSize(5);
            assertThat(deadLetters.resendPending()).isEmpty();
        }
        bury(broker, group, topic, 5, 2);
        try (DeadLetters deadLetters = DeadLetters.open(properties)) {
            assertThat(deadLetters.pending()).hasSize(2);
            assertThat(deadLetters.resendPending()).hasSize(2);
            assertThat(deadLetters.all()).hasSize(7);
        }
        assertThat(broker.store().messages(topic)).extracting(StoredMessage::bodyAsString)
                .containsExactlyInAnyOrder("0", "1", "2", "3", "3", "4", "5", "6");
    }

    @Test
    void resendThatFailsSaysWhereAndGoesOnThere(EmbeddedRocketMq broker, @TopicName String topic,
            @GroupName String group) {
        String missing = "missing-" + Long.toString(System.nanoTime(), 36);
        bury(broker, group, topic, 0, 2);
        bury(broker, group, missing, 2, 1);
        bury(broker, group, topic, 3, 2);
        try (DeadLetters deadLetters = DeadLetters.open(broker.clientProperties(group))) {
            assertThatThrownBy(deadLetters::resendPending).isInstanceOf(ONSClientException.class)
                    .hasMessageStartingWith("Re-sending dead letters stopped after 2: Send failed: no route for topic \""
                            + missing + "\"")
                    .hasMessageContaining("ONS-7002").hasMessageContaining("offset=2")
                    .hasCauseInstanceOf(CodedClientException.class);

            broker.createTopic(missing);

            assertThat(deadLetters.resendPending()).extracting(SendResult::getTopic)
                    .containsExactly(missing, topic, topic);
        }
        assertThat(broker.store().messages(topic)).extracting(StoredMessage::bodyAsString)
                .containsExactlyInAnyOrder("0", "1", "3", "4");
    }

    @Test
    void manyAreReadPageByPageAndTheListingEnds(EmbeddedRocketMq broker, @TopicName String topic,
            @GroupName String group) {
        bury(broker, group, topic, 0, 1000);
        try (DeadLetters deadLetters = DeadLetters.open(broker.clientProperties(group))) {
            assertThat(deadLetters.all().limit(3).map(dead -> new String(dead.message().getBody(), UTF_8)))
                    .containsExactly("0", "1", "2");
            Iterator<DeadLetter> listing = deadLetters.all().iterator();
            listing.next();
            bury(broker, group, topic, 1000, 5);
            int listed = 1;
            while (listing.hasNext()) {
                assertThat(listing.next().offset()).isEqualTo(listed++);
            }
            assertThat(listed).as("those that were there when it began").isEqualTo(1000);
        }
    }

    @Test
    void runningConsumersKeepTheirQueues(EmbeddedRocketMq broker, @TopicName String topic, @GroupName String group) {
        bury(broker, group, topic, 0, 1);
        try (DeadLetters deadLetters = DeadLetters.open(broker.clientProperties(group))) {
            deadLetters.resendPending();

            assertThat(broker.brokerController().getConsumerManager().getConsumerGroupInfo(group)).isNull();
        }
    }

    @Test
    void whatCannotBeReadIsSaid(EmbeddedRocketMq broker, @TopicName String topic, @GroupName String group) {
        bury(broker, group, topic, 0, 1);
        deadLetterTopic(broker, group, PermName.PERM_WRITE);
        DeadLetters deadLetters = DeadLetters.open(broker.clientProperties(group));
        assertThatThrownBy(deadLetters::all).isInstanceOf(ONSClientException.class).hasMessageContaining("ONS-7001")
                .hasMessageContaining("%DLQ%" + group).hasMessageContaining("updateTopicPerm");
        deadLetters.close();
        deadLetters.close();
        assertThatThrownBy(deadLetters::all).isInstanceOf(ONSClientException.class).hasMessageContaining("ONS-2002");

        Properties unreachable = new Properties();
        unreachable.put(PropertyKeyConst.GROUP_ID, group);
        unreachable.put(PropertyKeyConst.NAMESRV_ADDR, "127.0.0.1:9");
        try (DeadLetters nowhere = DeadLetters.open(unreachable)) {
            assertThatThrownBy(nowhere::all).isInstanceOf(ONSClientException.class).hasMessageContaining("ONS-3002")
                    .hasMessageContaining("127.0.0.1:9");
        }
        assertThatThrownBy(() -> DeadLetters.open(new Properties())).isInstanceOf(ONSClientException.class)
                .hasMessageContaining("GROUP_ID").hasMessageContaining("NAMESRV_ADDR");
    }

    /** Puts messages where a broker puts dead letters, as if they came from the topic. */
    private void bury(EmbeddedRocketMq broker, String group, String topic, int first, int count) {
        if (first == 0) {
            deadLetterTopic(broker, group, PermName.PERM_READ | PermName.PERM_WRITE);
        }
        Producer producer = clients.producer(broker.clientProperties(group));
        for (int i = first; i < first + count; i++) {
            Message message = message("%DLQ%" + group, String.valueOf(i));
            message.putUserProperties("DLQ_ORIGIN_TOPIC", topic);
            producer.send(message);
        }
    }

    private static void deadLetterTopic(EmbeddedRocketMq broker, String group, int permission) {
        BrokerController controller = broker.brokerController();
        TopicConfig config = new TopicConfig("%DLQ%" + group, 1, 1, permission);
        controller.getTopicConfigManager().updateTopicConfig(config);
        controller.registerBrokerAll(false, false, true);
    }

    private static Message message(String topic, String body) {
        Message message = new Message(topic, "tag", "key", body.getBytes(UTF_8));
        message.putUserProperties("user", "value");
        return message;
    }

    /** Has a consumer deliver twice, then give up. */
    private void giveUp(ReceiverKind kind, Properties base, String topic) {
        Properties properties = new Properties();
        properties.putAll(base);
        properties.put(PropertyKeyConst.MaxReconsumeTimes, 1);
        kind.create(clients, properties).subscribe(topic, "*", new Inbox(message -> Action.ReconsumeLater)).start();
    }

    private static List<StoredMessage> awaitDeadLetters(EmbeddedRocketMq broker, String group, int count) {
        await(count + " dead letters").atMost(Inbox.LIMIT)
                .until(() -> broker.store().deadLetters(group).size() >= count);
        return broker.store().deadLetters(group);
    }
}
