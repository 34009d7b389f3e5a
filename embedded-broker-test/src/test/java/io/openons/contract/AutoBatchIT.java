package io.openons.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.PropertyKeyConst;
import com.aliyun.openservices.ons.api.order.OrderProducer;
import com.aliyun.openservices.ons.api.transaction.TransactionProducer;
import com.aliyun.openservices.ons.api.transaction.TransactionStatus;
import io.openons.embedded.EmbeddedRocketMq;
import io.openons.embedded.StoredMessage;
import io.openons.embedded.junit.GroupName;
import io.openons.embedded.junit.Lifetime;
import io.openons.embedded.junit.TopicName;
import io.openons.embedded.junit.WithEmbeddedRocketMq;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Messages that share requests (autoBatch): what is stored, delivered and told is that of each message. The broker is
 * slow to answer, so that messages collect on any machine.
 */
@WithEmbeddedRocketMq(lifetime = Lifetime.PER_CLASS)
@Timeout(120)
class AutoBatchIT {

    private static final int MANY = 500;
    private static final int SLOW_MILLIS = 30;

    @AutoClose
    private final Clients clients = new Clients();
    private final Outcomes outcomes = new Outcomes();
    private final EmbeddedRocketMq broker;
    private final BatchRequests requests;
    private final BrokerFaults faults;

    AutoBatchIT(EmbeddedRocketMq broker) {
        this.broker = broker;
        this.requests = BatchRequests.of(broker);
        this.faults = BrokerFaults.of(broker);
        faults.delaySends(SLOW_MILLIS);
    }

    @AfterEach
    void endFaults() {
        faults.none();
    }

    @Test
    void asynchronousSendsShareRequestsAndEachIsStoredAndToldOnce(@TopicName String topic) {
        Producer producer = clients.producer(properties("GID_async"));
        for (int i = 0; i < MANY; i++) {
            outcomes.send(producer, message(topic, "tag", i));
        }

        assertThat(outcomes.awaitAll().failed()).isEmpty();

        assertThat(ids(topic)).containsExactlyInAnyOrderElementsOf(outcomes.sent());
        assertThat(requests.batches(topic)).isPositive();
        assertThat(requests.requests(topic)).isLessThan(MANY / 5);
    }

