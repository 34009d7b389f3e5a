package io.openons.contract;

import static io.openons.contract.PullScene.SOON_MILLIS;
import static io.openons.contract.PullScene.bodies;
import static io.openons.contract.PullScene.receive;
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
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a pull consumer receives, and when. */
@WithEmbeddedRocketMq
@Timeout(60)
class PullingIT {

    @AutoClose
    private final PullScene scene;

    private final EmbeddedRocketMq broker;
    private final String topic;
    private final String group;

    PullingIT(EmbeddedRocketMq broker, @TopicName(queues = 1) String topic, @GroupName String group) {
        this.broker = broker;
        this.topic = topic;
        this.group = group;
        this.scene = new PullScene(broker, topic, group);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MQ_INST_1_pull"})
    void everyGetterAnswersAsPublished(String instance) {
        String prefix = instance.isEmpty() ? "" : instance + "%";
        broker.createTopic(prefix + topic, 1);
        Properties properties = scene.properties();
        properties.setProperty(PropertyKeyConst.INSTANCE_ID, instance);
        Message sent = new Message(topic, "tag", "key", "body".getBytes(UTF_8));
        sent.putUserProperties("user", "value");
        String id = scene.producer(properties).send(sent).getMessageId();
        PullConsumer consumer = scene.created(properties);
        consumer.start();

        Set<TopicPartition> partitions = consumer.topicPartitions(topic);
        assertThat(partitions).containsExactly(scene.partition(0));
        consumer.assign(partitions);

        Message got = receive(consumer, 1).get(0);
        assertThat(got.getTopic()).isEqualTo(topic);
        assertThat(got.getTag()).isEqualTo("tag");
        assertThat(got.getKey()).isEqualTo("key");
        assertThat(got.getMsgID()).isEqualTo(id);
        assertThat(got.getBody()).asString(UTF_8).isEqualTo("body");
        assertThat(got.getOffset()).isZero();
        assertThat(got.getTopicPartition()).isEqualTo(scene.partition(0));
        assertThat(got.getUserProperties("__FQN_TOPIC")).isEqualTo(prefix + topic);
        Set<String> names = new HashSet<>(Set.of("user", "CLUSTER", "MSG_REGION", "TRACE_ON", "UNIQ_KEY",
                "__FQN_TOPIC", "__MESSAGE_DECODED_TIME"));
        if (!instance.isEmpty()) {
            names.add("INSTANCE_ID");
        }
        assertThat(got.getUserProperties().stringPropertyNames()).isEqualTo(names);

        consumer.commitSync();
        assertThat(broker.store().consumerOffset(prefix + group, prefix + topic, 0)).isEqualTo(1);
        assertThat(consumer.committed(scene.partition(0))).isEqualTo(1);
    }

    @Test
    void pollReturnsOneChunkOfAtMostTenMessagesAndKeepsTheirOrder() {
        List<String> sent = scene.send(25);
        PullConsumer consumer = scene.started(scene.properties());
        consumer.assign(Set.of(scene.partition(0)));

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
        scene.send(1);
        scene.producer().send(new Message(other, "", "other".getBytes(UTF_8)));
        PullConsumer consumer = scene.created(scene.properties());
        consumer.assign(Set.of(scene.partition(0)));
        consumer.start();
        assertThat(bodies(receive(consumer, 1))).containsExactly("0");

        consumer.assign(consumer.topicPartitions(other));
        scene.send(1);

        assertThat(bodies(receive(consumer, 1))).containsExactly("other");
        assertThat(consumer.poll(300)).isEmpty();
        assertThatThrownBy(() -> consumer.seek(scene.partition(0), 0)).isInstanceOf(ONSClientException.class)
                .hasMessageContaining("ONS-6002");
    }

    @Test
    void messageSentWhileAPollWaitsArrivesAtOnce() {
        PullConsumer consumer = scene.started(scene.properties());
        consumer.assign(Set.of(scene.partition(0)));
        assertThat(consumer.poll(500)).isEmpty();

        CompletableFuture<List<Message>> poll = CompletableFuture.supplyAsync(() -> consumer.poll(30_000));
        scene.send(1);

        assertThat(bodies(poll.orTimeout(SOON_MILLIS, TimeUnit.MILLISECONDS).join())).containsExactly("0");
    }

    @Test
    void pausedPartitionGivesNothingUntilItIsResumed() {
        PullConsumer consumer = scene.started(scene.properties());
        consumer.assign(Set.of(scene.partition(0)));
        assertThat(consumer.poll(500)).isEmpty();

        consumer.pause(Set.of(scene.partition(0), scene.partition(9)));
        scene.send(2);
        assertThat(consumer.poll(1000)).isEmpty();
        consumer.resume(Set.of(scene.partition(0), scene.partition(9)));

        assertThat(bodies(receive(consumer, 2))).containsExactly("0", "1");
    }

    @Test
    void unknownNamesAndUnusableArgumentsAreRefused() {
        PullConsumer consumer = scene.created(scene.properties());
        assertThatThrownBy(() -> consumer.poll(0)).isInstanceOf(ONSClientException.class)
                .hasMessageContaining("ONS-2001");
        consumer.commitSync();
        consumer.start();

        assertThatThrownBy(() -> consumer.topicPartitions("nowhere")).isInstanceOf(ONSClientException.class)
                .hasMessageContaining("\"nowhere\"").hasMessageContaining("ONS-3001")
                .cause().extracting(cause -> cause.getClass().getSimpleName()).isEqualTo("MQClientException");
        assertThatThrownBy(() -> consumer.registerTopicPartitionChangedListener("nowhere", partitions -> { }))
                .isInstanceOf(ONSClientException.class).hasMessageContaining("ONS-3001");
        assertThatThrownBy(() -> consumer.committed(new TopicPartition(topic, "no-such-broker#0")))
                .isInstanceOf(ONSClientException.class).hasMessageContaining("no-such-broker");
        assertThat(consumer.committed(scene.partition(99))).isEqualTo(-1);
        assertThat(consumer.committed(scene.partition(0))).isEqualTo(-1);
        scene.send(1);
        assertThat(consumer.committed(scene.partition(0))).as("what brokers answer while they hold all").isZero();
        assertThat(consumer.poll(0)).isEmpty();
        assertThatThrownBy(() -> consumer.poll(-1)).isInstanceOf(ONSClientException.class)
                .hasMessageContaining("ONS-6001");
        consumer.shutdown();
        assertThatThrownBy(() -> consumer.poll(0)).isInstanceOf(ONSClientException.class)
                .hasMessageContaining("ONS-2002");
    }

    @Test
    void manyQueuesReceiveAlike(@TopicName(value = "wide", queues = 24) String wide) {
        PullConsumer consumer = scene.started(scene.properties());
        consumer.assign(consumer.topicPartitions(wide));
        assertThat(consumer.poll(1000)).as("every pull waits at the broker now").isEmpty();
        Producer producer = scene.producer();

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
        PullConsumer consumer = scene.created(scene.properties());
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
        Properties properties = scene.properties();
        properties.put(PropertyKeyConst.MaxCachedMessageAmount, 100);
        List<String> sent = scene.send(300);
        PullConsumer consumer = scene.started(properties);
        consumer.assign(Set.of(scene.partition(0)));

        assertThat(bodies(receive(consumer, 300))).isEqualTo(sent);
    }

    @Test
    void shutdownEndsAWaitingPollAndIsQuick() {
        PullConsumer consumer = scene.started(scene.properties());
        consumer.assign(Set.of(scene.partition(0)));
        CompletableFuture<List<Message>> poll = CompletableFuture.supplyAsync(() -> consumer.poll(60_000));
        await("poll waits").pollDelay(Duration.ofMillis(300)).until(() -> !poll.isDone());

        long begin = System.nanoTime();
        consumer.shutdown();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        assertThat(poll.orTimeout(SOON_MILLIS, TimeUnit.MILLISECONDS).join()).isEmpty();
    }

    @Test
    void interruptEndsAWaitingPollAndStaysVisible() throws Exception {
        PullConsumer consumer = scene.started(scene.properties());
        consumer.assign(Set.of(scene.partition(0)));
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
    void severalThreadsShareTheMessages() {
        int count = 400;
        scene.send(count);
        PullConsumer consumer = scene.started(scene.properties());
        consumer.assign(Set.of(scene.partition(0)));
        List<String> got = new CopyOnWriteArrayList<>();

        CompletableFuture<?>[] pollers = IntStream.range(0, 4).mapToObj(i -> CompletableFuture.runAsync(() -> {
            while (got.size() < count) {
                got.addAll(bodies(consumer.poll(1000)));
                consumer.commitSync();
            }
        })).toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(pollers).join();

        assertThat(got).hasSize(count).doesNotHaveDuplicates();
        assertThat(scene.committed()).isEqualTo(count);
    }
}
