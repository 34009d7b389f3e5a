package io.openons.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.PullConsumer;
import com.sun.management.UnixOperatingSystemMXBean;
import io.openons.embedded.EmbeddedRocketMq;
import io.openons.embedded.StoredMessage;
import io.openons.embedded.junit.GroupName;
import io.openons.embedded.junit.TopicName;
import io.openons.embedded.junit.WithEmbeddedRocketMq;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Consumers that come and go while messages keep coming: what is lost, what comes twice, what is left behind. */
@WithEmbeddedRocketMq
@Timeout(180)
class RestartingReceiversIT {

    private static final int RESTARTS = 5;
    private static final int DELIVERIES_EACH = 40;
    private static final long LISTENER_NANOS = TimeUnit.MILLISECONDS.toNanos(3);
    private static final long SENDER_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final int CYCLES = 100;

    @AutoClose
    private final Clients clients = new Clients();
    /** Commits each message after a moment of work. */
    private final Inbox inbox = new Inbox(message -> {
        LockSupport.parkNanos(LISTENER_NANOS);
        return Action.CommitMessage;
    });

    @ParameterizedTest
    @EnumSource
    void restartsUnderLoadNeitherLoseNorRepeat(ReceiverKind kind, EmbeddedRocketMq broker,
            @TopicName(queues = 4) String topic, @GroupName String group) {
        underLoad(broker, group, topic, () -> {
            for (int i = 0; i < RESTARTS; i++) {
                Receiver receiver = start(kind, broker, group, topic);
                inbox.awaitDeliveries(inbox.deliveries().size() + DELIVERIES_EACH);
                receiver.shutdown();
            }
        });
        start(kind, broker, group, topic);
        report(kind + ", one after the other", broker, topic, group);

        assertThat(inbox.bodies()).as("delivered").doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void rollingRestartsLoseNothing(ReceiverKind kind, EmbeddedRocketMq broker, @TopicName(queues = 4) String topic,
            @GroupName String group) {
        underLoad(broker, group, topic, () -> {
            Receiver previous = start(kind, broker, group, topic);
            for (int i = 0; i < RESTARTS; i++) {
                Receiver next = start(kind, broker, group, topic);
                inbox.awaitDeliveries(inbox.deliveries().size() + DELIVERIES_EACH);
                previous.shutdown();
                previous = next;
            }
        });

        report(kind + ", rolling", broker, topic, group);
    }

    /** Waits until the group has consumed everything, counts it by the broker's store, and checks that none is lost. */
    private void report(String what, EmbeddedRocketMq broker, String topic, String group) {
        await("everything consumed").atMost(Duration.ofSeconds(60))
                .until(() -> broker.store().backlog(group, topic) == 0);
        Set<String> stored = broker.store().messages(topic).stream().map(StoredMessage::bodyAsString)
                .collect(Collectors.toSet());
        Set<String> delivered = Set.copyOf(inbox.bodies());
        System.out.printf("%s: %d restarts, stored %d, delivered %d, lost %d, repeated %d, retries stored %d%n", what,
                RESTARTS, stored.size(), delivered.size(), stored.stream().filter(body -> !delivered.contains(body))
                .count(), inbox.deliveries().size() - delivered.size(), broker.store().retries(group).size());
        assertThat(delivered).containsExactlyInAnyOrderElementsOf(stored);
    }

    private Receiver start(ReceiverKind kind, EmbeddedRocketMq broker, String group, String topic) {
        return kind.create(clients, broker.clientProperties(group)).subscribe(topic, "*", inbox).start();
    }

    /** Of clients that come and go alone, so that each opens and closes connections of its own. */
    @Test
    void aHundredCyclesLeaveNoThreadAndNoDescriptorBehind(EmbeddedRocketMq broker, @TopicName String topic,
            @GroupName String group) {
        Producer producer = clients.producer(broker.clientProperties(group));
        producer.send(new Message(topic, "", "body".getBytes(UTF_8)));
        producer.shutdown();
        List<Runnable> cycles = new ArrayList<>();
        for (ReceiverKind kind : ReceiverKind.values()) {
            cycles.add(() -> start(kind, broker, group, topic).shutdown());
        }
        cycles.add(() -> pullOnce(broker, group, topic));
        ClientThreads threads = ClientThreads.watch();
        cycles.forEach(Runnable::run); // what the first ones open stays open in the broker
        threads.awaitNoneLeft();
        long descriptors = descriptors();

        for (int i = 0; i < CYCLES; i++) {
            cycles.get(i % cycles.size()).run();
        }

        threads.awaitNoneLeft();
        await("no descriptor is left behind").atMost(Inbox.LIMIT)
                .until(() -> descriptors() < descriptors + CYCLES / 10);
        System.out.printf("%d start/stop cycles: no thread left, descriptors %d -> %d%n", CYCLES, descriptors,
                descriptors());
    }

    private void pullOnce(EmbeddedRocketMq broker, String group, String topic) {
        PullConsumer consumer = clients.pullConsumer(broker.clientProperties(group));
        consumer.start();
        consumer.assign(consumer.topicPartitions(topic));
        consumer.poll(0);
        consumer.shutdown();
    }

    private static long descriptors() {
        return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getOpenFileDescriptorCount();
    }

    /** Does something while numbered messages are sent, one after the other. */
    private void underLoad(EmbeddedRocketMq broker, String group, String topic, Runnable work) {
        Producer producer = clients.producer(broker.clientProperties(group));
        AtomicBoolean enough = new AtomicBoolean();
        AtomicInteger sent = new AtomicInteger();
        Thread sender = new Thread(() -> {
            while (!enough.get()) {
                producer.send(new Message(topic, "", String.valueOf(sent.incrementAndGet()).getBytes(UTF_8)));
                LockSupport.parkNanos(SENDER_PAUSE_NANOS);
            }
        });
        sender.start();
        try {
            work.run();
        } finally {
            enough.set(true);
        }
        await("the last send").atMost(Inbox.LIMIT)
                .until(() -> !sender.isAlive() && broker.store().messageCount(topic) == sent.get());
    }
}
