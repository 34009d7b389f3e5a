package io.openons.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.aliyun.openservices.ons.api.Action;
import io.openons.embedded.EmbeddedRocketMq;
import io.openons.embedded.junit.GroupName;
import io.openons.embedded.junit.TopicName;
import io.openons.embedded.junit.WithEmbeddedRocketMq;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of work that is under way when a push consumer of any kind unsubscribes or is shut down. */
@ParameterizedClass(name = "{0} in instance \"{1}\"")
@CsvSource({"SINGLE, ''", "BATCH, ''", "ORDERED, ''",
    "SINGLE, MQ_INST_1_alike", "BATCH, MQ_INST_1_alike", "ORDERED, MQ_INST_1_alike"})
@WithEmbeddedRocketMq
@Timeout(60)
class BusyReceiversIT {

    @AutoClose
    private final ReceiverScene scene;

    BusyReceiversIT(ReceiverKind kind, String instance, EmbeddedRocketMq broker) {
        scene = new ReceiverScene(kind, instance, broker);
    }

    @Test
    void unsubscribingWhileBusyLeavesWhatWaitsOnTheBroker(@TopicName String topic, @GroupName String group)
            throws Exception {
        assumeThat(scene.kind().unsubscribes()).as("an OrderConsumer has no unsubscribe").isTrue();
        scene.prepare(group, topic);
        String[] sent = twentyToQueue0();
        scene.send(topic, sent);
        BusyInbox busy = new BusyInbox();
        Receiver receiver = scene.oneThreaded(group).subscribe(topic, "*", busy.inbox).start();
        busy.inCall.await();

        receiver.unsubscribe(topic);
        busy.release.countDown();
        Inbox again = new Inbox();
        receiver.subscribe(topic, "*", again);

        await("what waited").atMost(Inbox.LIMIT).untilAsserted(() -> {
            List<String> all = new ArrayList<>(busy.inbox.bodies());
            all.addAll(again.bodies());
            assertThat(all).contains(sent);
        });
        assertThat(busy.inbox.bodies()).hasSize(scene.kind().messagesPerCall());
        assertThat(again.deliveries()).allMatch(message -> message.getReconsumeTimes() == 0);
        assertThat(scene.store().retries(scene.full(group))).isEmpty();
    }

    @Test
    void shutdownWaitsForTheListenerCommitsItsResultAndLeavesTheRest(@TopicName String topic,
            @GroupName String group) throws Exception {
        scene.prepare(group, topic);
        String[] sent = twentyToQueue0();
        scene.send(topic, sent);
        BusyInbox busy = new BusyInbox();
        Receiver receiver = scene.oneThreaded(group).subscribe(topic, "*", busy.inbox).start();
        busy.inCall.await();

        Thread stopper = new Thread(() -> {
            Thread.currentThread().interrupt(); // as in a pool that was told to end
            receiver.shutdown();
        }, "stopper");
        stopper.start();
        await("shutdown is under way").atMost(Inbox.LIMIT).until(() -> !receiver.client().isStarted()
                && (stopper.getState() == Thread.State.TIMED_WAITING || !stopper.isAlive()));
        assertThat(stopper.isAlive()).as("shutdown waits for the listener").isTrue();
        busy.release.countDown();
        stopper.join();

        List<String> seen = busy.inbox.bodies();
        assertThat(seen).as("calls that began after the shutdown").hasSize(scene.kind().messagesPerCall());
        assertThat(scene.store().consumerOffset(scene.full(group), scene.full(topic), 0)).as("committed")
                .isEqualTo(seen.size());
        Inbox next = new Inbox();
        scene.receiver(group).subscribe(topic, "*", next).start();
        next.awaitDeliveries(sent.length - seen.size());
        List<String> all = new ArrayList<>(seen);
        all.addAll(next.bodies());
        assertThat(all).as("nothing lost, nothing repeated").containsExactlyInAnyOrder(sent);
        assertThat(busy.inbox.bodies()).isEqualTo(seen);
    }

    @Test
    void listenerMayShutItsReceiverDown(@TopicName String topic, @GroupName String group) throws Exception {
        scene.prepare(group, topic);
        CompletableFuture<Receiver> itself = new CompletableFuture<>();
        CompletableFuture<Boolean> startedAfterwards = new CompletableFuture<>();
        Receiver receiver = scene.receiver(group).subscribe(topic, "*", (message, context) -> {
            itself.join().shutdown();
            startedAfterwards.complete(itself.join().client().isStarted());
            return Action.CommitMessage;
        }).start();
        itself.complete(receiver);
        scene.send(topic, "1 to 0");

        assertThat(startedAfterwards.get(20, TimeUnit.SECONDS)).isFalse();
        receiver.shutdown();
        scene.send(topic, "2 to 0");
        Inbox next = new Inbox();
        scene.receiver(group).subscribe(topic, "*", next).start();

        // The first one may come again: positions were kept while its listener was still at work.
        await("nothing lost").atMost(Inbox.LIMIT).until(() -> next.bodies().contains("2 to 0"));
        assertThat(next.bodies()).isSubsetOf("1 to 0", "2 to 0");
    }

    /** A listener that stays in its first call until it is released. */
    private static final class BusyInbox {

        private final CountDownLatch inCall = new CountDownLatch(1);
        private final CountDownLatch release = new CountDownLatch(1);
        private final Inbox inbox = new Inbox(message -> {
            inCall.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Action.CommitMessage;
        });
    }

    private static String[] twentyToQueue0() {
        return IntStream.range(0, 20).mapToObj(i -> i + " to 0").toArray(String[]::new);
    }
}
