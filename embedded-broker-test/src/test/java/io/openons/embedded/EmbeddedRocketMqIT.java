package io.openons.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.aliyun.openservices.ons.api.PropertyKeyConst;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.consumer.MessageSelector;
import org.apache.rocketmq.client.exception.MQBrokerException;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.client.producer.SendResult;
import org.apache.rocketmq.client.producer.SendStatus;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.common.message.MessageQueue;
import org.apache.rocketmq.remoting.protocol.ResponseCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a running pair does for clients, and what its store shows of it. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class EmbeddedRocketMqIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static EmbeddedRocketMq rocketMq;
    private static DefaultMQProducer producer;

    @BeforeAll
    static void start() throws MQClientException {
        rocketMq = EmbeddedRocketMq.builder().maxMessageSize(10_000).start();
        producer = PlainClients.producer(rocketMq, "GID_producer");
    }

    @AfterAll
    static void stop() {
        producer.shutdown();
        rocketMq.close();
    }

    @Test
    void storeShowsWhatWasSent() throws Exception {
        rocketMq.createTopic("shown", 2);
        long before = System.currentTimeMillis();
        Message message = PlainClients.message("shown", "body");
        message.putUserProperty("color", "red");

        SendResult result = producer.send(message, new MessageQueue("shown", rocketMq.brokerName(), 1));

        assertThat(rocketMq.store().messages("shown")).singleElement().satisfies(stored -> {
            assertThat(stored.topic()).isEqualTo("shown");
            assertThat(stored.queueId()).isEqualTo(1);
            assertThat(stored.queueOffset()).isZero();
            assertThat(stored.messageId()).isEqualTo(result.getMsgId());
            assertThat(stored.tag()).isEqualTo("tag");
            assertThat(stored.keys()).isEqualTo("key");
            assertThat(stored.properties()).containsEntry("color", "red");
            assertThat(stored.bodyAsString()).isEqualTo("body");
            assertThat(stored.reconsumeTimes()).isZero();
            assertThat(stored.bornTimestamp()).isBetween(before, System.currentTimeMillis());
            assertThat(stored.storeTimestamp()).isBetween(before, System.currentTimeMillis());
        });
    }

    @Test
    void everyQueueIsReadToItsEnd() throws Exception {
        rocketMq.createTopic("many", 3);
        for (int number = 0; number < 150; number++) {
            producer.send(PlainClients.message("many", "body " + number),
                    new MessageQueue("many", rocketMq.brokerName(), number % 3));
        }

        BrokerStore store = rocketMq.store();
        assertThat(store.messageCount("many")).isEqualTo(150);
        assertThat(store.minOffset("many", 2)).isZero();
        assertThat(store.maxOffset("many", 2)).isEqualTo(50);
        List<StoredMessage> messages = store.messages("many");
        assertThat(messages).hasSize(150);
        assertThat(messages.subList(50, 100)).extracting(StoredMessage::queueId).containsOnly(1);
        assertThat(messages.subList(50, 100)).extracting(StoredMessage::queueOffset).isSorted().doesNotHaveDuplicates();
        assertThat(messages.get(149).bodyAsString()).isEqualTo("body 149");
    }

    @Test
    void compressedBodyIsShownDecompressed() throws Exception {
        rocketMq.createTopic("compressed");
        String body = "repeated ".repeat(1000);

        producer.send(PlainClients.message("compressed", body));

        assertThat(rocketMq.store().messages("compressed")).singleElement().satisfies(stored -> {
            assertThat(stored.sysFlag() & 1).as("compression flag").isEqualTo(1);
            assertThat(stored.bodyAsString()).isEqualTo(body);
        });
    }

    @RepeatedTest(5)
    void nameServerKnowsTheBrokerWhenStartReturns() {
        try (EmbeddedRocketMq fresh = EmbeddedRocketMq.start()) {
            assertThat(fresh.nameServerController().getRouteInfoManager().pickupTopicRouteData(fresh.brokerName()))
                    .isNotNull();
        }
    }

    /** RocketMQ has one, named so, that takes a core during a broker's first ten seconds. */
    @Test
    void noThreadSpins() {
        await("end of the thread that spins").atMost(Duration.ofSeconds(5)).untilAsserted(() ->
                assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
                        .doesNotContain("TransactionFlushService"));
    }

    @Test
    void unknownTopicHasNoRoute() {
        assertThatThrownBy(() -> producer.send(PlainClients.message("unknown", "body")))
                .isInstanceOf(MQClientException.class).hasMessageContaining("No route info of this topic: unknown");
        assertThat(rocketMq.store().messages("unknown")).isEmpty();
        assertThat(rocketMq.store().messageCount("unknown")).isZero();
    }

    @Test
    void bodyAboveTheMaximumIsRefused() {
        rocketMq.createTopic("large");
        byte[] random = new byte[10_001];
        new Random(1).nextBytes(random);

        assertThatThrownBy(() -> producer.send(new Message("large", random)))
                .isInstanceOf(MQBrokerException.class)
                .extracting(failure -> ((MQBrokerException) failure).getResponseCode())
                .isEqualTo(ResponseCode.MESSAGE_ILLEGAL);
    }

    @Test
    void consumedMessagesLeaveTheBacklog() throws Exception {
        rocketMq.createTopic("consumed");
        rocketMq.createGroup("GID_consumed");
        producer.send(PlainClients.message("consumed", "one"));
        producer.send(PlainClients.message("consumed", "two"));
        assertThat(rocketMq.store().backlog("GID_consumed", "consumed")).isEqualTo(2);
        assertThat(rocketMq.store().consumerOffset("GID_consumed", "consumed", 0)).isEqualTo(-1);

        Received received = Received.accepting();
        DefaultMQPushConsumer consumer = PlainClients.consumer(rocketMq, "GID_consumed", "consumed", received);
        consumer.start();
        try {
            await("both consumed").atMost(LIMIT).until(() -> received.bodies().size() >= 2);
        } finally {
            consumer.shutdown();
        }

        assertThat(received.bodies()).containsExactlyInAnyOrder("one", "two");
        await("offsets committed").atMost(LIMIT)
                .until(() -> rocketMq.store().backlog("GID_consumed", "consumed") == 0);
    }

    @Test
    void refusedMessageIsRetriedQuicklyAndBecomesADeadLetter() throws Exception {
        rocketMq.createTopic("refused");
        rocketMq.createGroup("GID_refused");
        Received received = Received.refusing();
        DefaultMQPushConsumer consumer = PlainClients.consumer(rocketMq, "GID_refused", "refused", received);
        consumer.setMaxReconsumeTimes(2);
        consumer.start();
        try {
            String messageId = producer.send(PlainClients.message("refused", "poison")).getMsgId();
            await("dead letter").atMost(LIMIT).until(() -> !rocketMq.store().deadLetters("GID_refused").isEmpty());

            assertThat(received.bodies()).containsExactly("poison", "poison", "poison");
            assertThat(rocketMq.store().retries("GID_refused")).extracting(StoredMessage::reconsumeTimes)
                    .containsExactly(1, 2);
            assertThat(rocketMq.store().deadLetters("GID_refused")).singleElement().satisfies(dead -> {
                assertThat(dead.topic()).isEqualTo("%DLQ%GID_refused");
                assertThat(dead.bodyAsString()).isEqualTo("poison");
                assertThat(dead.messageId()).isEqualTo(messageId);
                assertThat(dead.tag()).isEqualTo("tag");
                assertThat(dead.properties()).containsEntry("RETRY_TOPIC", "refused");
            });
        } finally {
            consumer.shutdown();
        }
    }

    @Test
    void propertiesCanBeFilteredBySql() throws Exception {
        rocketMq.createTopic("sql");
        rocketMq.createGroup("GID_sql");
        for (int size = 1; size <= 3; size++) {
            Message message = PlainClients.message("sql", "size " + size);
            message.putUserProperty("size", Integer.toString(size));
            producer.send(message);
        }
        Received received = Received.accepting();
        DefaultMQPushConsumer consumer = PlainClients.consumer(rocketMq, "GID_sql", "sql", received);
        consumer.subscribe("sql", MessageSelector.bySql("size > 1"));
        consumer.start();
        try {
            await("filtered messages").atMost(LIMIT).untilAsserted(
                    () -> assertThat(received.bodies()).containsExactlyInAnyOrder("size 2", "size 3"));
        } finally {
            consumer.shutdown();
        }
    }

    @Test
    void existingTopicGetsTheNewNumberOfQueues() throws Exception {
        rocketMq.createTopic("grown", 2);
        rocketMq.createTopic("grown", 5);

        assertThat(producer.fetchPublishMessageQueues("grown")).hasSize(5);
    }

    @Test
    void illegalNamesAndNumbersAreRefused() {
        assertThatThrownBy(() -> rocketMq.createTopic("no spaces")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Illegal topic name \"no spaces\" of 9 characters: "
                        + "allowed are 1 to 127 of A-Z a-z 0-9 - _ % and |. Choose another name.");
        assertThatThrownBy(() -> rocketMq.createTopic("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> rocketMq.createTopic("t".repeat(128))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> rocketMq.createTopic("SCHEDULE_TOPIC_XXXX"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("RocketMQ uses this name itself");
        assertThatThrownBy(() -> rocketMq.createTopic("queues", 0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("allowed are 1 to 1024");
        assertThatThrownBy(() -> rocketMq.createGroup("g".repeat(121))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("allowed are 1 to 120");
        assertThatThrownBy(() -> rocketMq.clientProperties("a b")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void clientPropertiesNameTheServerAndTheGroup() {
        Properties properties = rocketMq.clientProperties("GID_a");

        assertThat(properties).containsOnlyKeys(PropertyKeyConst.NAMESRV_ADDR, PropertyKeyConst.GROUP_ID)
                .containsEntry(PropertyKeyConst.NAMESRV_ADDR, rocketMq.nameServerAddress())
                .containsEntry(PropertyKeyConst.GROUP_ID, "GID_a");
        assertThat(rocketMq.clientProperties()).containsOnlyKeys(PropertyKeyConst.NAMESRV_ADDR);
        assertThat(rocketMq.nameServerAddress()).matches("127\\.0\\.0\\.1:\\d+");
    }

    @Test
    void topicIsCreatedOnFirstUseWhenAskedFor() throws Exception {
        try (EmbeddedRocketMq creating = EmbeddedRocketMq.builder().autoCreateTopics(true).start()) {
            DefaultMQProducer other = PlainClients.producer(creating, "GID_creating");
            try {
                assertThat(other.send(PlainClients.message("sudden", "body")).getSendStatus())
                        .isEqualTo(SendStatus.SEND_OK);
            } finally {
                other.shutdown();
            }
            assertThat(creating.store().messageCount("sudden")).isEqualTo(1);
        }
    }
}
