package io.openons.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.ONSFactory;
import com.aliyun.openservices.ons.api.OnExceptionContext;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.PropertyKeyConst;
import com.aliyun.openservices.ons.api.SendCallback;
import com.aliyun.openservices.ons.api.SendResult;
import com.aliyun.openservices.ons.api.exception.ONSClientException;
import com.aliyun.openservices.ons.api.transaction.TransactionProducer;
import com.aliyun.openservices.ons.api.transaction.TransactionStatus;
import io.openons.embedded.EmbeddedRocketMq;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.rocketmq.client.producer.LocalTransactionState;
import org.apache.rocketmq.client.trace.TraceContext;
import org.apache.rocketmq.client.trace.TraceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Message trace: what the broker stores in the trace topic, compared with what Apache's own clients write there. */
@Timeout(120)
class TraceIT {

    private static final String INSTANCE = "MQ_INST_1_trace";

    private static EmbeddedRocketMq broker;
    private static TracedApacheClients apache;

    @AutoClose
    private final Clients clients = new Clients();

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedRocketMq.builder().brokerConfig(config -> config.setTraceTopicEnable(true))
                .transactionCheckInterval(Duration.ofMillis(500)).start();
        apache = new TracedApacheClients(broker);
    }

    @AfterAll
    static void stopBroker() {
        apache.close();
        broker.close();
    }

    enum Way {
        SYNC, ASYNC, SCHEDULED, ORDERED;

        String send(Clients clients, Properties properties, Message message) throws Exception {
            if (this == ORDERED) {
                return clients.orderProducer(properties).send(message, "key").getMessageId();
            }
            Producer producer = clients.producer(properties);
            if (this == ASYNC) {
                Outcome outcome = new Outcome();
                producer.sendAsync(message, outcome);
                return outcome.get().getMessageId();
            }
            message.setStartDeliverTime(this == SCHEDULED ? System.currentTimeMillis() + 1000 : 0);
            return producer.send(message).getMessageId();
        }
    }

    private static final class Outcome extends CompletableFuture<SendResult> implements SendCallback {
        @Override
        public void onSuccess(SendResult result) {
            complete(result);
        }

        @Override
        public void onException(OnExceptionContext context) {
            completeExceptionally(context.getException());
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void sendsAreTracedAsByApachesProducer(Way way) throws Exception {
        String topic = topic("send");

        String ours = way.send(clients, traced("GID_ours", ""), message(topic));
        String theirs = apache.send(way, "", topic);

        assertSameTrace("GID_ours", ours, TracedApacheClients.GROUP, theirs, 1);
        TraceContext record = TraceLine.of(broker, ours).get(0).decoded();
        assertThat(record.getTraceType()).isEqualTo(TraceType.Pub);
        assertThat(record.isSuccess()).isTrue();
        assertThat(record.getTraceBeans().get(0).getTopic()).isEqualTo(topic);
        assertThat(record.getTraceBeans().get(0).getStoreHost()).isEqualTo(broker.brokerAddress());
    }

    @ParameterizedTest
    @EnumSource(value = Way.class, names = {"SYNC", "ASYNC"})
    void namespacesAreLeftOut(Way way) throws Exception {
        String topic = topic("namespaced");
        broker.createTopic(INSTANCE + "%" + topic);

        String ours = way.send(clients, traced("GID_ours", INSTANCE), message(topic));
        String theirs = apache.send(way, INSTANCE, topic);

        assertSameTrace("GID_ours", ours, TracedApacheClients.GROUP, theirs, 1);
        assertThat(TraceLine.of(broker, ours).get(0).decoded().getTraceBeans().get(0).getTopic()).isEqualTo(topic);
    }

    @Test
    void whatNoBrokerAnsweredForIsNotTracedAsByApachesProducer() throws Exception {
        String topic = topic("oneway");
        Producer producer = clients.producer(traced("GID_ours", ""));
        Message oneway = message(topic);
        producer.sendOneway(oneway);
        assertThatThrownBy(() -> producer.send(message("no-such-topic"))).isInstanceOf(ONSClientException.class);
        String last = producer.send(message(topic)).getMessageId();
        String theirs = apache.sendOneway(topic);
        String theirLast = apache.send(Way.SYNC, "", topic);

        await("the one-way messages").atMost(Inbox.LIMIT).until(() -> broker.store().messageCount(topic) == 4);
        TraceLine.await(broker, last, 1);
        TraceLine.await(broker, theirLast, 1);
        assertThat(TraceLine.of(broker, oneway.getMsgID())).isEmpty();
        assertThat(TraceLine.of(broker, theirs)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"CommitTransaction, COMMIT_MESSAGE, 2", "RollbackTransaction, ROLLBACK_MESSAGE, 2",
            "Unknow, UNKNOW, 3"})
    void transactionsAreTracedAsByApachesProducer(TransactionStatus status, LocalTransactionState state, int records)
            throws Exception {
        String topic = topic("transaction");
        Properties properties = traced("GID_ours_" + status, "");
        if (status == TransactionStatus.Unknow) { // brokers may ask again for the end of one that has it
            properties.put(PropertyKeyConst.CheckImmunityTimeInSeconds, 0);
        }
        TransactionProducer producer =
                clients.transactionProducer(properties, message -> TransactionStatus.CommitTransaction);
        Message message = message(topic);
        try {
            producer.send(message, (half, arg) -> status, null);
        } catch (ONSClientException e) {
            assertThat(status).isEqualTo(TransactionStatus.RollbackTransaction);
        }
        String theirs = apache.sendInTransaction("GID_theirs_" + status, topic, state);

        assertSameTrace("GID_ours_" + status, message.getMsgID(), "GID_theirs_" + status, theirs, records);
        assertThat(TraceLine.of(broker, message.getMsgID())).filteredOn(line ->
                line.decoded().getTraceType() == TraceType.EndTransaction)
                .extracting(line -> line.decoded().getTraceBeans().get(0).getTransactionState())
                .contains(state).hasSize(records - 1);
    }

    @ParameterizedTest
    @CsvSource({"SINGLE, ''", "BATCH, ''", "ORDERED, ''", "SINGLE, " + INSTANCE, "ORDERED, " + INSTANCE})
    void consumptionIsTracedAsByApachesConsumer(ReceiverKind kind, String instance) throws Exception {
        String topic = topic("consume");
        String prefix = instance.isEmpty() ? "" : instance + "%";
        if (!instance.isEmpty()) {
            broker.createTopic(prefix + topic);
        }
        String ours = "GID_ours_" + topic;
        String theirs = "GID_theirs_" + topic;
        broker.createGroup(prefix + ours);
        broker.createGroup(prefix + theirs);
        Properties untraced = broker.clientProperties("GID_untraced");
        untraced.setProperty(PropertyKeyConst.INSTANCE_ID, instance);
        untraced.setProperty(PropertyKeyConst.MsgTraceSwitch, kind == ReceiverKind.BATCH ? "false" : "");
        String id = clients.producer(untraced).send(message(topic)).getMessageId();

        // The first delivery fails, the second one succeeds.
        kind.create(clients, traced(ours, instance)).subscribe(topic, "*", (message, context) ->
                message.getReconsumeTimes() == 0 ? Action.ReconsumeLater : Action.CommitMessage).start();
        apache.consume(kind, theirs, instance, topic);

        await("both groups' records").atMost(Inbox.LIMIT.multipliedBy(2)).untilAsserted(() -> {
            List<String> apaches = comparable(id, theirs);
            assertThat(apaches).hasSize(4);
            assertThat(comparable(id, ours)).containsExactlyInAnyOrderElementsOf(apaches);
        });
        Set<String> begun = requests(id, ours, TraceType.SubBefore);
        assertThat(requests(id, ours, TraceType.SubAfter)).isEqualTo(begun).hasSize(2);
        assertThat(TraceLine.of(broker, id)).as("the producer was not asked to trace")
                .noneMatch(line -> line.decoded().getTraceType() == TraceType.Pub);
    }

    private static List<String> comparable(String id, String group) {
        return TraceLine.of(broker, id).stream().filter(line -> line.fields().contains(group))
                .map(line -> line.comparable(group, id)).toList();
    }

    private static Set<String> requests(String id, String group, TraceType type) {
        return TraceLine.of(broker, id).stream().filter(line -> line.fields().contains(group))
                .map(TraceLine::decoded).filter(record -> record.getTraceType() == type)
                .map(TraceContext::getRequestId).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", INSTANCE})
    void messagesThatShareARequestAreTracedEachByItself(String instance) throws Exception {
        String topic = topic("shared");
        if (!instance.isEmpty()) {
            broker.createTopic(instance + "%" + topic);
        }
        Properties properties = traced("GID_shared", instance);
        properties.setProperty(PropertyKeyConst.AutoBatch, "true");
        Producer producer = clients.producer(properties);
        BatchRequests requests = BatchRequests.of(broker);
        BrokerFaults slow = BrokerFaults.of(broker);
        slow.delaySends(30);
        Outcomes outcomes = new Outcomes();
        for (int i = 0; i < 50; i++) {
            outcomes.send(producer, message(topic));
        }
        outcomes.awaitAll();
        slow.none();
        String theirs = apache.send(Way.ASYNC, instance, topic);

        assertThat(requests.batches(instance.isEmpty() ? topic : instance + "%" + topic)).isPositive();
        for (String id : outcomes.stored()) {
            assertSameTrace("GID_shared", id, TracedApacheClients.GROUP, theirs, 1);
        }
    }

    @Test
    void recordsAreFoundByTheIdOfTheMessage() throws Exception {
        String id = clients.producer(traced("GID_found", "")).send(message(topic("found"))).getMessageId();

        await("found").atMost(Inbox.LIMIT).untilAsserted(() -> assertThat(apache.query(id)).singleElement()
                .satisfies(view -> assertThat(view.getGroupName()).isEqualTo("GID_found")));
    }

    @Test
    void whatWaitsIsWrittenAtShutdown() {
        String topic = topic("shutdown");
        Producer producer = ONSFactory.createProducer(traced("GID_shutdown", ""));
        producer.start();
        String id = producer.send(message(topic)).getMessageId();

        producer.shutdown();

        assertThat(TraceLine.of(broker, id)).hasSize(1);
    }

    private static void assertSameTrace(String ourGroup, String ours, String theirGroup, String theirs, int records) {
        List<TraceLine> apaches = TraceLine.await(broker, theirs, records);
        assertThat(TraceLine.await(broker, ours, records)).extracting(line -> line.comparable(ourGroup, ours))
                .containsExactlyInAnyOrderElementsOf(
                        apaches.stream().map(line -> line.comparable(theirGroup, theirs)).toList());
        assertThat(apaches).hasSize(records);
    }

    private static Properties traced(String group, String instance) {
        Properties properties = broker.clientProperties(group);
        properties.setProperty(PropertyKeyConst.MsgTraceSwitch, "true");
        properties.setProperty(PropertyKeyConst.INSTANCE_ID, instance);
        return properties;
    }

    private static String topic(String name) {
        String topic = name + "-" + Long.toString(System.nanoTime(), 36);
        broker.createTopic(topic, 1);
        return topic;
    }

    private static Message message(String topic) {
        return new Message(topic, "tag", "key other", TracedApacheClients.BODY.getBytes(UTF_8));
    }
}
