package io.openons.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.OnExceptionContext;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.PropertyKeyConst;
import com.aliyun.openservices.ons.api.PropertyValueConst;
import com.aliyun.openservices.ons.api.PullConsumer;
import com.aliyun.openservices.ons.api.SendCallback;
import com.aliyun.openservices.ons.api.SendResult;
import com.aliyun.openservices.ons.api.TopicPartition;
import com.aliyun.openservices.ons.api.transaction.TransactionProducer;
import com.aliyun.openservices.ons.api.transaction.TransactionStatus;
import io.openons.embedded.EmbeddedRocketMq;
import io.openons.embedded.StoredMessage;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Clients of three namespaces - none, an instance, and a {@code cluster|namespace} of TDMQ - with one topic name and
 * one group name, in one JVM: each sees only its own, under the names that the application gave.
 */
@Timeout(90)
class NamespacesIT {

    private static final List<String> NAMESPACES = List.of("", "MQ_INST_1_ns", "rocketmq-x1y2|space");
    private static EmbeddedRocketMq broker;

    @AutoClose
    private final Clients clients = new Clients();
    private final String unique = Long.toString(System.nanoTime(), 36);
    private final String topic = "orders-" + unique;
    private final String group = "GID_" + unique;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedRocketMq.builder().brokerConfig(config -> config.setTraceTopicEnable(true))
                .transactionCheckInterval(Duration.ofMillis(500)).start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    NamespacesIT() {
        for (String namespace : NAMESPACES) {
            broker.createTopic(full(namespace, topic), 1);
            broker.createGroup(full(namespace, group));
        }
    }

    @ParameterizedTest
    @EnumSource
    void pushConsumersRetriesAndDeadLettersStayInTheirNamespace(ReceiverKind kind) {
        Map<String, Inbox> inboxes = new LinkedHashMap<>();
        for (String namespace : NAMESPACES) {
            Inbox inbox = new Inbox(message -> Action.ReconsumeLater);
            Properties properties = properties(namespace);
            properties.put(PropertyKeyConst.MaxReconsumeTimes, 1);
            kind.create(clients, properties).subscribe(topic, "*", inbox).start();
            inboxes.put(namespace, inbox);
        }

        sendEach();

        inboxes.forEach((namespace, inbox) -> {
            inbox.awaitDeliveries(2);
            await("dead letter of \"" + namespace + "\"").atMost(Inbox.LIMIT)
                    .until(() -> broker.store().deadLetters(full(namespace, group)).size() == 1);
            assertThat(inbox.bodies()).containsExactly(body(namespace), body(namespace));
            assertThat(inbox.deliveries()).allSatisfy(message -> {
                assertThat(message.getTopic()).isEqualTo(topic);
                assertThat(message.getTopicPartition().getTopic()).isEqualTo(topic);
            });
            assertThat(broker.store().deadLetters(full(namespace, group))).singleElement()
                    .extracting(StoredMessage::bodyAsString).isEqualTo(body(namespace));
            if (kind != ReceiverKind.ORDERED) {
                assertThat(broker.store().retries(full(namespace, group))).isNotEmpty().allSatisfy(retry ->
                        assertThat(retry.bodyAsString()).isEqualTo(body(namespace)));
            }
        });
    }

    @Test
    void broadcastingStaysInItsNamespace() {
        Map<String, Inbox> inboxes = new LinkedHashMap<>();
        for (String namespace : NAMESPACES) {
            Inbox inbox = new Inbox();
            Properties properties = properties(namespace);
            properties.setProperty(PropertyKeyConst.MessageModel, PropertyValueConst.BROADCASTING);
            ReceiverKind.SINGLE.create(clients, properties).subscribe(topic, "*", inbox).start();
            inboxes.put(namespace, inbox);
        }

        sendEach();

        inboxes.forEach((namespace, inbox) -> {
            inbox.awaitDeliveries(1);
            assertThat(inbox.bodies()).containsExactly(body(namespace));
        });
    }

    @Test
    void pullConsumersAndTheirPositionsStayInTheirNamespace() {
        sendEach();
        TopicPartition partition = new TopicPartition(topic, broker.brokerName() + "#0");
        for (String namespace : List.of(NAMESPACES.get(1), NAMESPACES.get(2))) {
            PullConsumer consumer = clients.pullConsumer(properties(namespace));
            consumer.start();
            assertThat(consumer.topicPartitions(topic)).containsExactly(partition);
            consumer.assign(Set.of(partition));

            List<Message> messages = PullScene.receive(consumer, 1);
            consumer.commitSync();

            assertThat(PullScene.bodies(messages)).containsExactly(body(namespace));
            assertThat(messages.get(0).getTopic()).isEqualTo(topic);
            assertThat(messages.get(0).getTopicPartition()).isEqualTo(partition);
            assertThat(broker.store().consumerOffset(full(namespace, group), full(namespace, topic), 0)).isEqualTo(1);
            assertThat(broker.store().consumerOffset(group, topic, 0)).as("that of none").isNotEqualTo(1);
        }
    }

