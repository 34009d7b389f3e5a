package io.openons.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.PropertyKeyConst;
import com.aliyun.openservices.ons.api.order.OrderProducer;
import io.openons.embedded.EmbeddedRocketMq;
import io.openons.embedded.junit.GroupName;
import io.openons.embedded.junit.TopicName;
import io.openons.embedded.junit.WithEmbeddedRocketMq;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

/** What every push consumer does alike, with and without a namespace. */
@ParameterizedClass(name = "{0} in instance \"{1}\"")
@CsvSource({"SINGLE, ''", "BATCH, ''", "ORDERED, ''",
    "SINGLE, MQ_INST_1_alike", "BATCH, MQ_INST_1_alike", "ORDERED, MQ_INST_1_alike"})
@WithEmbeddedRocketMq
@Timeout(60)
class ReceiversAlikeIT {

    @AutoClose
    private final Clients clients = new Clients();
    private final ReceiverKind kind;
    private final String instance;
    private final EmbeddedRocketMq broker;
    private OrderProducer producer;

    ReceiversAlikeIT(ReceiverKind kind, String instance, EmbeddedRocketMq broker) {
        this.kind = kind;
        this.instance = instance;
        this.broker = broker;
    }

    @Test
    void committedMessagesComeOnce(@TopicName String topic, @GroupName String group) {
        prepare(group, topic);
        send(topic, "a0", "a1", "a2", "a3");
        Inbox inbox = new Inbox();
        Receiver first = receiver(group).subscribe(topic, "*", inbox).start();
        inbox.awaitDeliveries(4);
        first.shutdown();
        assertThat(backlog(group, topic)).isZero();

        Inbox next = new Inbox();
        receiver(group).subscribe(topic, "*", next).start();
        send(topic, "b0", "b1");

        next.awaitDeliveries(2);
        assertThat(next.bodies()).containsExactlyInAnyOrder("b0", "b1");
        assertThat(inbox.bodies()).containsExactlyInAnyOrder("a0", "a1", "a2", "a3");
    }

    @Test
    void laterNullExceptionAndErrorAllBringTheMessageAgain(@TopicName String topic, @GroupName String group) {
        prepare(group, topic);
        Inbox inbox = new Inbox(message -> message.getReconsumeTimes() > 0 ? Action.CommitMessage
                : switch (body(message)) {
                    case "later 0" -> Action.ReconsumeLater;
                    case "null 1" -> null;
                    case "exception 2" -> throw new IllegalStateException("thrown by the test's listener");
                    default -> throw new AssertionError("thrown by the test's listener");
                });
        Receiver receiver = receiver(group).subscribe(topic, "*", inbox).start();

        List<String> ids = send(topic, "later 0", "null 1", "exception 2", "Error 3");

        inbox.awaitDeliveries(8);
        receiver.shutdown();
        assertThat(backlog(group, topic)).isZero();
        assertThat(inbox.deliveries()).extracting(message -> body(message) + " / " + message.getReconsumeTimes())
                .containsExactlyInAnyOrder("later 0 / 0", "null 1 / 0", "exception 2 / 0", "Error 3 / 0",
                        "later 0 / 1", "null 1 / 1", "exception 2 / 1", "Error 3 / 1");
        assertThat(inbox.deliveries()).allSatisfy(message -> {
            assertThat(message.getTopic()).isEqualTo(topic);
            assertThat(message.getMsgID()).isIn(ids);
        });
    }

    @Test
    void eachTopicHasItsOwnListenerAndExpression(@TopicName("one") String one, @TopicName("two") String two,
            @GroupName String group) {
        prepare(group, one, two);
        Inbox all = new Inbox();
        Inbox some = new Inbox();
        receiver(group).subscribe(one, "*", all).subscribe(two, "tag-0 || tag-1", some).start();

        send(two, "two 2", "two 1", "two 0");
        send(one, "one 0", "one 1", "one 2");

        all.awaitDeliveries(3);
        some.awaitDeliveries(2);
        assertThat(all.bodies()).containsExactlyInAnyOrder("one 0", "one 1", "one 2");
        assertThat(some.bodies()).containsExactlyInAnyOrder("two 0", "two 1");
    }

    @Test
    void unsubscribedTopicIsSilentUntilItIsSubscribedAgain(@TopicName("first") String first,
            @TopicName("second") String second, @GroupName String group) {
        assumeThat(kind.unsubscribes()).as("an OrderConsumer has no unsubscribe").isTrue();
        prepare(group, first, second);
        Inbox firstInbox = new Inbox();
        Inbox secondInbox = new Inbox();
        Receiver receiver = receiver(group)
                .subscribe(first, "*", firstInbox).subscribe(second, "*", secondInbox).start();
        send(first, "1");
        firstInbox.awaitDeliveries(1);

        receiver.unsubscribe(first);
        receiver.unsubscribe("never-subscribed");
        receiver.unsubscribe(null);
        send(first, "2");
        send(second, "3");
        secondInbox.awaitDeliveries(1);
        Inbox again = new Inbox();
        receiver.subscribe(first, "*", again);

        // At least once: the first message may come again when its topic was unsubscribed before its commit.
        await("message sent while unsubscribed").atMost(Inbox.LIMIT).until(() -> again.bodies().contains("2"));
        assertThat(firstInbox.bodies()).containsExactly("1");
    }