    @Test
    void synchronousSendsOfManyThreadsShareRequests(@TopicName String topic) throws Exception {
        Producer producer = clients.producer(properties("GID_sync"));
        Queue<String> ids = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Thread thread = new Thread(() -> {
                for (int k = 0; k < 10; k++) {
                    Message message = message(topic, "tag", k);
                    assertThat(producer.send(message).getMessageId()).isEqualTo(message.getMsgID());
                    ids.add(message.getMsgID());
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(ids).hasSize(200);
        assertThat(ids(topic)).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(requests.batches(topic)).isPositive();
        assertThat(requests.requests(topic)).isLessThan(200);
    }

    @Test
    void messagesOfAThreadKeepTheirOrderWithinABatch(@TopicName(queues = 1) String topic) {
        Producer producer = clients.producer(properties("GID_order"));
        for (int i = 0; i < MANY; i++) {
            outcomes.send(producer, message(topic, "tag", i));
        }
        outcomes.awaitAll();

        // Requests may overtake each other, as single messages do, but for a few they are full ones.
        List<Integer> numbers = broker.store().messages(topic).stream()
                .map(stored -> Integer.parseInt(stored.bodyAsString())).toList();
        long breaks = IntStream.range(1, MANY).filter(i -> numbers.get(i) != numbers.get(i - 1) + 1).count();
        assertThat(breaks).isLessThan(2L * requests.requests(topic));
    }

    @Test
    void onlyThePropertiesThatBrokersAddToSingleMessagesAreMissing(@TopicName String topic) {
        Producer producer = clients.producer(properties("GID_stored"));
        Map<String, Message> sent = new HashMap<>();
        for (int i = 0; i < MANY; i++) {
            Message message = message(topic, "tag", i);
            message.putUserProperties("number", "user " + i);
            message.putUserProperties("unicode name", "grüße \"你好\"");
            outcomes.send(producer, message);
            sent.put(message.getMsgID(), message);
        }
        outcomes.awaitAll();

        int batched = 0;
        for (StoredMessage stored : broker.store().messages(topic)) {
            Message message = sent.remove(stored.messageId());
            Map<String, String> properties = new HashMap<>(stored.properties());
            boolean single = properties.remove("CLUSTER") != null;
            assertThat(properties.remove("MSG_REGION") != null).isEqualTo(single);
            assertThat(properties.remove("TRACE_ON") != null).isEqualTo(single);
            batched += single ? 0 : 1;
            assertThat(properties).containsOnly(Map.entry("UNIQ_KEY", message.getMsgID()), Map.entry("TAGS", "tag"),
                    Map.entry("KEYS", message.getKey()), Map.entry("unicode name", "grüße \"你好\""),
                    Map.entry("number", message.getUserProperties("number")));
            assertThat(stored.body()).isEqualTo(message.getBody());
            assertThat(stored.sysFlag()).isZero();
        }
        assertThat(sent).isEmpty();
        assertThat(batched).isGreaterThan(MANY / 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MQ_INST_1_batch"})
    void eachMessageIsDeliveredOnceAndChosenByItsTag(String instance, @TopicName String topic,
            @GroupName String group) {
        Properties properties = properties(group);
        if (!instance.isEmpty()) {
            properties.setProperty(PropertyKeyConst.INSTANCE_ID, instance);
            broker.createTopic(instance + "%" + topic);
            broker.createGroup(instance + "%" + group);
        }
        Inbox inbox = new Inbox();
        ReceiverKind.SINGLE.create(clients, properties).subscribe(topic, "even", inbox).start();
        Producer producer = clients.producer(properties);
        List<String> even = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            Message message = message(topic, i % 2 == 0 ? "even" : "odd", i);
            message.putUserProperties("user", "value");
            outcomes.send(producer, message);
            if (i % 2 == 0) {
                even.add(message.getMsgID());
            }
        }
        assertThat(outcomes.awaitAll().failed()).isEmpty();

        assertThat(inbox.awaitDeliveries(even.size())).extracting(Message::getMsgID)
                .containsExactlyInAnyOrderElementsOf(even);
        assertThat(inbox.deliveries()).allSatisfy(got -> {
            assertThat(got.getTopic()).isEqualTo(topic);
            assertThat(got.getKey()).isEqualTo("key " + new String(got.getBody(), UTF_8));
            assertThat(got.getUserProperties("user")).isEqualTo("value");
        });
        String stored = instance.isEmpty() ? topic : instance + "%" + topic;
        assertThat(requests.batches(stored)).isPositive();
        assertThat(broker.store().messages(stored)).allSatisfy(message -> assertThat(
                message.properties().getOrDefault("INSTANCE_ID", "")).isEqualTo(instance));
    }

    @Test
    void topicsAreNotMixed(@TopicName("first") String first, @TopicName("second") String second) {
        Producer producer = clients.producer(properties("GID_topics"));
        for (int i = 0; i < MANY; i++) {
            outcomes.send(producer, message(i % 2 == 0 ? first : second, "tag", i));
        }

        assertThat(outcomes.awaitAll().failed()).isEmpty();

        assertThat(broker.store().messageCount(first)).isEqualTo(MANY / 2);
        assertThat(broker.store().messageCount(second)).isEqualTo(MANY / 2);
        assertThat(requests.batches(first)).isPositive();
        assertThat(requests.batches(second)).isPositive();
    }

    @Test
    void scheduledAndKeyedAndLargeMessagesGoAlone(@TopicName String topic, @GroupName String group) {
        Producer producer = clients.producer(properties(group));
        long time = System.currentTimeMillis() + 3000;
        for (int i = 0; i < 60; i++) {
            Message message = message(topic, "tag", i);
            switch (i % 3) {
                case 0 -> message.setStartDeliverTime(time);
                case 1 -> message.setShardingKey("key");
                default -> message.setBody(new byte[4096]);
            }
            outcomes.send(producer, message);
        }

        assertThat(outcomes.awaitAll().failed()).isEmpty();

        await("all delivered").atMost(Inbox.LIMIT).until(() -> broker.store().messageCount(topic) == 60);
        assertThat(System.currentTimeMillis()).isGreaterThanOrEqualTo(time);
        assertThat(requests.requests(topic)).isEqualTo(60);
        assertThat(requests.batches(topic)).isZero();
    }

    @Test
    void otherProducersAndOnewaySendsDoNotShare(@TopicName String topic) throws Exception {
        OrderProducer ordered = clients.orderProducer(properties("GID_ordered"));
        TransactionProducer transactional = clients.transactionProducer(properties("GID_transactional"),
                half -> TransactionStatus.CommitTransaction);
        Producer oneway = clients.producer(properties("GID_oneway"));
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            int number = i;
            Thread thread = new Thread(() -> {
                ordered.send(message(topic, "tag", number), "key");
                transactional.send(message(topic, "tag", number),
                        (half, arg) -> TransactionStatus.CommitTransaction, null);
                oneway.sendOneway(message(topic, "tag", number));
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }

        await("all stored").atMost(Inbox.LIMIT).until(() -> broker.store().messageCount(topic) == 30);
        assertThat(requests.requests(topic)).isEqualTo(30);
        assertThat(requests.batches(topic)).isZero();
    }

    @Test
    void withoutTheKeyNoRequestIsShared(@TopicName String topic) {
        Producer producer = clients.producer(broker.clientProperties("GID_off"));
        for (int i = 0; i < 50; i++) {
            outcomes.send(producer, message(topic, "tag", i));
        }

        assertThat(outcomes.awaitAll().failed()).isEmpty();

        assertThat(requests.requests(topic)).isEqualTo(50);
        assertThat(requests.batches(topic)).isZero();
        assertThat(broker.store().messages(topic)).allSatisfy(stored ->
                assertThat(stored.properties()).containsKeys("CLUSTER", "MSG_REGION", "TRACE_ON"));
    }

    private List<String> ids(String topic) {
        return broker.store().messages(topic).stream().map(StoredMessage::messageId).toList();
    }

    private Properties properties(String group) {
        Properties properties = broker.clientProperties(group);
        properties.setProperty(PropertyKeyConst.AutoBatch, "true");
        properties.setProperty(PropertyKeyConst.SendMsgTimeoutMillis, "30000");
        return properties;
    }

    private static Message message(String topic, String tag, int number) {
        return new Message(topic, tag, "key " + number, Integer.toString(number).getBytes(UTF_8));
    }
}
