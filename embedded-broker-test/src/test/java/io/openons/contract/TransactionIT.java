package io.openons.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.MessageAccessor;
import com.aliyun.openservices.ons.api.ONSFactory;
import com.aliyun.openservices.ons.api.PropertyKeyConst;
import com.aliyun.openservices.ons.api.SendResult;
import com.aliyun.openservices.ons.api.exception.ONSClientException;
import com.aliyun.openservices.ons.api.transaction.LocalTransactionChecker;
import com.aliyun.openservices.ons.api.transaction.LocalTransactionExecuter;
import com.aliyun.openservices.ons.api.transaction.TransactionProducer;
import com.aliyun.openservices.ons.api.transaction.TransactionStatus;
import io.openons.client.error.CodedClientException;
import io.openons.client.error.ErrorCode;
import io.openons.embedded.EmbeddedRocketMq;
import io.openons.embedded.StoredMessage;
import io.openons.embedded.junit.TopicName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Transactions: half message, local transaction, commit, rollback, and the broker's question for the end. */
@Timeout(90)
class TransactionIT {

    private static final LocalTransactionChecker UNASKED = message -> {
        throw new AssertionError("nobody should ask for " + message.getMsgID());
    };

    private static EmbeddedRocketMq broker;

    @AutoClose
    private final Clients clients = new Clients();

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedRocketMq.builder().transactionCheckInterval(Duration.ofMillis(500)).start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void committedMessageIsDeliveredWithThePublishedProperties() {
        String topic = topic("commit");
        TransactionProducer producer = clients.transactionProducer(properties("GID_commit"), UNASKED);
        Message sent = message(topic, "body");
        AtomicReference<Object> seen = new AtomicReference<>();
        Thread caller = Thread.currentThread();

        SendResult result = producer.send(sent, (message, arg) -> {
            assertThat(message).isSameAs(sent);
            assertThat(message.getMsgID()).isNotEmpty();
            assertThat(Thread.currentThread()).isSameAs(caller);
            assertThat(broker.store().messageCount(topic)).as("hidden until the commit").isZero();
            seen.set(arg);
            return TransactionStatus.CommitTransaction;
        }, "argument");

        assertThat(seen).hasValue("argument");
        await("visible message").atMost(Inbox.LIMIT).until(() -> broker.store().messageCount(topic) == 1);
        StoredMessage stored = broker.store().messages(topic).get(0);
        assertThat(stored.messageId()).isEqualTo(result.getMessageId()).isEqualTo(sent.getMsgID());
        assertThat(stored.properties()).containsEntry("TRAN_MSG", "true").containsEntry("PGROUP", "GID_commit")
                .containsEntry("__transactionId__", sent.getMsgID()).containsEntry("TAGS", "tag")
                .containsEntry("KEYS", "key").doesNotContainKey("CHECK_IMMUNITY_TIME_IN_SECONDS");
    }

    @Test
    void rolledBackMessageIsNeverDeliveredAndSendThrows() {
        String topic = topic("rollback");
        TransactionProducer producer = clients.transactionProducer(properties("GID_rollback"), UNASKED);

        assertThatThrownBy(() -> producer.send(message(topic, "body"),
                (message, arg) -> TransactionStatus.RollbackTransaction, null))
                .isInstanceOfSatisfying(CodedClientException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.TRANSACTION_ROLLED_BACK));
        producer.send(message(topic, "committed later"),
                (message, arg) -> TransactionStatus.CommitTransaction, null);

