package io.openons.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.PropertyKeyConst;
import com.aliyun.openservices.ons.api.SendResult;
import com.aliyun.openservices.ons.api.exception.ONSClientException;
import com.aliyun.openservices.ons.api.order.OrderProducer;
import com.aliyun.openservices.ons.api.transaction.TransactionProducer;
import com.aliyun.openservices.ons.api.transaction.TransactionStatus;
import io.openons.client.error.CodedClientException;
import io.openons.client.error.ErrorCode;
import io.openons.embedded.EmbeddedRocketMq;
import io.openons.embedded.StoredMessage;
import io.openons.embedded.junit.Lifetime;
import io.openons.embedded.junit.TopicName;
import io.openons.embedded.junit.WithEmbeddedRocketMq;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Faults, for every way to send that waits for an outcome: which error comes, and that what was acknowledged is
 * stored, by the broker's own store. A timed-out send may be stored; how often is printed.
 */
@WithEmbeddedRocketMq(lifetime = Lifetime.PER_CLASS)
@Timeout(120)
class FaultIT {

    @AutoClose
    private final Clients clients = new Clients();
    private final BrokerFaults faults;
    private final EmbeddedRocketMq broker;

    FaultIT(EmbeddedRocketMq broker) {
        this.broker = broker;
        this.faults = BrokerFaults.of(broker);
    }

    @AfterEach
    void endFaults() {
        faults.none();
    }

    /** The ways to send; each returns the id or throws. */
    enum Way {
        SYNC {
            @Override
            Sender sender(Clients clients, Properties properties) {
                Producer producer = clients.producer(properties);
                return message -> producer.send(message).getMessageId();
            }
        },
        ASYNC {
            @Override
            Sender sender(Clients clients, Properties properties) {
                Producer producer = clients.producer(properties);
                return message -> {
                    SendingIT.Outcome outcome = new SendingIT.Outcome();
                    producer.sendAsync(message, outcome);
                    outcome.any().get(60, TimeUnit.SECONDS);
                    if (outcome.failure.isDone()) {
                        throw outcome.failure.get().getException();
                    }
                    return outcome.success.get().getMessageId();
                };
            }
        },
        ORDERED {
            @Override
            Sender sender(Clients clients, Properties properties) {
                OrderProducer producer = clients.orderProducer(properties);
                return message -> producer.send(message, "key").getMessageId();
            }
        },
        TRANSACTIONAL {
            @Override
            Sender sender(Clients clients, Properties properties) {
                TransactionProducer producer =
                        clients.transactionProducer(properties, message -> TransactionStatus.Unknow);
                return message -> {
                    SendResult result = producer.send(message,
                            (half, arg) -> TransactionStatus.CommitTransaction, null);
                    return result.getMessageId();
                };
            }
        };

        abstract Sender sender(Clients clients, Properties properties);
    }

    interface Sender {
        String send(Message message) throws Exception;
    }

    @ParameterizedTest
    @EnumSource
    void busyBrokerIsTriedAgainUntilItTakesTheMessage(Way way, @TopicName String topic) throws Exception {
        Sender sender = way.sender(clients, properties());
        sender.send(message(topic));
        AtomicInteger refused = faults.refuseSends(4, 2, "system busy, for the test");

        String id = sender.send(message(topic));

        assertThat(refused).as("refusals left").hasValue(0);
        assertStored(topic, id);
    }

