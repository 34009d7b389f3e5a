package io.openons.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.PropertyKeyConst;
import com.aliyun.openservices.ons.api.PullConsumer;
import com.aliyun.openservices.ons.api.TopicPartition;
import com.aliyun.openservices.ons.api.exception.ONSClientException;
import io.openons.embedded.EmbeddedRocketMq;
import io.openons.embedded.junit.GroupName;
import io.openons.embedded.junit.TopicName;
import io.openons.embedded.junit.WithEmbeddedRocketMq;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.rocketmq.client.consumer.DefaultLitePullConsumer;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.common.message.MessageQueue;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a pull consumer receives, and every way to move and to keep its positions. */
@WithEmbeddedRocketMq
@Timeout(60)
class PullingIT {

    /** Well below the 20 s that a pull waits at the broker. */
    private static final long SOON_MILLIS = 5000;

    @AutoClose
    private final Clients clients = new Clients();

    private final EmbeddedRocketMq broker;
    private final String topic;
    private final String group;

    PullingIT(EmbeddedRocketMq broker, @TopicName(queues = 1) String topic, @GroupName String group) {
        this.broker = broker;
        this.topic = topic;
        this.group = group;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MQ_INST_1_pull"})
    void everyGetterAnswersAsPublished(String instance) {
        String prefix = instance.isEmpty() ? "" : instance + "%";
        broker.createTopic(prefix + topic, 1);
        Properties properties = properties();
        properties.setProperty(PropertyKeyConst.INSTANCE_ID, instance);
        Message sent = new Message(topic, "tag", "key", "body".getBytes(UTF_8));
        sent.putUserProperties("user", "value");
        String id = clients.producer(properties).send(sent).getMessageId();
        PullConsumer consumer = clients.pullConsumer(properties);
        consumer.start();

        Set<TopicPartition> partitions = consumer.topicPartitions(topic);
        assertThat(partitions).containsExactly(partition(0));
        consumer.assign(partitions);

        Message got = receive(consumer, 1).get(0);
        assertThat(got.getTopic()).isEqualTo(topic);
        assertThat(got.getTag()).isEqualTo("tag");
        assertThat(got.getKey()).isEqualTo("key");
        assertThat(got.getMsgID()).isEqualTo(id);
        assertThat(got.getBody()).asString(UTF_8).isEqualTo("body");
        assertThat(got.getOffset()).isZero();
        assertThat(got.getTopicPartition()).isEqualTo(partition(0));
        assertThat(got.getUserProperties("__FQN_TOPIC")).isEqualTo(prefix + topic);
        Set<String> names = new HashSet<>(Set.of("user", "CLUSTER", "MSG_REGION", "TRACE_ON", "UNIQ_KEY",
                "__FQN_TOPIC", "__MESSAGE_DECODED_TIME"));
        if (!instance.isEmpty()) {
            names.add("INSTANCE_ID");
        }
        assertThat(got.getUserProperties().stringPropertyNames()).isEqualTo(names);

        consumer.commitSync();
        assertThat(broker.store().consumerOffset(prefix + group, prefix + topic, 0)).isEqualTo(1);
        assertThat(consumer.committed(partition(0))).isEqualTo(1);
    }

    @Test
    void pollReturnsOneChunkOfAtMostTenMessagesAndKeepsTheirOrder() {
        List<String> sent = send(25);
        PullConsumer consumer = started(properties());
        consumer.assign(Set.of(partition(0)));

        List<String> got = new ArrayList<>();
        while (got.size() < 25) {
            List<Message> messages = consumer.poll(SOON_MILLIS);
            assertThat(messages).isInstanceOf(ArrayList.class).hasSizeBetween(1, 10);
            got.addAll(bodies(messages));
        }
        assertThat(got).isEqualTo(sent);
        assertThat(consumer.poll(0)).isEmpty();
    }

    @Test
    void assignmentMayComeBeforeTheStartAndIsReplacedByTheNext(@TopicName("other") String other) {
        send(1);
        clients.producer(properties()).send(new Message(other, "", "other".getBytes(UTF_8)));
        PullConsumer consumer = clients.pullConsumer(properties());
        consumer.assign(Set.of(partition(0)));
        consumer.start();
        assertThat(bodies(receive(consumer, 1))).containsExactly("0");

        consumer.assign(consumer.topicPartitions(other));
        send(1);

        assertThat(bodies(receive(consumer, 1))).containsExactly("other");
        assertThat(consumer.poll(300)).isEmpty();
        assertThatThrownBy(() -> consumer.seek(partition(0), 0)).isInstanceOf(ONSClientException.class)
                .hasMessageContaining("ONS-6002");
    }

    @Test
    void messageSentWhileAPollWaitsArrivesAtOnce() {
        PullConsumer consumer = started(properties());
        consumer.assign(Set.of(partition(0)));
        assertThat(consumer.poll(500)).isEmpty();

        CompletableFuture<List<Message>> poll = CompletableFuture.supplyAsync(() -> consumer.poll(30_000));
        send(1);

        assertThat(bodies(poll.orTimeout(SOON_MILLIS, TimeUnit.MILLISECONDS).join())).containsExactly("0");
    }

    @Test
    void seekOnAnIdleQueueTakesEffectAtOnce() {
        send(3);
        PullConsumer consumer = started(properties());
        consumer.assign(Set.of(partition(0)));
        receive(consumer, 3);
        consumer.commitSync();
        assertThat(consumer.poll(500)).as("the pull waits at the broker now").isEmpty();

        consumer.seek(partition(0), 1);
        assertThat(consumer.committed(partition(0))).isEqualTo(3);
        assertThat(bodies(receive(consumer, 2))).containsExactly("1", "2");
        assertThat(consumer.poll(500)).isEmpty();

        consumer.seekToBeginning(partition(0));
        assertThat(bodies(receive(consumer, 3))).containsExactly("0", "1", "2");

        consumer.seekToBeginning(partition(0));
        consumer.seekToEnd(partition(0));
        assertThat(consumer.poll(500)).isEmpty();
        send(1);
        assertThat(receive(consumer, 1)).extracting(Message::getOffset).containsExactly(3L);
    }

    @Test
    void seekDropsWhatIsCachedAndIsCommittedAsPosition() {
        send(30);
        PullConsumer consumer = started(properties());
        consumer.assign(Set.of(partition(0)));
        receive(consumer, 10);

        consumer.seek(partition(0), 5);
        consumer.commitSync();

        assertThat(broker.store().consumerOffset(group, topic, 0)).isEqualTo(5);
        assertThat(receive(consumer, 25)).extracting(Message::getOffset).first().isEqualTo(5L);
    }

    @Test
    void seekIsRefusedOutsideOfTheRange() {
        send(2);
        PullConsumer consumer = started(properties());
        consumer.assign(Set.of(partition(0)));

        consumer.seek(partition(0), 2);
        for (long offset : new long[] {-1, 3}) {
            assertThatThrownBy(() -> consumer.seek(partition(0), offset)).isInstanceOf(ONSClientException.class)
                    .hasMessageContaining("offset " + offset + " is not in 0..2").hasMessageContaining("ONS-6003");
        }
        for (TopicPartition unassigned : List.of(partition(7), new TopicPartition("elsewhere", "b#0"))) {
            assertThatThrownBy(() -> consumer.seekToEnd(unassigned)).isInstanceOf(ONSClientException.class)
                    .hasMessageContaining("ONS-6002");
        }
    }

    @Test
    void commitSyncHasTheBrokerKnowBeforeItReturns() {
        PullConsumer consumer = started(manual());
        consumer.assign(Set.of(partition(0)));
        for (int position = 1; position <= 5; position++) {
            send(1);
            receive(consumer, 1);
            assertThat(broker.store().consumerOffset(group, topic, 0)).isEqualTo(position == 1 ? -1 : position - 1);

            consumer.commitSync();

            assertThat(broker.store().consumerOffset(group, topic, 0)).isEqualTo(position);
        }
    }

    @Test
    void withoutAutoCommitNothingIsCommittedUnasked() {
        Properties properties = manual();
        properties.put(PropertyKeyConst.AUTO_COMMIT_INTERVAL_MILLIS, 1000);
        send(2);
        PullConsumer consumer = started(properties);
        consumer.assign(Set.of(partition(0)));
        receive(consumer, 2);
        consumer.poll(1500);
        consumer.poll(500);
        assertThat(broker.store().consumerOffset(group, topic, 0)).isEqualTo(-1);

        consumer.shutdown();

        assertThat(broker.store().consumerOffset(group, topic, 0)).isEqualTo(-1);
        PullConsumer next = started(properties);
        next.assign(Set.of(partition(0)));
        assertThat(bodies(receive(next, 2))).containsExactly("0", "1");
    }

    @Test
    void autoCommitCommitsWhatEarlierPollsReturned() {
        Properties properties = properties();
        properties.put(PropertyKeyConst.AUTO_COMMIT_INTERVAL_MILLIS, 1000);
        properties.put(PropertyKeyConst.MAX_BATCH_MESSAGE_COUNT, 1);
        send(2);
        PullConsumer consumer = started(properties);
        consumer.assign(Set.of(partition(0)));
        receive(consumer, 1);
        await("interval").pollDelay(Duration.ofMillis(1200)).until(() -> true);
        assertThat(broker.store().consumerOffset(group, topic, 0)).as("only polls commit").isEqualTo(-1);

        receive(consumer, 1);

        await("first message committed").atMost(Inbox.LIMIT)
                .until(() -> broker.store().consumerOffset(group, topic, 0) == 1);
        consumer.poll(0);
        consumer.shutdown();
        assertThat(broker.store().consumerOffset(group, topic, 0)).as("all polled before the last").isEqualTo(2);
    }

    @Test
    void newConsumerOfTheGroupGoesOnAtTheCommittedPosition() {
        send(5);
        PullConsumer first = started(manual());
        first.assign(Set.of(partition(0)));
        receive(first, 5);
        first.commitSync();
        first.shutdown();
        send(2);

        PullConsumer second = started(manual());
        second.assign(Set.of(partition(0)));

        assertThat(receive(second, 2)).extracting(Message::getOffset).containsExactly(5L, 6L);
        assertThat(second.poll(300)).isEmpty();
    }

    @Test
    void pausedPartitionGivesNothingUntilItIsResumed() {
        PullConsumer consumer = started(properties());
        consumer.assign(Set.of(partition(0)));
        assertThat(consumer.poll(500)).isEmpty();

        consumer.pause(Set.of(partition(0), partition(9)));
        send(2);
        assertThat(consumer.poll(1000)).isEmpty();
        consumer.resume(Set.of(partition(0), partition(9)));

        assertThat(bodies(receive(consumer, 2))).containsExactly("0", "1");
    }

    @Test
    void offsetsBelongToMoments() {
        PullConsumer consumer = started(properties());
        send(1);
        long between = System.currentTimeMillis() + 1;
        await("next millisecond").until(() -> System.currentTimeMillis() > between);
        send(1);

        assertThat(consumer.offsetForTimestamp(partition(0), 0L)).isZero();
        assertThat(consumer.offsetForTimestamp(partition(0), between)).isEqualTo(1);
        assertThat(consumer.offsetForTimestamp(partition(0), System.currentTimeMillis() + 3_600_000)).isEqualTo(2);
    }

    @Test
    void unknownNamesAndUnusableArgumentsAreRefused() {
        PullConsumer consumer = clients.pullConsumer(properties());
        assertThatThrownBy(() -> consumer.poll(0)).isInstanceOf(ONSClientException.class)
                .hasMessageContaining("ONS-2001");
        assertThatThrownBy(consumer::commitSync).isInstanceOf(ONSClientException.class)
                .hasMessageContaining("ONS-2001");
        consumer.start();

        assertThatThrownBy(() -> consumer.topicPartitions("nowhere")).isInstanceOf(ONSClientException.class)
                .hasMessageContaining("\"nowhere\"").hasMessageContaining("ONS-3001")
                .hasCauseInstanceOf(MQClientException.class);
        assertThatThrownBy(() -> consumer.registerTopicPartitionChangedListener("nowhere", partitions -> { }))
                .isInstanceOf(ONSClientException.class).hasMessageContaining("ONS-3001");
        assertThatThrownBy(() -> consumer.committed(new TopicPartition(topic, "no-such-broker#0")))
                .isInstanceOf(ONSClientException.class).hasMessageContaining("no-such-broker");
        assertThat(consumer.committed(partition(99))).isEqualTo(-1);
        assertThat(consumer.committed(partition(0))).isEqualTo(-1);
        send(1);
        assertThat(consumer.committed(partition(0))).as("what brokers answer while they hold all").isZero();
        assertThat(consumer.poll(0)).isEmpty();
        assertThatThrownBy(() -> consumer.poll(-1)).isInstanceOf(ONSClientException.class)
                .hasMessageContaining("ONS-6001");
        consumer.shutdown();
        assertThatThrownBy(() -> consumer.poll(0)).isInstanceOf(ONSClientException.class)
                .hasMessageContaining("ONS-2002");
    }

    @Test
    void manyQueuesReceiveAlike(@TopicName(value = "wide", queues = 24) String wide) {
        PullConsumer consumer = started(properties());
        consumer.assign(consumer.topicPartitions(wide));
        assertThat(consumer.poll(1000)).as("every pull waits at the broker now").isEmpty();
        Producer producer = clients.producer(properties());

        for (int i = 0; i < 96; i++) { // a producer goes round the queues
            producer.send(new Message(wide, "", String.valueOf(i).getBytes(UTF_8)));
        }

        List<Message> got = receive(consumer, 96);
        assertThat(got.stream().map(message -> message.getTopicPartition().getPartition()).collect(Collectors.toSet()))
                .hasSize(24);
        assertThat(new HashSet<>(bodies(got))).hasSize(96);
        consumer.commitSync();
        assertThat(broker.store().backlog(group, wide)).isZero();
    }

    @Test
    void listenerIsToldOfNewPartitions(@TopicName(value = "growing", queues = 2) String growing) {
        List<Set<TopicPartition>> told = new CopyOnWriteArrayList<>();
        PullConsumer consumer = clients.pullConsumer(properties());
        consumer.registerTopicPartitionChangedListener(growing, told::add); // before the start, then again after it
        consumer.start();
        consumer.registerTopicPartitionChangedListener(growing, partitions -> {
            told.add(partitions);
            consumer.assign(partitions);
            throw new IllegalStateException("thrown by the test's listener");
        });

        broker.createTopic(growing, 5);

        await("listener told").atMost(Inbox.LIMIT).until(() -> !told.isEmpty());
        assertThat(told.get(0)).isEqualTo(consumer.topicPartitions(growing)).hasSize(5);
        broker.createTopic(growing, 6);
        await("told again, though it threw").atMost(Inbox.LIMIT).until(() -> told.size() == 2);
        assertThat(told.get(1)).hasSize(6);
    }

    @Test
    void smallCacheHoldsNothingBack() {
        Properties properties = properties();
        properties.put(PropertyKeyConst.MaxCachedMessageAmount, 100);
        List<String> sent = send(300);
        PullConsumer consumer = started(properties);
        consumer.assign(Set.of(partition(0)));

        assertThat(bodies(receive(consumer, 300))).isEqualTo(sent);
    }

    @Test
    void shutdownEndsAWaitingPollAndIsQuick() {
        PullConsumer consumer = started(properties());
        consumer.assign(Set.of(partition(0)));
        CompletableFuture<List<Message>> poll = CompletableFuture.supplyAsync(() -> consumer.poll(60_000));
        await("poll waits").pollDelay(Duration.ofMillis(300)).until(() -> !poll.isDone());

        long begin = System.nanoTime();
        consumer.shutdown();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        assertThat(poll.orTimeout(SOON_MILLIS, TimeUnit.MILLISECONDS).join()).isEmpty();
    }

    @Test
    void interruptEndsAWaitingPollAndStaysVisible() throws Exception {
        PullConsumer consumer = started(properties());
        consumer.assign(Set.of(partition(0)));
        CompletableFuture<Boolean> flag = new CompletableFuture<>();
        Thread poller = new Thread(() -> {
            consumer.poll(60_000);
            flag.complete(Thread.currentThread().isInterrupted());
        });
        poller.start();

        poller.interrupt();

        assertThat(flag.get(SOON_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
    }

    @Test
    void broadcastingConsumerKeepsItsPositionsToItself() {
        Properties properties = manual();
        properties.setProperty(PropertyKeyConst.MessageModel, "BROADCASTING");
        send(2);
        PullConsumer consumer = started(properties);
        consumer.assign(Set.of(partition(0)));
        assertThat(consumer.poll(500)).as("no position of its own: it begins at the end").isEmpty();
        consumer.seekToBeginning(partition(0));
        receive(consumer, 2);

        consumer.commitSync();

        assertThat(consumer.committed(partition(0))).isEqualTo(2);
        assertThat(broker.store().consumerOffset(group, topic, 0)).isEqualTo(-1);
    }

    @Test
    void severalThreadsShareTheMessages() {
        int count = 400;
        send(count);
        PullConsumer consumer = started(properties());
        consumer.assign(Set.of(partition(0)));
        List<String> got = new CopyOnWriteArrayList<>();

        CompletableFuture<?>[] pollers = IntStream.range(0, 4).mapToObj(i -> CompletableFuture.runAsync(() -> {
            for (List<Message> some = consumer.poll(3000); !some.isEmpty(); some = consumer.poll(1000)) {
                got.addAll(bodies(some));
                consumer.commitSync();
            }
        })).toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(pollers).join();

        assertThat(got).hasSize(count).doesNotHaveDuplicates();
        assertThat(broker.store().consumerOffset(group, topic, 0)).isEqualTo(count);
    }

    @Test
    void apacheConsumerOfTheGroupSharesThePositions() throws Exception {
        send(4);
        DefaultLitePullConsumer apache = new DefaultLitePullConsumer(group);
        apache.setNamesrvAddr(broker.nameServerAddress());
        apache.setInstanceName("apache-" + group);
        apache.setPullBatchSize(2);
        apache.setAutoCommit(false);
        apache.start();
        try {
            MessageQueue queue = new MessageQueue(topic, broker.brokerName(), 0);
            apache.assign(Set.of(queue));
            List<MessageExt> first = apache.poll(SOON_MILLIS);
            assertThat(first).hasSize(2);
            apache.commit(Set.of(queue), true);
        } finally {
            apache.shutdown();
        }
        await("Apache's commit, which is one-way").atMost(Inbox.LIMIT)
                .until(() -> broker.store().consumerOffset(group, topic, 0) == 2);

        PullConsumer consumer = started(manual());
        consumer.assign(Set.of(partition(0)));

        assertThat(bodies(receive(consumer, 2))).containsExactly("2", "3");
    }

    private PullConsumer started(Properties properties) {
        PullConsumer consumer = clients.pullConsumer(properties);
        consumer.start();
        return consumer;
    }

    private Properties properties() {
        return broker.clientProperties(group);
    }

    private Properties manual() {
        Properties properties = properties();
        properties.put(PropertyKeyConst.AUTO_COMMIT, false);
        return properties;
    }

    private TopicPartition partition(int queueId) {
        return new TopicPartition(topic, broker.brokerName() + "#" + queueId);
    }

    private List<String> send(int count) {
        Producer producer = clients.producer(properties());
        List<String> bodies = IntStream.range(0, count).mapToObj(String::valueOf).toList();
        bodies.forEach(body -> producer.send(new Message(topic, "", body.getBytes(UTF_8))));
        producer.shutdown();
        return bodies;
    }

    /** Polls until that many messages came; each wait is one that a pull hanging at the broker would fail. */
    private static List<Message> receive(PullConsumer consumer, int count) {
        List<Message> got = new ArrayList<>();
        while (got.size() < count) {
            List<Message> some = consumer.poll(SOON_MILLIS);
            assertThat(some).as("after %d of %d messages", got.size(), count).isNotEmpty();
            got.addAll(some);
        }
        return got;
    }

    private static List<String> bodies(List<Message> messages) {
        return messages.stream().map(message -> new String(message.getBody(), UTF_8)).toList();
    }
}
