package io.openons.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.PropertyKeyConst;
import com.google.common.util.concurrent.Uninterruptibles;
import io.openons.embedded.EmbeddedRocketMq;
import io.openons.embedded.junit.GroupName;
import io.openons.embedded.junit.TopicName;
import io.openons.embedded.junit.WithEmbeddedRocketMq;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How much a consumer with a slow listener holds in memory while a long backlog waits: asked from the client itself. */
@WithEmbeddedRocketMq
@Timeout(120)
class HeldMessagesIT {

    private static final int MESSAGES = 1500;
    private static final int LARGE_MESSAGES = 150;
    private static final int LARGE = 200 * 1024;
    private static final int LIMIT = 1200;
    private static final int MEBIBYTE = 1024 * 1024;

    @AutoClose
    private final Clients clients = new Clients();
    private final Inbox slow = new Inbox(message -> {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        return Action.CommitMessage;
    });

    @ParameterizedTest
    @EnumSource
    void heldMessagesKeepToTheirNumber(ReceiverKind kind, EmbeddedRocketMq broker, @TopicName(queues = 6) String topic,
            @GroupName String group) {
        fill(broker, topic, MESSAGES, 100);

        long most = mostHeld(kind, broker, topic, group, MESSAGES, PropertyKeyConst.MaxCachedMessageAmount, 100);

        System.out.printf("%s: %d messages waiting, limit 100, held at most %d%n", kind, MESSAGES, most);
        assertThat(most).isBetween(20L, 100L);
    }

    @ParameterizedTest
    @EnumSource
    void heldMessagesKeepToTheirSize(ReceiverKind kind, EmbeddedRocketMq broker, @TopicName(queues = 2) String topic,
            @GroupName String group) {
        fill(broker, topic, LARGE_MESSAGES, LARGE);

        long most = mostHeld(kind, broker, topic, group, LARGE_MESSAGES, PropertyKeyConst.MaxCachedMessageSizeInMiB, 16);

        System.out.printf("%s: %d MiB waiting, limit 16 MiB, held at most %.1f MiB%n", kind,
                LARGE_MESSAGES * LARGE / MEBIBYTE, (double) most * LARGE / MEBIBYTE);
        assertThat(most * LARGE).isBetween(4L * MEBIBYTE, 16L * MEBIBYTE);
    }

    /**
     * Another consumer of the group leaves while this one is full and its listener is stuck. Equal shares would be 240
     * messages for each of five queues, with that of retries, then 133 for each of nine, of which the last pull of up to
     * 32 may be missing.
     */
    @ParameterizedTest
    @EnumSource(names = {"SINGLE", "ORDERED"})
    void moreQueuesDoNotMeanMoreHeldMessages(ReceiverKind kind, EmbeddedRocketMq broker,
            @TopicName(queues = 8) String topic, @GroupName String group) {
        CountDownLatch stuck = new CountDownLatch(1);
        Set<String> consumed = ConcurrentHashMap.newKeySet();
        Properties properties = broker.clientProperties(group);
        properties.put(PropertyKeyConst.ConsumeThreadNums, 2);
        properties.put(PropertyKeyConst.MaxCachedMessageAmount, LIMIT);
        kind.create(clients, properties).subscribe(topic, "*", new Inbox(message -> {
            Uninterruptibles.awaitUninterruptibly(stuck);
            consumed.add(message.getMsgID());
            return Action.CommitMessage;
        })).start();
        Receiver other = kind.create(clients, properties).subscribe(topic, "*", new Inbox(message -> {
            consumed.add(message.getMsgID());
            return Action.CommitMessage;
        })).start();
        await("each has half of the queues").atMost(Inbox.LIMIT)
                .until(() -> HeldMessages.queues(broker, group, topic).equals(List.of(4L, 4L)));
        fill(broker, topic, 8 * 250, 100);
        await("the other one has consumed its half, this one is full").atMost(Inbox.LIMIT)
                .until(() -> consumed.size() == 4 * 250 && HeldMessages.count(broker, group) >= 4 * (240 - 32));
        other.shutdown();
        fill(broker, topic, 8 * 150, 100);
        LongAccumulator most = new LongAccumulator(Math::max, 0);
        await("messages of all queues").atMost(Inbox.LIMIT).until(() -> {
            most.accumulate(HeldMessages.count(broker, group));
            return HeldMessages.filled(broker, group) == 8;
        });

        stuck.countDown();
        await("everything consumed").atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(5)).until(() -> {
            most.accumulate(HeldMessages.count(broker, group));
            return consumed.size() == 8 * (250 + 150);
        });

        System.out.printf("%s: twice as many queues, limit %d, held at most %d%n", kind, LIMIT, most.get());
        assertThat(most.get()).isBetween(4L * (240 - 32), (long) LIMIT);
    }

    /** Consumes everything with two threads and tells how many messages the client held at the most. */
    private long mostHeld(ReceiverKind kind, EmbeddedRocketMq broker, String topic, String group, int messages,
                          String limitKey, int limit) {
        Properties properties = broker.clientProperties(group);
        properties.put(PropertyKeyConst.ConsumeThreadNums, 2);
        properties.put(limitKey, limit);
        kind.create(clients, properties).subscribe(topic, "*", slow).start();
        LongAccumulator most = new LongAccumulator(Math::max, 0);
        await("everything consumed").atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(5)).until(() -> {
            most.accumulate(HeldMessages.count(broker, group));
            return slow.deliveries().size() >= messages;
        });
        return most.get();
    }

    private void fill(EmbeddedRocketMq broker, String topic, int messages, int size) {
        Producer producer = clients.producer(broker.clientProperties("GID_filling"));
        for (int i = 0; i < messages; i++) {
            producer.send(new Message(topic, "", new byte[size]));
        }
    }
}