    @Test
    void brokersAskTheProducersOfTheNamespaceForTheEndOfTransactions() {
        Map<String, List<String>> asked = new ConcurrentHashMap<>();
        for (String namespace : NAMESPACES) {
            asked.put(namespace, new CopyOnWriteArrayList<>());
            Properties properties = properties(namespace);
            properties.put(PropertyKeyConst.CheckImmunityTimeInSeconds, 0);
            TransactionProducer producer = clients.transactionProducer(properties, message -> {
                asked.get(namespace).add(message.getTopic() + " " + new String(message.getBody(), UTF_8));
                return TransactionStatus.CommitTransaction;
            });
            producer.send(message(namespace), (message, argument) -> TransactionStatus.Unknow, null);
        }

        for (String namespace : NAMESPACES) {
            await("committed in \"" + namespace + "\"").atMost(Inbox.LIMIT)
                    .until(() -> broker.store().messageCount(full(namespace, topic)) >= 1);
            assertThat(broker.store().messages(full(namespace, topic))).allSatisfy(stored -> {
                assertThat(stored.bodyAsString()).isEqualTo(body(namespace));
                assertThat(stored.properties()).containsEntry("PGROUP", full(namespace, group));
            });
            assertThat(asked.get(namespace)).isNotEmpty().containsOnly(topic + " " + body(namespace));
        }
    }

    /** As Apache's own clients trace; those are compared elsewhere. */
    @Test
    void tracesNameTopicAndGroupWithoutTheirNamespace() {
        for (String namespace : NAMESPACES) {
            Properties properties = properties(namespace);
            properties.setProperty(PropertyKeyConst.MsgTraceSwitch, "true");

            String id = clients.producer(properties).send(message(namespace)).getMessageId();

            assertThat(TraceLine.await(broker, id, 1).get(0).fields()).contains(topic, group);
        }
    }

    /** What the application may set, and call its topic and group, to mean one and the same. */
    @ParameterizedTest
    @CsvSource({"INSTANCE_ID, '', ''", "namespace, '', ''", "INSTANCE_ID, prefix, ''", "INSTANCE_ID, '', prefix",
        "INSTANCE_ID, prefix, prefix", "InstanceName, prefix, prefix"})
    void everyWayToNameItReachesTheSameTopicAndGroup(String key, String topicPrefix, String groupPrefix) {
        for (String namespace : List.of(NAMESPACES.get(1), NAMESPACES.get(2))) {
            String givenTopic = topicPrefix.isEmpty() ? topic : full(namespace, topic);
            boolean hidden = !key.equals(PropertyKeyConst.InstanceName);
            Properties properties =
                    broker.clientProperties(groupPrefix.isEmpty() ? group : full(namespace, group));
            properties.setProperty(key, hidden ? namespace : "apart-" + unique);
            Inbox inbox = new Inbox();
            Receiver receiver =
                    ReceiverKind.SINGLE.create(clients, properties).subscribe(givenTopic, "*", inbox).start();
            Message sent = new Message(givenTopic, "tag", namespace.getBytes(UTF_8));

            SendResult result = clients.producer(properties).send(sent);

            assertThat(result.getTopic()).isEqualTo(hidden ? topic : givenTopic);
            assertThat(sent.getTopic()).as("the caller's message").isEqualTo(givenTopic);
            assertThat(inbox.awaitDeliveries(1).get(0).getTopic()).isEqualTo(hidden ? topic : givenTopic);
            assertThat(broker.store().messages(full(namespace, topic))).singleElement()
                    .extracting(StoredMessage::messageId).isEqualTo(result.getMessageId());
            receiver.shutdown();
            assertThat(broker.store().backlog(full(namespace, group), full(namespace, topic))).isZero();
        }
        assertThat(broker.store().messageCount(topic)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"MQ_INST_1_ns", "rocketmq-x1y2|space"})
    void failuresNameTopicsAsTheApplicationDoes(String namespace) throws Exception {
        Producer producer = clients.producer(properties(namespace));
        CompletableFuture<OnExceptionContext> failure = new CompletableFuture<>();
        producer.sendAsync(new Message("missing", "", "x".getBytes(UTF_8)), new SendCallback() {
            @Override
            public void onSuccess(SendResult result) {
                failure.completeExceptionally(new AssertionError("sent"));
            }

            @Override
            public void onException(OnExceptionContext context) {
                failure.complete(context);
            }
        });

        OnExceptionContext context = failure.get(30, TimeUnit.SECONDS);
        assertThat(context.getTopic()).isEqualTo("missing");
        assertThat(context.getException()).hasMessageContaining("topic \"missing\"")
                .hasMessageContaining("instance=" + namespace).hasMessageNotContaining(namespace + "%");
    }

    /** Sends one message in each namespace. */
    private void sendEach() {
        for (String namespace : NAMESPACES) {
            SendResult result = clients.producer(properties(namespace)).send(message(namespace));
            assertThat(result.getTopic()).isEqualTo(topic);
            assertThat(broker.store().messages(full(namespace, topic))).singleElement().satisfies(stored -> {
                assertThat(stored.messageId()).isEqualTo(result.getMessageId());
                assertThat(stored.properties().get("INSTANCE_ID")).isEqualTo(namespace.isEmpty() ? null : namespace);
            });
        }
    }

    private Message message(String namespace) {
        return new Message(topic, "tag", "key", body(namespace).getBytes(UTF_8));
    }

    private static String body(String namespace) {
        return "in " + namespace;
    }

    private Properties properties(String namespace) {
        Properties properties = broker.clientProperties(group);
        properties.setProperty(PropertyKeyConst.INSTANCE_ID, namespace);
        return properties;
    }

    private static String full(String namespace, String name) {
        return namespace.isEmpty() ? name : namespace + "%" + name;
    }
}
