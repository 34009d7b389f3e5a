package io.openons.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.PropertyKeyConst;
import io.openons.client.error.ErrorCode;
import io.openons.embedded.EmbeddedRocketMq;
import io.openons.embedded.StoredMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Messages that share requests (autoBatch) when something goes wrong: each still has one outcome, and its own. */
@Timeout(180)
class AutoBatchFaultIT {

    private static final String TOPIC = "batches";
    private static final int MANY = 500;

    @AutoClose
    private final Clients clients = new Clients();
    private final Outcomes outcomes = new Outcomes();

    @Test
    void ofARefusedBatchOnlyTheGuiltyMessagesFail() {
        try (EmbeddedRocketMq broker = EmbeddedRocketMq.builder().maxMessageSize(3000).start()) {
            BatchRequests requests = prepare(broker, 30);
            Producer producer = clients.producer(properties(broker, 30_000));
            List<String> guilty = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                Message message = message(i);
                if (i % 10 == 9) {
                    message.setBody(new byte[3500]);
                }
                outcomes.send(producer, message);
                if (i % 10 == 9) {
                    guilty.add(message.getMsgID());
                }
            }

            assertThat(outcomes.awaitAll().failed()).containsExactlyInAnyOrderElementsOf(guilty);
            assertThat(outcomes.codes()).containsExactly(ErrorCode.MESSAGE_TOO_LARGE);
            assertStored(broker);
            assertThat(requests.batches(TOPIC)).isPositive();
            clients.close();
        }
    }

    @Test
    void aBusyBrokerIsTriedAgainForEachMessage() {
        try (EmbeddedRocketMq broker = EmbeddedRocketMq.start()) {
            prepare(broker, 0);
            BrokerFaults faults = BrokerFaults.of(broker);
            faults.delaySends(30);
            Producer producer = clients.producer(properties(broker, 30_000));
            AtomicInteger refusals = faults.refuseSends(8, 2, "system busy, for the test");
            for (int i = 0; i < MANY; i++) {
                outcomes.send(producer, message(i));
            }

            assertThat(outcomes.awaitAll().failed()).isEmpty();
            assertThat(refusals).hasValue(0);
            assertStored(broker);
            clients.close();
        }
    }

    @Test
    void withoutAnswersEachMessageTimesOut() {
        try (EmbeddedRocketMq broker = EmbeddedRocketMq.start()) {
            prepare(broker, 0);
            BrokerFaults faults = BrokerFaults.of(broker);
            Producer producer = clients.producer(properties(broker, 1000));
            producer.send(message(0));
            faults.delaySends(60_000);
            try {
                for (int i = 0; i < MANY; i++) {
                    outcomes.send(producer, message(i));
                }

                outcomes.awaitAll();

                assertThat(outcomes.stored()).isEmpty();
                assertThat(outcomes.codes()).containsExactly(ErrorCode.SEND_TIMEOUT);
            } finally {
                faults.none();
            }
            await("no request waits").atMost(Inbox.LIMIT).until(faults::idle);
            clients.close();
        }
    }

    @Test
    void sendingGoesOnAfterTheBrokerWasAway() throws InterruptedException {
        try (EmbeddedRocketMq broker = EmbeddedRocketMq.start()) {
            prepare(broker, 0);
            Producer producer = clients.producer(properties(broker, 3000));
            Thread sending = new Thread(() -> {
                for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
                    outcomes.send(producer, message(i));
                    if (i % 50 == 0) {
                        await("not too many at a time").atMost(Inbox.LIMIT).until(() -> outcomes.sent().size()
                                - outcomes.stored().size() - outcomes.failed().size() < 2000);
                    }
                }
            });
            sending.start();
            await("sent").atMost(Inbox.LIMIT).until(() -> outcomes.stored().size() > MANY);
            broker.stop();
            await("failed").atMost(Inbox.LIMIT).until(() -> !outcomes.failed().isEmpty());
            broker.restart();
            int before = outcomes.stored().size();
            await("sent again").atMost(Inbox.LIMIT.multipliedBy(2))
                    .until(() -> outcomes.stored().size() > before + MANY);
            sending.interrupt();
            sending.join();

            outcomes.awaitAll();
            List<String> stored = ids(broker);
            assertThat(stored).containsAll(outcomes.stored());
            clients.close();
        }
    }

    @Test
    void theShutdownWaitsForWhatIsUnderWay() {
        try (EmbeddedRocketMq broker = EmbeddedRocketMq.start()) {
            prepare(broker, 20);
            Producer producer = clients.producer(properties(broker, 30_000));
            for (int i = 0; i < MANY; i++) {
                outcomes.send(producer, message(i));
            }

            producer.shutdown();

            assertThat(outcomes.awaitAll().failed()).isEmpty();
            assertStored(broker);
        }
    }

    @Test
    void accessControlHoldsForEachRequest() {
        try (EmbeddedRocketMq broker = EmbeddedRocketMq.builder().accessControl().start()) {
            BatchRequests requests = prepare(broker, 30);
            broker.accessControl().createUser("alice", "alice's secret");
            broker.accessControl().createUser("bob", "bob's secret");
            broker.accessControl().allowTopic("alice", TOPIC);
            Properties allowed = keys(broker, "alice");
            Properties refused = keys(broker, "bob");
            refused.setProperty(PropertyKeyConst.GROUP_ID, "GID_bob");
            Producer alice = clients.producer(allowed);
            Producer bob = clients.producer(refused);
            Outcomes refusals = new Outcomes();
            for (int i = 0; i < 100; i++) {
                outcomes.send(alice, message(i));
                refusals.send(bob, message(i));
            }

            assertThat(outcomes.awaitAll().failed()).isEmpty();
            assertThat(refusals.awaitAll().stored()).isEmpty();
            assertThat(refusals.codes()).containsExactly(ErrorCode.NO_PERMISSION);
            assertStored(broker);
            assertThat(requests.batches(TOPIC)).isPositive();
            clients.close();
        }
    }

    private static Properties keys(EmbeddedRocketMq broker, String user) {
        Properties properties = properties(broker, 30_000);
        properties.setProperty(PropertyKeyConst.AccessKey, user);
        properties.setProperty(PropertyKeyConst.SecretKey, user + "'s secret");
        return properties;
    }

    private static BatchRequests prepare(EmbeddedRocketMq broker, long delayMillis) {
        broker.createTopic(TOPIC);
        BatchRequests requests = BatchRequests.of(broker);
        BrokerFaults.of(broker).delaySends(delayMillis);
        return requests;
    }

    private void assertStored(EmbeddedRocketMq broker) {
        assertThat(ids(broker)).containsExactlyInAnyOrderElementsOf(outcomes.stored());
    }

    private static List<String> ids(EmbeddedRocketMq broker) {
        return broker.store().messages(TOPIC).stream().map(StoredMessage::messageId).toList();
    }

    private static Properties properties(EmbeddedRocketMq broker, int timeoutMillis) {
        Properties properties = broker.clientProperties("GID_batches");
        properties.setProperty(PropertyKeyConst.AutoBatch, "true");
        properties.put(PropertyKeyConst.SendMsgTimeoutMillis, timeoutMillis);
        return properties;
    }

    private static Message message(int number) {
        return new Message(TOPIC, "tag", "key " + number, Integer.toString(number).getBytes(UTF_8));
    }
}
