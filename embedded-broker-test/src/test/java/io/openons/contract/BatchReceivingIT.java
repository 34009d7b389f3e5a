package io.openons.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.PropertyKeyConst;
import com.aliyun.openservices.ons.api.batch.BatchConsumer;
import com.aliyun.openservices.ons.api.batch.BatchMessageListener;
import io.openons.embedded.EmbeddedRocketMq;
import io.openons.embedded.StoredMessage;
import io.openons.embedded.junit.GroupName;
import io.openons.embedded.junit.TopicName;
import io.openons.embedded.junit.WithEmbeddedRocketMq;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A batch consumer: what comes together, what is acknowledged, and that nothing is lost at a stop. */
@WithEmbeddedRocketMq
@Timeout(90)
class BatchReceivingIT {

    @AutoClose
    private final Clients clients = new Clients();

    @Test
    void batchesFillAcrossPullsAndTheRestComesAfterTheWait(EmbeddedRocketMq broker,
            @TopicName(queues = 4) String topic, @GroupName String group) {
        send(broker, topic, 250);
        List<Integer> sizes = new CopyOnWriteArrayList<>();
        Set<String> bodies = ConcurrentHashMap.newKeySet();

        consume(broker, topic, group, 100, 3, (messages, context) -> {
            assertThat(context.getAcknowledgeIndex()).isEqualTo(Integer.MAX_VALUE);
            messages.forEach(message -> bodies.add(body(message)));
            sizes.add(messages.size());
            return Action.CommitMessage;
        });

        await("all messages").atMost(Inbox.LIMIT).until(() -> bodies.size() == 250);
        // 100, 100 and 50, unless a busy machine lets the wait end before the pulls do; a pull brings 32 at most.
        assertThat(sizes).allMatch(size -> size <= 100).anyMatch(size -> size > 32);
        await("all committed").atMost(Inbox.LIMIT).until(() -> broker.store().backlog(group, topic) == 0);
    }

    @Test
    void aBatchMayHoldAThousandAndTwentyFourMessages(EmbeddedRocketMq broker, @TopicName(queues = 4) String topic,
            @GroupName String group) {
        List<Integer> sizes = new CopyOnWriteArrayList<>();
        send(broker, topic, 1024);

        consume(broker, topic, group, 1024, 60, (messages, context) -> {
            sizes.add(messages.size());
            return Action.CommitMessage;
        });

        await("the batch, well before the wait ends").atMost(Inbox.LIMIT).until(() -> !sizes.isEmpty());
        assertThat(sizes).containsExactly(1024);
    }

    @Test
    void withoutWaitABatchIsWhatIsThere(EmbeddedRocketMq broker, @TopicName(queues = 1) String topic,
            @GroupName String group) {
        send(broker, topic, 50);
        List<Integer> sizes = new CopyOnWriteArrayList<>();

        consume(broker, topic, group, 8, 0, (messages, context) -> {
            sizes.add(messages.size());
            return Action.CommitMessage;
        });

        await("all messages").atMost(Inbox.LIMIT).until(() -> sizes.stream().mapToInt(size -> size).sum() >= 50);
        assertThat(sizes).allMatch(size -> size <= 8).contains(8);
    }

    @Test
    void withoutWaitBatchesFillAcrossPullsWhileAllThreadsAreBusy(EmbeddedRocketMq broker,
            @TopicName(queues = 1) String topic, @GroupName String group) {
        send(broker, topic, 200);
        List<Integer> sizes = new CopyOnWriteArrayList<>();
        CountDownLatch allFetched = new CountDownLatch(1);
        Properties properties = properties(broker, group, 100, 0);
        properties.put(PropertyKeyConst.ConsumeThreadNums, 1);
        BatchConsumer consumer = clients.batchConsumer(properties);
        consumer.subscribe(topic, "*", (messages, context) -> {
            sizes.add(messages.size());
            try {
                allFetched.await();
            } catch (InterruptedException e) {
                return Action.ReconsumeLater;
            }
            return Action.CommitMessage;
        });
        consumer.start();
        await("all messages are in memory").atMost(Inbox.LIMIT).until(() -> HeldMessages.count(broker, group) == 200);
        allFetched.countDown();

        await("all messages").atMost(Inbox.LIMIT)
                .until(() -> sizes.stream().mapToInt(Integer::intValue).sum() == 200);
        assertThat(sizes.get(1)).as("the batch that filled while the only thread was busy").isEqualTo(100);
    }

    @Test
    void topicsAreNeverMixed(EmbeddedRocketMq broker, @TopicName("one") String one, @TopicName("two") String two,
            @GroupName String group) {
        List<Set<String>> topics = new CopyOnWriteArrayList<>();
        List<Message> received = new CopyOnWriteArrayList<>();
        BatchMessageListener listener = (messages, context) -> {
            Set<String> ofBatch = new HashSet<>();
            messages.forEach(message -> ofBatch.add(message.getTopic()));
            topics.add(ofBatch);
            received.addAll(messages);
            return Action.CommitMessage;
        };
        BatchConsumer consumer = clients.batchConsumer(properties(broker, group, 32, 2));
        consumer.subscribe(one, "*", listener);
        consumer.subscribe(two, "*", listener);
        consumer.start();
        send(broker, one, 40);
        send(broker, two, 40);

        await("all messages").atMost(Inbox.LIMIT).until(() -> received.size() >= 80);
        assertThat(topics).allSatisfy(ofBatch -> assertThat(ofBatch).hasSize(1));
    }

