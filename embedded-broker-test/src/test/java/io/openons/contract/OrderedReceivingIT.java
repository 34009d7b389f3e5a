package io.openons.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.PropertyKeyConst;
import com.aliyun.openservices.ons.api.order.MessageOrderListener;
import com.aliyun.openservices.ons.api.order.OrderAction;
import com.aliyun.openservices.ons.api.order.OrderConsumer;
import com.aliyun.openservices.ons.api.order.OrderProducer;
import io.openons.embedded.EmbeddedRocketMq;
import io.openons.embedded.StoredMessage;
import io.openons.embedded.junit.GroupName;
import io.openons.embedded.junit.TopicName;
import io.openons.embedded.junit.WithEmbeddedRocketMq;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An order consumer: order within a key, retries in place, and what happens when they run out. */
@WithEmbeddedRocketMq
@Timeout(90)
class OrderedReceivingIT {

    @AutoClose
    private final Clients clients = new Clients();
    private static final List<String> KEYS = List.of("a", "b", "c", "d");

    @Test
    void eachKeyKeepsItsOrderWhileQueuesAreConsumedSideBySide(EmbeddedRocketMq broker,
            @TopicName(queues = 8) String topic, @GroupName String group) {
        OrderProducer producer = clients.orderProducer(broker.clientProperties(group));
        Map<String, List<String>> byKey = new ConcurrentHashMap<>();
        Map<String, AtomicInteger> inQueue = new ConcurrentHashMap<>();
        AtomicInteger overlaps = new AtomicInteger();
        AtomicInteger deliveries = new AtomicInteger();
        consume(broker, topic, group, null, (message, context) -> {
            AtomicInteger here = inQueue.computeIfAbsent(message.getTopicPartition().getPartition(),
                    partition -> new AtomicInteger());
            if (here.incrementAndGet() > 1) {
                overlaps.incrementAndGet();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            byKey.computeIfAbsent(message.getShardingKey(), key -> new CopyOnWriteArrayList<>()).add(body(message));
            here.decrementAndGet();
            deliveries.incrementAndGet();
            return OrderAction.Success;
        });

        for (int i = 0; i < 25; i++) {
            for (int key = 0; key < 12; key++) {
                producer.send(message(topic, String.valueOf(i)), "key-" + key);
            }
        }

        await("all deliveries").atMost(Inbox.LIMIT).until(() -> deliveries.get() >= 300);
        assertThat(overlaps).as("messages of one queue delivered at the same time").hasValue(0);
        assertThat(byKey).hasSize(12);
        assertThat(byKey.values()).allSatisfy(bodies -> assertThat(bodies)
                .containsExactlyElementsOf(IntStream.range(0, 25).mapToObj(String::valueOf).toList()));
    }

    @Test
    void failedMessageHoldsItsQueueAndComesAgain(EmbeddedRocketMq broker, @TopicName(queues = 1) String topic,
            @GroupName String group) {
        OrderProducer producer = clients.orderProducer(broker.clientProperties(group));
        List<String> seen = new CopyOnWriteArrayList<>();
        List<Message> first = new CopyOnWriteArrayList<>();
        Properties extra = new Properties();
        extra.put(PropertyKeyConst.SuspendTimeMillis, 200);
        consume(broker, topic, group, extra, (message, context) -> {
            seen.add(body(message) + "/" + message.getReconsumeTimes());
            if (body(message).equals("1")) {
                first.add(message);
            }
            return body(message).equals("1") && message.getReconsumeTimes() < 3
                    ? OrderAction.Suspend : OrderAction.Success;
        });

        String id = producer.send(message(topic, "1"), "a").getMessageId();
        producer.send(message(topic, "2"), "b");

        await("both consumed").atMost(Inbox.LIMIT).until(() -> seen.size() >= 5);
        assertThat(seen).containsExactly("1/0", "1/1", "1/2", "1/3", "2/0");
        assertThat(first).extracting(Message::getMsgID).containsOnly(id);
    }

    @Test
    void whateverFailsIsTriedAgainInItsPlaceAndNotThroughTheRetryTopic(EmbeddedRocketMq broker,
            @TopicName(queues = 1) String topic, @GroupName String group) {
        OrderProducer producer = clients.orderProducer(broker.clientProperties(group));
        List<String> seen = new CopyOnWriteArrayList<>();
        Properties extra = new Properties();
        extra.put(PropertyKeyConst.SuspendTimeMillis, 100);
        consume(broker, topic, group, extra, (message, context) -> {
            seen.add(body(message) + "/" + message.getReconsumeTimes());
            if (message.getReconsumeTimes() == 2) {
                return OrderAction.Success;
            }
            return switch (body(message)) {
                case "suspend" -> OrderAction.Suspend;
                case "null" -> null;
                case "exception" -> throw new IllegalStateException("thrown by the test's listener");
                default -> throw new AssertionError("thrown by the test's listener");
            };
        });

        List<String> failures = List.of("suspend", "null", "exception", "Error");
        failures.forEach(failure -> producer.send(message(topic, failure), "a"));

        await("the last one's third delivery").atMost(Inbox.LIMIT).until(() -> seen.contains("Error/2"));
        assertThat(seen).containsExactlyElementsOf(failures.stream()
                .flatMap(failure -> Stream.of(failure + "/0", failure + "/1", failure + "/2")).toList());
        assertThat(broker.store().retries(group)).isEmpty();
    }

    @Test
    void pauseIsTheOneAskedFor(EmbeddedRocketMq broker, @TopicName(queues = 1) String topic,
            @GroupName String group) {
        OrderProducer producer = clients.orderProducer(broker.clientProperties(group));
        List<Long> times = new CopyOnWriteArrayList<>();
        Properties extra = new Properties();
        extra.put(PropertyKeyConst.SuspendTimeMillis, 1500);
        consume(broker, topic, group, extra, (message, context) -> {
            times.add(System.nanoTime());
            return times.size() < 3 ? OrderAction.Suspend : OrderAction.Success;
        });

        producer.send(message(topic, "1"), "a");

        await("three deliveries").atMost(Inbox.LIMIT).until(() -> times.size() >= 3);
        assertThat((times.get(1) - times.get(0)) / 1_000_000).isGreaterThanOrEqualTo(1490);
        assertThat((times.get(2) - times.get(1)) / 1_000_000).isGreaterThanOrEqualTo(1490);
    }

    @Test
    void messageThatFailsTooOftenBecomesADeadLetterAndTheNextOneComes(EmbeddedRocketMq broker,
            @TopicName(queues = 1) String topic, @GroupName String group) {
        OrderProducer producer = clients.orderProducer(broker.clientProperties(group));
        List<String> seen = new CopyOnWriteArrayList<>();
        Properties extra = new Properties();
        extra.put(PropertyKeyConst.SuspendTimeMillis, 50);
        extra.put(PropertyKeyConst.MaxReconsumeTimes, 2);
        consume(broker, topic, group, extra, (message, context) -> {
            seen.add(body(message) + "/" + message.getReconsumeTimes());
            return body(message).equals("bad") ? OrderAction.Suspend : OrderAction.Success;
        });

        String id = producer.send(message(topic, "bad"), "a").getMessageId();
        producer.send(message(topic, "good"), "a");

        await("the next message").atMost(Inbox.LIMIT).until(() -> seen.contains("good/0"));
        assertThat(seen).containsExactly("bad/0", "bad/1", "bad/2", "good/0");
        await("dead letter").atMost(Inbox.LIMIT).until(() -> !broker.store().deadLetters(group).isEmpty());
        assertThat(broker.store().deadLetters(group)).extracting(StoredMessage::messageId).containsExactly(id);
    }

    @Test
    void orderHoldsWhileAnotherConsumerJoinsAndLeaves(EmbeddedRocketMq broker, @TopicName(queues = 4) String topic,
            @GroupName String group) {
        OrderProducer producer = clients.orderProducer(broker.clientProperties(group));
        Map<String, List<Integer>> byKey = new ConcurrentHashMap<>();
        MessageOrderListener listener = (message, context) -> {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            byKey.computeIfAbsent(message.getShardingKey(), key -> new CopyOnWriteArrayList<>())
                    .add(Integer.parseInt(body(message)));
            return OrderAction.Success;
        };
        consume(broker, topic, group, null, listener);
        OrderConsumer second = clients.orderConsumer(broker.clientProperties(group));
        AtomicInteger bySecond = new AtomicInteger();
        second.subscribe(topic, "*", (message, context) -> {
            bySecond.incrementAndGet();
            return listener.consume(message, context);
        });
        AtomicInteger round = new AtomicInteger();
        sendRounds(producer, topic, round, () -> round.get() < 30);
        second.start();
        sendRounds(producer, topic, round, () -> bySecond.get() < 30);
        second.shutdown();
        sendRounds(producer, topic, round, () -> round.get() % 30 != 0);

        int rounds = round.get();
        await("all keys complete").atMost(Inbox.LIMIT.multipliedBy(2)).until(() -> byKey.size() == KEYS.size()
                && byKey.values().stream().allMatch(numbers -> numbers.contains(rounds - 1)));
        int repeats = 0;
        for (List<Integer> numbers : byKey.values()) {
            List<Integer> firsts = new ArrayList<>();
            for (int number : numbers) {
                if (!firsts.contains(number)) {
                    firsts.add(number);
                }
            }
            assertThat(firsts).as("first deliveries in order").isSorted().hasSize(rounds);
            repeats += numbers.size() - firsts.size();
        }
        System.out.printf("deliveries repeated by two rebalances: %d of %d, %d seen by the second consumer%n", repeats,
                rounds * KEYS.size(), bySecond.get());
    }

    /** Sends one message of each key and waits a moment, as long as the condition holds. */
    private static void sendRounds(OrderProducer producer, String topic, AtomicInteger round, BooleanSupplier goOn) {
        while (goOn.getAsBoolean()) {
            for (String key : KEYS) {
                producer.send(message(topic, String.valueOf(round.get())), key);
            }
            round.incrementAndGet();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    private void consume(EmbeddedRocketMq broker, String topic, String group, Properties extra,
                         MessageOrderListener listener) {
        Properties properties = broker.clientProperties(group);
        if (extra != null) {
            properties.putAll(extra);
        }
        OrderConsumer consumer = clients.orderConsumer(properties);
        consumer.subscribe(topic, "*", listener);
        consumer.start();
    }

    private static String body(Message message) {
        return new String(message.getBody(), UTF_8);
    }

    private static Message message(String topic, String body) {
        return new Message(topic, "tag", "key", body.getBytes(UTF_8));
    }
}
