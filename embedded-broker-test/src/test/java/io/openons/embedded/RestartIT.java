package io.openons.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.client.producer.SendStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What survives when the servers go away and come back. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class RestartIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** The two ways to go away. */
    enum Departure {
        STOP, KILL;

        void of(EmbeddedRocketMq rocketMq) {
            if (this == STOP) {
                rocketMq.stop();
            } else {
                rocketMq.kill();
            }
        }
    }

    private EmbeddedRocketMq rocketMq;

    @BeforeEach
    void start() {
        rocketMq = EmbeddedRocketMq.start();
        rocketMq.createTopic("topic", 3);
        rocketMq.createGroup("GID_group");
    }

    @AfterEach
    void close() {
        rocketMq.close();
    }

    @ParameterizedTest
    @EnumSource(Departure.class)
    void addressesTopicsMessagesAndOffsetsAreTheSameAfterwards(Departure departure) throws Exception {
        DefaultMQProducer producer = PlainClients.producer(rocketMq, "GID_producer");
        try {
            for (int number = 0; number < 30; number++) {
                producer.send(PlainClients.message("topic", "body " + number));
            }
        } finally {
            producer.shutdown();
        }
        String nameServer = rocketMq.nameServerAddress();
        String broker = rocketMq.brokerAddress();
        List<String> before = bodies();
        rocketMq.brokerController().getConsumerOffsetManager().commitOffset("test", "GID_group", "topic", 0, 7);
        // Every 5 s otherwise; a kill would lose it.
        rocketMq.brokerController().getConsumerOffsetManager().persist();

        departure.of(rocketMq);
        assertThat(rocketMq.isRunning()).isFalse();
        rocketMq.restart();

        assertThat(rocketMq.isRunning()).isTrue();
        assertThat(rocketMq.nameServerAddress()).isEqualTo(nameServer);
        assertThat(rocketMq.brokerAddress()).isEqualTo(broker);
        assertThat(before).hasSize(30);
        assertThat(bodies()).isEqualTo(before);
        assertThat(rocketMq.store().messageCount("topic")).isEqualTo(30);
        assertThat(rocketMq.store().consumerOffset("GID_group", "topic", 0)).isEqualTo(7);
        assertThat(rocketMq.brokerController().getSubscriptionGroupManager().containsSubscriptionGroup("GID_group"))
                .isTrue();
        assertThat(rocketMq.nameServerController().getRouteInfoManager().pickupTopicRouteData("topic")
                .getQueueDatas().get(0).getWriteQueueNums()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(Departure.class)
    void runningClientsFindTheServersAgain(Departure departure) throws Exception {
        DefaultMQProducer producer = PlainClients.producer(rocketMq, "GID_producer");
        Received received = Received.accepting();
        DefaultMQPushConsumer consumer = PlainClients.consumer(rocketMq, "GID_group", "topic", received);
        consumer.start();
        try {
            producer.send(PlainClients.message("topic", "before"));
            await("first message").atMost(LIMIT).until(() -> received.bodies().contains("before"));

            departure.of(rocketMq);
            assertThatThrownBy(() -> producer.send(PlainClients.message("topic", "meanwhile")))
                    .isInstanceOf(Exception.class);
            rocketMq.restart();

            await("send after restart").atMost(LIMIT).ignoreExceptions().until(() ->
                    producer.send(PlainClients.message("topic", "after")).getSendStatus() == SendStatus.SEND_OK);
            await("message after restart").atMost(LIMIT).until(() -> received.bodies().contains("after"));
        } finally {
            consumer.shutdown();
            producer.shutdown();
        }
    }

    @Test
    void everyMessageAcknowledgedBeforeAKillIsThereAfterwards() throws Exception {
        DefaultMQProducer producer = PlainClients.producer(rocketMq, "GID_producer");
        producer.setRetryTimesWhenSendFailed(0);
        List<String> acknowledged = new CopyOnWriteArrayList<>();
        AtomicBoolean sending = new AtomicBoolean(true);
        Thread sender = new Thread(() -> {
            for (int number = 0; sending.get(); number++) {
                try {
                    producer.send(PlainClients.message("topic", "body " + number));
                    acknowledged.add("body " + number);
                } catch (Exception e) {
                    sending.set(false);
                }
            }
        });
        sender.start();
        await("messages on their way").atMost(LIMIT).until(() -> acknowledged.size() > 200);

        rocketMq.kill();
        sender.join();
        producer.shutdown();
        rocketMq.restart();

        assertThat(bodies()).containsAll(acknowledged);
        // A message may be stored whose acknowledgement the kill has cut off: one at most, they are sent one by one.
        assertThat(bodies()).hasSizeBetween(acknowledged.size(), acknowledged.size() + 1);
    }

    @Test
    void killLeavesTheStoreAsIfNobodyHadShutItDown() {
        Path abort = Path.of(rocketMq.brokerController().getMessageStoreConfig().getStorePathRootDir(), "abort");
        rocketMq.brokerController().getConsumerOffsetManager().commitOffset("test", "GID_group", "topic", 0, 7);

        rocketMq.kill();
        assertThat(abort).as("RocketMQ's mark of a store not shut down").exists();
        rocketMq.restart();
        assertThat(rocketMq.store().consumerOffset("GID_group", "topic", 0)).as("offset not yet persisted")
                .isEqualTo(-1);

        rocketMq.stop();
        assertThat(abort).doesNotExist();
    }

    @Test
    void severalDeparturesInARowKeepEverything() throws Exception {
        for (int round = 0; round < 4; round++) {
            DefaultMQProducer producer = PlainClients.producer(rocketMq, "GID_round" + round);
            producer.send(PlainClients.message("topic", "round " + round));
            producer.shutdown();
            (round % 2 == 0 ? Departure.KILL : Departure.STOP).of(rocketMq);
            rocketMq.restart();
        }

        assertThat(bodies()).containsExactlyInAnyOrder("round 0", "round 1", "round 2", "round 3");
    }

    @Test
    void restartOfRunningServersStopsThemFirst() {
        Object before = rocketMq.brokerController();

        rocketMq.restart();

        assertThat(rocketMq.brokerController()).isNotSameAs(before);
    }

    @Test
    void stoppedServersRefuseWork() {
        rocketMq.stop();
        rocketMq.stop();
        rocketMq.kill();

        String refusal = rocketMq.brokerName() + " is stopped. Call restart() first.";
        assertThatThrownBy(() -> rocketMq.createTopic("topic")).isInstanceOf(IllegalStateException.class)
                .hasMessage(refusal);
        assertThatThrownBy(() -> rocketMq.createGroup("GID_group")).hasMessage(refusal);
        assertThatThrownBy(() -> rocketMq.store().messages("topic")).hasMessage(refusal);
        assertThatThrownBy(() -> rocketMq.brokerController()).hasMessage(refusal);
        assertThatThrownBy(() -> rocketMq.nameServerController()).hasMessage(refusal);
        assertThat(rocketMq).hasToString(rocketMq.brokerName() + " at " + rocketMq.nameServerAddress() + " (stopped)");
    }

    @Test
    void closedServersStayClosed() {
        rocketMq.close();
        rocketMq.close();

        String refusal = rocketMq.brokerName() + " is closed. Start a new EmbeddedRocketMq.";
        assertThat(rocketMq.isRunning()).isFalse();
        assertThatThrownBy(() -> rocketMq.restart()).isInstanceOf(IllegalStateException.class).hasMessage(refusal);
        assertThatThrownBy(() -> rocketMq.stop()).hasMessage(refusal);
        assertThatThrownBy(() -> rocketMq.createTopic("topic")).hasMessage(refusal);
    }

    @Test
    void severalPairsWorkSideBySide() throws Exception {
        try (EmbeddedRocketMq other = EmbeddedRocketMq.start()) {
            other.createTopic("topic");
            DefaultMQProducer here = PlainClients.producer(rocketMq, "GID_here");
            DefaultMQProducer there = PlainClients.producer(other, "GID_there");
            try {
                here.send(PlainClients.message("topic", "here"));
                there.send(PlainClients.message("topic", "there"));
                rocketMq.stop();
                there.send(PlainClients.message("topic", "there alone"));
            } finally {
                here.shutdown();
                there.shutdown();
            }
            rocketMq.restart();

            assertThat(bodies()).containsExactly("here");
            assertThat(other.store().messages("topic")).extracting(StoredMessage::bodyAsString)
                    .containsExactlyInAnyOrder("there", "there alone");
            assertThat(other.brokerName()).isNotEqualTo(rocketMq.brokerName());
        }
    }

    private List<String> bodies() {
        return rocketMq.store().messages("topic").stream().map(StoredMessage::bodyAsString).toList();
    }
}