        await("the next message").atMost(Inbox.LIMIT).until(() -> broker.store().messageCount(topic) == 1);
        assertThat(broker.store().messages(topic)).extracting(StoredMessage::bodyAsString)
                .containsExactly("committed later");
    }

    static Stream<Named<LocalTransactionExecuter>> undecided() {
        return Stream.of(
                Named.of("Unknow", (message, arg) -> TransactionStatus.Unknow),
                Named.of("null", (message, arg) -> null),
                Named.of("exception", (message, arg) -> {
                    throw new IllegalStateException("thrown by the test's executer");
                }),
                Named.of("Error", (message, arg) -> {
                    throw new AssertionError("thrown by the test's executer");
                }));
    }

    @ParameterizedTest
    @MethodSource("undecided")
    void undecidedTransactionIsEndedByTheChecker(LocalTransactionExecuter executer) {
        String topic = topic("undecided");
        List<Message> asked = new CopyOnWriteArrayList<>();
        Properties properties = properties("GID_undecided_" + topic);
        properties.put(PropertyKeyConst.CheckImmunityTimeInSeconds, 0);
        TransactionProducer producer = clients.transactionProducer(properties, message -> {
            asked.add(message);
            if (asked.size() == 2) {
                throw new IllegalStateException("thrown by the test's checker");
            }
            return asked.size() < 4 ? asked.size() == 1 ? TransactionStatus.Unknow : null
                    : TransactionStatus.CommitTransaction;
        });
        Message sent = message(topic, "body");
        sent.putUserProperties("user", "value");

        SendResult result = producer.send(sent, executer, null);

        await("committed by the checker").atMost(Inbox.LIMIT).until(() -> broker.store().messageCount(topic) == 1);
        assertThat(asked).hasSizeGreaterThanOrEqualTo(4).allSatisfy(message -> {
            assertThat(message.getMsgID()).isEqualTo(result.getMessageId());
            assertThat(message.getTopic()).isEqualTo(topic);
            assertThat(message.getTag()).isEqualTo("tag");
            assertThat(message.getKey()).isEqualTo("key");
            assertThat(message.getBody()).asString(UTF_8).isEqualTo("body");
            assertThat(message.getBornTimestamp()).isPositive();
            assertThat(message.getBornHost()).startsWith("/127.0.0.1:");
            assertThat(message.getTopicPartition().getPartition()).isNull();
            assertThat(message.getUserProperties("user")).isEqualTo("value");
            assertThat(message.getUserProperties().stringPropertyNames()).contains("CLUSTER", "MSG_REGION", "TRACE_ON",
                    "UNIQ_KEY", "__transactionId__", "TRANSACTION_CHECK_TIMES");
            assertThat(MessageAccessor.getSystemProperties(message)).isNotNull();
        });
    }

    @Test
    void checkerCanRollBack() {
        String topic = topic("checker-rollback");
        List<Message> asked = new CopyOnWriteArrayList<>();
        Properties properties = properties("GID_checker_rollback");
        properties.put(PropertyKeyConst.CheckImmunityTimeInSeconds, 0);
        TransactionProducer producer = clients.transactionProducer(properties, message -> {
            asked.add(message);
            return TransactionStatus.RollbackTransaction;
        });

        producer.send(message(topic, "body"), (message, arg) -> TransactionStatus.Unknow, null);

        await("asked").atMost(Inbox.LIMIT).until(() -> !asked.isEmpty());
        producer.send(message(topic, "next"), (message, arg) -> TransactionStatus.CommitTransaction, null);
        await("the next message").atMost(Inbox.LIMIT).until(() -> broker.store().messageCount(topic) == 1);
        assertThat(broker.store().messages(topic)).extracting(StoredMessage::bodyAsString).containsExactly("next");
    }

    @Test
    void immunityDelaysTheFirstCheck() {
        String topic = topic("immunity");
        long[] firstCheck = new long[2];
        Properties properties = properties("GID_immunity");
        properties.put(PropertyKeyConst.CheckImmunityTimeInSeconds, 0);
        TransactionProducer producer = clients.transactionProducer(properties, message -> {
            int index = message.getUserProperties("CheckImmunityTimeInSeconds") == null ? 0 : 1;
            if (firstCheck[index] == 0) {
                firstCheck[index] = System.currentTimeMillis() - message.getBornTimestamp();
            }
            return TransactionStatus.CommitTransaction;
        });
        Message patient = message(topic, "patient");
        patient.putUserProperties("CheckImmunityTimeInSeconds", "3");

        producer.send(patient, (message, arg) -> TransactionStatus.Unknow, null);
        producer.send(message(topic, "producer's own"), (message, arg) -> TransactionStatus.Unknow, null);

        await("both committed").atMost(Inbox.LIMIT).until(() -> broker.store().messageCount(topic) == 2);
        assertThat(firstCheck[1]).as("message's own immunity").isGreaterThanOrEqualTo(3000);
        assertThat(firstCheck[0]).as("producer's immunity").isPositive().isLessThan(firstCheck[1]);
    }

    @Test
    void aProducerOfTheGroupIsAskedAfterADeathThoughItHasSentNothing() throws Exception {
        String topic = topic("death");
        Process dying = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=off", "-cp", System.getProperty("java.class.path"),
                DyingProducer.class.getName(), broker.nameServerAddress(), topic, "GID_death")
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        try {
            assertThat(dying.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            dying.destroyForcibly();
        }
        assertThat(dying.exitValue()).isEqualTo(DyingProducer.DEAD);

        List<String> asked = new CopyOnWriteArrayList<>();
        clients.transactionProducer(properties("GID_death"), message -> {
            asked.add(message.getTag());
            return TransactionStatus.CommitTransaction;
        });

        await("committed").atMost(Inbox.LIMIT).until(() -> broker.store().messageCount(topic) >= 1);
        assertThat(asked).contains("dying");
    }

    @Test
    void scheduledMessageCommittedByTheCheckerComesAtItsTime() {
        String topic = topic("scheduled-check");
        Properties properties = properties("GID_scheduled_check");
        properties.put(PropertyKeyConst.CheckImmunityTimeInSeconds, 0);
        TransactionProducer producer = clients.transactionProducer(properties,
                message -> TransactionStatus.CommitTransaction);
        Message sent = message(topic, "later");
        sent.putUserProperties("user", "value");
        long at = System.currentTimeMillis() + 4000;
        sent.setStartDeliverTime(at);

        producer.send(sent, (message, arg) -> TransactionStatus.Unknow, null);

        await("delivered").atMost(Inbox.LIMIT).until(() -> broker.store().messageCount(topic) >= 1);
        assertThat(broker.store().messages(topic)).allSatisfy(stored -> {
            assertThat(stored.storeTimestamp()).isGreaterThanOrEqualTo(at);
            assertThat(stored.messageId()).isEqualTo(sent.getMsgID());
            assertThat(stored.bodyAsString()).isEqualTo("later");
            assertThat(stored.properties()).containsEntry("user", "value").doesNotContainKey("TRAN_MSG");
        });
    }

    @Test
    void timerPropertiesOfTheApplicationDoNotLoseTheMessage() {
        String topic = topic("user-timer");
        TransactionProducer producer = clients.transactionProducer(properties("GID_user_timer"), UNASKED);
        Message sent = message(topic, "later");
        long at = System.currentTimeMillis() + 2000;
        sent.putUserProperties("TIMER_DELIVER_MS", Long.toString(at));

        producer.send(sent, (message, arg) -> TransactionStatus.CommitTransaction, null);

        await("delivered").atMost(Inbox.LIMIT).until(() -> broker.store().messageCount(topic) == 1);
        assertThat(broker.store().messages(topic).get(0).storeTimestamp()).isGreaterThanOrEqualTo(at);
    }

    @Test
    void namespacedMessageCommittedByTheCheckerIsScheduledInItsNamespace() {
        String topic = topic("namespaced");
        broker.createTopic("MQ_INST_1_x%" + topic);
        Properties properties = properties("GID_namespaced");
        properties.setProperty(PropertyKeyConst.INSTANCE_ID, "MQ_INST_1_x");
        properties.put(PropertyKeyConst.CheckImmunityTimeInSeconds, 0);
        TransactionProducer producer = clients.transactionProducer(properties,
                message -> TransactionStatus.CommitTransaction);
        Message sent = message(topic, "later");
        long at = System.currentTimeMillis() + 4000;
        sent.setStartDeliverTime(at);

        producer.send(sent, (message, arg) -> TransactionStatus.Unknow, null);

        await("delivered").atMost(Inbox.LIMIT)
                .until(() -> broker.store().messageCount("MQ_INST_1_x%" + topic) >= 1);
        assertThat(broker.store().messages("MQ_INST_1_x%" + topic)).allSatisfy(stored ->
                assertThat(stored.storeTimestamp()).isGreaterThanOrEqualTo(at));
        assertThat(broker.store().messageCount(topic)).isZero();
    }

    @Test
    void executerAndCheckerAreNeeded() {
        String topic = topic("needed");
        TransactionProducer producer = clients.transactionProducer(properties("GID_needed"), UNASKED);

        assertThatThrownBy(() -> producer.send(message(topic, "body"), null, null))
                .isInstanceOf(ONSClientException.class).hasMessageContaining("'executer' is null");
        assertThatThrownBy(() -> ONSFactory.createTransactionProducer(properties("GID_needed"), null))
                .isInstanceOf(ONSClientException.class).hasMessageContaining("LocalTransactionChecker is null");
        assertThat(broker.store().messageCount(topic)).isZero();
    }

    private static Properties properties(String group) {
        return broker.clientProperties(group);
    }

    private static String topic(String name) {
        String topic = name + "-" + Long.toString(System.nanoTime(), 36);
        broker.createTopic(topic);
        return topic;
    }

    private static Message message(String topic, String body) {
        return new Message(topic, "tag", "key", body.getBytes(UTF_8));
    }
}