    @Test
    void messagesBehindTheAcknowledgeIndexComeAgain(EmbeddedRocketMq broker, @TopicName(queues = 1) String topic,
            @GroupName String group) {
        send(broker, topic, 10);
        AtomicBoolean first = new AtomicBoolean(true);
        AtomicInteger firstSize = new AtomicInteger();
        List<String> again = new CopyOnWriteArrayList<>();

        consume(broker, topic, group, 10, 5, (messages, context) -> {
            firstSize.compareAndSet(0, messages.size());
            if (first.getAndSet(false)) {
                context.setAcknowledgeIndex(3);
            } else {
                messages.forEach(message -> again.add(body(message) + "/" + message.getReconsumeTimes()));
            }
            return Action.CommitMessage;
        });

        await("the rest again").atMost(Inbox.LIMIT).until(() -> again.size() >= 6);
        assertThat(firstSize).as("messages of the first batch").hasValue(10);
        assertThat(again).containsExactlyInAnyOrder("4/1", "5/1", "6/1", "7/1", "8/1", "9/1");
    }

    @Test
    void failedBatchComesAgainAsAWholeAndEndsAsDeadLetters(EmbeddedRocketMq broker,
            @TopicName(queues = 1) String topic, @GroupName String group) {
        send(broker, topic, 5);
        Properties properties = properties(broker, group, 5, 1);
        properties.put(PropertyKeyConst.MaxReconsumeTimes, 1);
        List<Message> deliveries = new CopyOnWriteArrayList<>();
        BatchConsumer consumer = clients.batchConsumer(properties);
        consumer.subscribe(topic, "*", (messages, context) -> {
            deliveries.addAll(messages);
            if (messages.get(0).getReconsumeTimes() == 0) {
                throw new IllegalStateException("thrown by the test's listener");
            }
            return Action.ReconsumeLater;
        });
        consumer.start();

        await("dead letters").atMost(Inbox.LIMIT).until(() -> broker.store().deadLetters(group).size() >= 5);
        assertThat(deliveries).hasSize(10);
        assertThat(broker.store().deadLetters(group)).extracting(StoredMessage::bodyAsString)
                .containsExactlyInAnyOrder("0", "1", "2", "3", "4");
    }

    @Test
    void stopHalfWayLosesNothingAndRepeatsOnlyWhatWasInTheListener(EmbeddedRocketMq broker,
            @TopicName(queues = 2) String topic, @GroupName String group) throws Exception {
        send(broker, topic, 200);
        Set<String> committed = ConcurrentHashMap.newKeySet();
        Set<String> inListener = ConcurrentHashMap.newKeySet();
        CountDownLatch someDone = new CountDownLatch(3);
        BatchConsumer first = clients.batchConsumer(properties(broker, group, 16, 1));
        first.subscribe(topic, "*", (messages, context) -> {
            messages.forEach(message -> inListener.add(body(message)));
            someDone.countDown();
            try {
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (InterruptedException e) {
                return Action.ReconsumeLater;
            }
            messages.forEach(message -> committed.add(body(message)));
            return Action.CommitMessage;
        });
        first.start();
        someDone.await();
        first.shutdown();
        Set<String> committedByFirst = new HashSet<>(committed);
        Set<String> seenByFirst = new HashSet<>(inListener);

        List<String> second = new CopyOnWriteArrayList<>();
        consume(broker, topic, group, 16, 1, (messages, context) -> {
            messages.forEach(message -> second.add(body(message)));
            return Action.CommitMessage;
        });

        await("all messages").atMost(Inbox.LIMIT).untilAsserted(() -> {
            Set<String> all = new HashSet<>(committedByFirst);
            all.addAll(second);
            assertThat(all).hasSize(200);
        });
        await("all committed").atMost(Inbox.LIMIT).until(() -> broker.store().backlog(group, topic) == 0);
        List<String> repeated = new ArrayList<>(second);
        repeated.retainAll(seenByFirst);
        assertThat(repeated).as("came again although their batch was finished").isEmpty();
        System.out.printf("first consumer saw %d of 200, %d of them came again%n", seenByFirst.size(),
                repeated.size());
    }

    private void consume(EmbeddedRocketMq broker, String topic, String group, int size, int awaitSeconds,
                         BatchMessageListener listener) {
        BatchConsumer consumer = clients.batchConsumer(properties(broker, group, size, awaitSeconds));
        consumer.subscribe(topic, "*", listener);
        consumer.start();
    }

    private static Properties properties(EmbeddedRocketMq broker, String group, int size, int awaitSeconds) {
        Properties properties = broker.clientProperties(group);
        properties.put(PropertyKeyConst.ConsumeMessageBatchMaxSize, size);
        properties.put(PropertyKeyConst.BatchConsumeMaxAwaitDurationInSeconds, awaitSeconds);
        return properties;
    }

    private void send(EmbeddedRocketMq broker, String topic, int count) {
        Producer producer = clients.producer(broker.clientProperties("GID_batch_producer"));
        for (int i = 0; i < count; i++) {
            producer.send(new Message(topic, "tag", "key", String.valueOf(i).getBytes(UTF_8)));
        }
    }

    private static String body(Message message) {
        return new String(message.getBody(), UTF_8);
    }
}