    @ParameterizedTest
    @EnumSource
    void brokerThatStaysBusyIsATypedFailure(Way way, @TopicName String topic) throws Exception {
        Sender sender = way.sender(clients, properties());
        sender.send(message(topic));
        faults.refuseSends(Integer.MAX_VALUE, 2, "[TIMEOUT_CLEAN_QUEUE]broker busy, for the test");

        assertFailure(sender, topic, ErrorCode.BROKER_BUSY, "broker busy, for the test");
        assertThat(visible(topic)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void flowControlIsTriedAgain(Way way, @TopicName String topic) throws Exception {
        Sender sender = way.sender(clients, properties());
        sender.send(message(topic));
        AtomicInteger refused = faults.refuseSends(2, 215, "flow control, for the test");

        String id = sender.send(message(topic));

        assertThat(refused).hasValue(0);
        assertStored(topic, id);
    }

    @ParameterizedTest
    @EnumSource
    void refusedPermissionIsATypedFailure(Way way, @TopicName String topic) throws Exception {
        Sender sender = way.sender(clients, properties());
        sender.send(message(topic));

        faults.refuseSends(Integer.MAX_VALUE, 16, "User:alice has no permission to access Topic:" + topic);
        assertFailure(sender, topic, ErrorCode.NO_PERMISSION, "has no permission");
        faults.refuseSends(Integer.MAX_VALUE, 16, "check signature failed.");
        assertFailure(sender, topic, ErrorCode.AUTHENTICATION_FAILED, "check signature failed");
    }

    @ParameterizedTest
    @EnumSource
    void slowBrokerIsATimeoutAfterTheTotalTime(Way way, @TopicName String topic) throws Exception {
        Properties properties = properties();
        properties.put(PropertyKeyConst.SendMsgTimeoutMillis, 1500);
        Sender sender = way.sender(clients, properties);
        sender.send(message(topic));
        faults.delaySends(6000);

        long began = System.nanoTime();
        assertFailure(sender, topic, ErrorCode.SEND_TIMEOUT, "within 1500 ms");
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);

        // One clock for all tries. The RocketMQ client reports asynchronous timeouts one to two seconds late.
        assertThat(millis).isGreaterThanOrEqualTo(1400).as("three tries with a clock of their own").isLessThan(4500);
        faults.none();
        await("slow sends end").atMost(Inbox.LIMIT).until(faults::idle);
        System.out.printf("%s: timed out after %d ms, the message was stored %d times%n", way, millis,
                Math.max(0, visible(topic).size() - 1));
    }

    @ParameterizedTest
    @EnumSource
    void acknowledgedIsStoredThroughAnOutage(Way way, @TopicName(queues = 2) String topic) throws Exception {
        Sender sender = way.sender(clients, properties());
        List<String> acknowledged = new ArrayList<>();
        int failed = 0;
        for (int i = 0; i < 60; i++) {
            if (i == 20) {
                broker.stop();
            } else if (i == 40) {
                broker.restart();
            }
            try {
                acknowledged.add(sender.send(message(topic)));
            } catch (ONSClientException e) {
                assertThat(e).isInstanceOf(CodedClientException.class);
                assertThat(e.getCause()).isNotNull();
                failed++;
            }
        }

        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(21);
        await("commits arrive").atMost(Inbox.LIMIT).untilAsserted(() -> assertThat(visible(topic)).extracting(
                StoredMessage::messageId).containsAll(acknowledged));
        List<String> stored = visible(topic).stream().map(StoredMessage::messageId).toList();
        System.out.printf("%s: sent 60, acknowledged %d, failed %d, stored %d, of them twice %d%n", way,
                acknowledged.size(), failed, stored.size(), stored.size() - new HashSet<>(stored).size());
    }

    @Test
    void asyncSendsUnderWayAtShutdownGetTheirOutcome(@TopicName String topic) throws Exception {
        Producer producer = clients.producer(properties());
        producer.send(message(topic));
        faults.delaySends(700);
        List<SendingIT.Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            SendingIT.Outcome outcome = new SendingIT.Outcome();
            outcomes.add(outcome);
            producer.sendAsync(message(topic), outcome);
        }

        producer.shutdown();

        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome.any()).isDone());
        faults.none();
        await("slow sends end").atMost(Inbox.LIMIT).until(faults::idle);
        long succeeded = outcomes.stream().filter(outcome -> outcome.success.isDone()).count();
        assertThat(visible(topic).size() - 1L).isGreaterThanOrEqualTo(succeeded);
    }

    @Test
    void thousandAsyncSendsEachGetOneOutcome(@TopicName String topic) throws Exception {
        Producer producer = clients.producer(properties());
        List<SendingIT.Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            if (i == 500) {
                faults.refuseSends(200, 2, "system busy, for the test");
            }
            SendingIT.Outcome outcome = new SendingIT.Outcome();
            outcomes.add(outcome);
            producer.sendAsync(message(topic), outcome);
        }

        for (SendingIT.Outcome outcome : outcomes) {
            outcome.any().get(60, TimeUnit.SECONDS);
        }
        long succeeded = outcomes.stream().filter(outcome -> outcome.success.isDone()).count();
        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome.calls).hasValue(1));
        assertThat(visible(topic)).hasSize((int) succeeded);
        assertThat(succeeded).isEqualTo(1000);
    }

    private void assertFailure(Sender sender, String topic, ErrorCode code, String words) {
        CodedClientException failure =
                catchThrowableOfType(CodedClientException.class, () -> sender.send(message(topic)));
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure).hasMessageContaining(words).hasMessageContaining("topic=" + topic);
        assertThat(failure.getCause()).isNotNull();
    }

    private void assertStored(String topic, String id) {
        await("visible message").atMost(Inbox.LIMIT).until(() -> visible(topic).stream()
                .anyMatch(stored -> stored.messageId().equals(id)));
    }

    private List<StoredMessage> visible(String topic) {
        return broker.store().messages(topic);
    }

    private Properties properties() {
        Properties properties = broker.clientProperties("GID_faults");
        properties.put(PropertyKeyConst.CheckImmunityTimeInSeconds, 60);
        return properties;
    }

    private static Message message(String topic) {
        return new Message(topic, "tag", "key", "body".getBytes(UTF_8));
    }
}
