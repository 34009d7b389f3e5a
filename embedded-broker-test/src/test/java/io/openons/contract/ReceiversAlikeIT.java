package io.openons.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.Message;
import io.openons.embedded.EmbeddedRocketMq;
import io.openons.embedded.junit.GroupName;
import io.openons.embedded.junit.TopicName;
import io.openons.embedded.junit.WithEmbeddedRocketMq;
import java.time.Duration;
import java.util.List;
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
    private final ReceiverScene scene;

    ReceiversAlikeIT(ReceiverKind kind, String instance, EmbeddedRocketMq broker) {
        scene = new ReceiverScene(kind, instance, broker);
    }

    @Test
    void committedMessagesComeOnce(@TopicName String topic, @GroupName String group) {
        scene.prepare(group, topic);
        scene.send(topic, "a0", "a1", "a2", "a3");
        Inbox inbox = new Inbox();
        Receiver first = scene.receiver(group).subscribe(topic, "*", inbox).start();
        inbox.awaitDeliveries(4);
        first.shutdown();
        assertThat(scene.backlog(group, topic)).isZero();

        Inbox next = new Inbox();
        scene.receiver(group).subscribe(topic, "*", next).start();
        scene.send(topic, "b0", "b1");

        next.awaitDeliveries(2);
        assertThat(next.bodies()).containsExactlyInAnyOrder("b0", "b1");
        assertThat(inbox.bodies()).containsExactlyInAnyOrder("a0", "a1", "a2", "a3");
    }

    @Test
    void laterNullExceptionAndErrorAllBringTheMessageAgain(@TopicName String topic, @GroupName String group) {
        scene.prepare(group, topic);
        Inbox inbox = new Inbox(message -> message.getReconsumeTimes() > 0 ? Action.CommitMessage
                : switch (body(message)) {
                    case "later 0" -> Action.ReconsumeLater;
                    case "null 1" -> null;
                    case "exception 2" -> throw new IllegalStateException("thrown by the test's listener");
                    default -> throw new AssertionError("thrown by the test's listener");
                });
        Receiver receiver = scene.receiver(group).subscribe(topic, "*", inbox).start();

        List<String> ids = scene.send(topic, "later 0", "null 1", "exception 2", "Error 3");

        inbox.awaitDeliveries(8);
        receiver.shutdown();
        assertThat(scene.backlog(group, topic)).isZero();
        assertThat(inbox.deliveries()).extracting(message -> body(message) + " / " + message.getReconsumeTimes())
                .containsExactlyInAnyOrder("later 0 / 0", "null 1 / 0", "exception 2 / 0", "Error 3 / 0",
                        "later 0 / 1", "null 1 / 1", "exception 2 / 1", "Error 3 / 1");
        assertThat(inbox.deliveries()).allSatisfy(message -> {
            assertThat(message.getTopic()).isEqualTo(topic);
            assertThat(message.getMsgID()).isIn(ids);
        });
    }

    @Test
    void aListenerThatLeavesItsThreadInterruptedLosesAndRepeatsNothing(@TopicName String topic,
            @GroupName String group) {
        scene.prepare(group, topic);
        Inbox inbox = new Inbox(message -> {
            Thread.currentThread().interrupt(); // as is usual after an InterruptedException
            if (message.getReconsumeTimes() > 0 || body(message).startsWith("fine")) {
                return Action.CommitMessage;
            }
            if (body(message).startsWith("later")) {
                return Action.ReconsumeLater;
            }
            throw new IllegalStateException("thrown by the test's listener");
        });
        Receiver receiver = scene.receiver(group).subscribe(topic, "*", inbox).start();

        scene.send(topic, "fine 0", "later 1", "fine 1", "thrown 2", "fine 2", "fine 3");

        await("all messages, and those that failed again").atMost(Inbox.LIMIT).untilAsserted(() -> {
            assertThat(inbox.bodies()).contains("fine 0", "later 1", "fine 1", "thrown 2", "fine 2", "fine 3");
            assertThat(inbox.deliveries()).filteredOn(message -> message.getReconsumeTimes() > 0)
                    .extracting(ReceiversAlikeIT::body).contains("later 1", "thrown 2");
        });
        scene.awaitNothingHeld(group);
        receiver.shutdown();
        assertThat(scene.backlog(group, topic)).isZero();
        assertThat(inbox.deliveries()).extracting(message -> body(message) + message.getReconsumeTimes())
                .doesNotHaveDuplicates();
    }

    @Test
    void eachTopicHasItsOwnListenerAndExpression(@TopicName("one") String one, @TopicName("two") String two,
            @GroupName String group) {
        scene.prepare(group, one, two);
        Inbox all = new Inbox();
        Inbox some = new Inbox();
        scene.receiver(group).subscribe(one, "*", all).subscribe(two, "tag-0 || tag-1", some).start();

        scene.send(two, "two 2", "two 1", "two 0");
        scene.send(one, "one 0", "one 1", "one 2");

        all.awaitDeliveries(3);
        some.awaitDeliveries(2);
        assertThat(all.bodies()).containsExactlyInAnyOrder("one 0", "one 1", "one 2");
        assertThat(some.bodies()).containsExactlyInAnyOrder("two 0", "two 1");
    }

    @Test
    void unsubscribedTopicIsSilentUntilItIsSubscribedAgain(@TopicName("first") String first,
            @TopicName("second") String second, @GroupName String group) {
        assumeThat(scene.kind().unsubscribes()).as("an OrderConsumer has no unsubscribe").isTrue();
        scene.prepare(group, first, second);
        Inbox firstInbox = new Inbox();
        Inbox secondInbox = new Inbox();
        Receiver receiver = scene.receiver(group)
                .subscribe(first, "*", firstInbox).subscribe(second, "*", secondInbox).start();
        scene.send(first, "1");
        firstInbox.awaitDeliveries(1);

        receiver.unsubscribe(first);
        receiver.unsubscribe("never-subscribed");
        receiver.unsubscribe(null);
        scene.send(first, "2");
        scene.send(second, "3");
        secondInbox.awaitDeliveries(1);
        Inbox again = new Inbox();
        receiver.subscribe(first, "*", again);

        // At least once: the first message may come again when its topic was unsubscribed before its commit.
        await("message sent while unsubscribed").atMost(Inbox.LIMIT).until(() -> again.bodies().contains("2"));
        assertThat(firstInbox.bodies()).containsExactly("1");
    }

    @Test
    void whatWasCommittedDoesNotComeAgainWhenTheExpressionChanges(@TopicName String topic, @GroupName String group) {
        scene.prepare(group, topic);
        Inbox replaced = new Inbox();
        Receiver receiver = scene.receiver(group).subscribe(topic, "*", replaced).start();
        scene.send(topic, "a0", "a1", "a2", "a3", "b0", "b1", "b2", "b3");
        replaced.awaitDeliveries(8);
        scene.awaitNothingHeld(group);
        Inbox last = new Inbox();

        receiver.subscribe(topic, "tag-0 || tag-1 || tag-2 || tag-3", last);
        scene.send(topic, "c0", "c1", "c2", "c3");

        last.awaitDeliveries(4);
        scene.awaitNothingHeld(group);
        assertThat(last.bodies()).containsExactlyInAnyOrder("c0", "c1", "c2", "c3");
    }

    @Test
    void lastSubscriptionOfATopicCountsAtOnceWhileRunning(@TopicName String topic, @GroupName String group) {
        scene.prepare(group, topic);
        Inbox replaced = new Inbox();
        Inbox last = new Inbox();
        Receiver receiver = scene.receiver(group).start();
        receiver.subscribe(topic, "tag-0", replaced);
        scene.send(topic, "1 to 0");
        replaced.awaitDeliveries(1);

        receiver.subscribe(topic, "tag-1 || tag-2", last);
        scene.send(topic, "2 to 0", "3 to 1", "4 to 2");

        // Pulls wait 15 s at the broker: those with the old expression must not be waited for.
        await("messages of the new expression").atMost(Duration.ofSeconds(12))
                .until(() -> last.deliveries().size() >= 2);
        // The first message may come again when its commit was under way; its tag does not reach the new listener.
        assertThat(last.bodies()).containsExactlyInAnyOrder("3 to 1", "4 to 2");
        assertThat(replaced.bodies()).containsExactly("1 to 0");
    }

    private static String body(Message message) {
        return new String(message.getBody(), UTF_8);
    }
}