    @Test
    void lastSubscriptionOfATopicCountsAtOnceWhileRunning(@TopicName String topic, @GroupName String group) {
        prepare(group, topic);
        Inbox replaced = new Inbox();
        Inbox last = new Inbox();
        Receiver receiver = receiver(group).start();
        receiver.subscribe(topic, "tag-0", replaced);
        send(topic, "1 to 0");
        replaced.awaitDeliveries(1);

        receiver.subscribe(topic, "tag-1 || tag-2", last);
        send(topic, "2 to 0", "3 to 1", "4 to 2");

        last.awaitDeliveries(2);
        // The first message may come again when its commit was under way; its tag does not reach the new listener.
        assertThat(last.bodies()).containsExactlyInAnyOrder("3 to 1", "4 to 2");
        assertThat(replaced.bodies()).containsExactly("1 to 0");
    }

    @Test
    void shutdownWaitsForTheListenerCommitsItsResultAndLeavesTheRest(@TopicName String topic,
            @GroupName String group) throws Exception {
        prepare(group, topic);
        String[] sent = IntStream.range(0, 20).mapToObj(i -> i + " to 0").toArray(String[]::new);
        send(topic, sent);
        CountDownLatch inCall = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Inbox inbox = new Inbox(message -> {
            inCall.countDown();
            awaitQuietly(release);
            return Action.CommitMessage;
        });
        // With one thread, everything but the running call waits in memory.
        Properties oneThread = properties(group);
        oneThread.put(PropertyKeyConst.ConsumeThreadNums, 1);
        Receiver receiver = kind.create(clients, oneThread).subscribe(topic, "*", inbox).start();
        inCall.await();

        Thread stopper = new Thread(receiver::shutdown, "stopper");
        stopper.start();
        await("shutdown is under way").atMost(Inbox.LIMIT).until(() -> !receiver.client().isStarted()
                && (stopper.getState() == Thread.State.TIMED_WAITING || !stopper.isAlive()));
        assertThat(stopper.isAlive()).as("shutdown waits for the listener").isTrue();
        release.countDown();
        stopper.join();

        List<String> seen = inbox.bodies();
        assertThat(seen).as("calls that began after the shutdown").hasSize(kind.messagesPerCall());
        assertThat(broker.store().consumerOffset(full(group), full(topic), 0)).as("committed").isEqualTo(seen.size());
        Inbox next = new Inbox();
        receiver(group).subscribe(topic, "*", next).start();
        next.awaitDeliveries(sent.length - seen.size());
        List<String> all = new ArrayList<>(seen);
        all.addAll(next.bodies());
        assertThat(all).as("nothing lost, nothing repeated").containsExactlyInAnyOrder(sent);
        assertThat(inbox.bodies()).isEqualTo(seen);
    }

    @Test
    void listenerMayShutItsReceiverDown(@TopicName String topic, @GroupName String group) throws Exception {
        prepare(group, topic);
        CompletableFuture<Receiver> itself = new CompletableFuture<>();
        CompletableFuture<Boolean> startedAfterwards = new CompletableFuture<>();
        Receiver receiver = receiver(group).subscribe(topic, "*", (message, context) -> {
            itself.join().shutdown();
            startedAfterwards.complete(itself.join().client().isStarted());
            return Action.CommitMessage;
        }).start();
        itself.complete(receiver);
        send(topic, "1 to 0");

        assertThat(startedAfterwards.get(20, TimeUnit.SECONDS)).isFalse();
        receiver.shutdown();
        send(topic, "2 to 0");
        Inbox next = new Inbox();
        receiver(group).subscribe(topic, "*", next).start();

        // The first one comes again: offsets were persisted while its listener was still at work.
        await("nothing lost").atMost(Inbox.LIMIT).until(() -> next.bodies().contains("2 to 0"));
        assertThat(next.bodies()).isSubsetOf("1 to 0", "2 to 0");
    }

    private void prepare(String group, String... topics) {
        if (!instance.isEmpty()) {
            broker.createGroup(full(group));
            for (String topic : topics) {
                broker.createTopic(full(topic));
            }
        }
        producer = clients.orderProducer(properties(group));
    }

    private Receiver receiver(String group) {
        return kind.create(clients, properties(group));
    }

    private Properties properties(String group) {
        Properties properties = broker.clientProperties(group);
        if (!instance.isEmpty()) {
            properties.setProperty(PropertyKeyConst.INSTANCE_ID, instance);
        }
        return properties;
    }

    /** Sends to the queue that the body's last digit names, with that digit in the tag. */
    private List<String> send(String topic, String... bodies) {
        List<String> ids = new ArrayList<>();
        for (String body : bodies) {
            String digit = body.substring(body.length() - 1);
            Message message = new Message(topic, "tag-" + digit, "key", body.getBytes(UTF_8));
            ids.add(producer.send(message, digit).getMessageId());
        }
        return ids;
    }

    private long backlog(String group, String topic) {
        return broker.store().backlog(full(group), full(topic));
    }

    private String full(String name) {
        return instance.isEmpty() ? name : instance + "%" + name;
    }

    private static String body(Message message) {
        return new String(message.getBody(), UTF_8);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
