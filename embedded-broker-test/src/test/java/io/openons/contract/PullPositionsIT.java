package io.openons.contract;

import static io.openons.contract.PullScene.SOON_MILLIS;
import static io.openons.contract.PullScene.bodies;
import static io.openons.contract.PullScene.receive;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.PropertyKeyConst;
import com.aliyun.openservices.ons.api.PullConsumer;
import com.aliyun.openservices.ons.api.TopicPartition;
import com.aliyun.openservices.ons.api.exception.ONSClientException;
import io.openons.embedded.EmbeddedRocketMq;
import io.openons.embedded.junit.GroupName;
import io.openons.embedded.junit.TopicName;
import io.openons.embedded.junit.WithEmbeddedRocketMq;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.rocketmq.client.consumer.DefaultLitePullConsumer;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.common.message.MessageQueue;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every way to move and to keep the positions of a pull consumer. */
@WithEmbeddedRocketMq
@Timeout(60)
class PullPositionsIT {

    @AutoClose
    private final PullScene scene;

    private final EmbeddedRocketMq broker;
    private final String topic;
    private final String group;

    PullPositionsIT(EmbeddedRocketMq broker, @TopicName(queues = 1) String topic, @GroupName String group) {
        this.broker = broker;
        this.topic = topic;
        this.group = group;
        this.scene = new PullScene(broker, topic, group);
    }

    @Test
    void seekOnAnIdleQueueTakesEffectAtOnce() {
        scene.send(3);
        PullConsumer consumer = scene.started(scene.properties());
        consumer.assign(Set.of(scene.partition(0)));
        receive(consumer, 3);
        consumer.commitSync();
        assertThat(consumer.poll(500)).as("the pull waits at the broker now").isEmpty();

        consumer.seek(scene.partition(0), 1);
        assertThat(consumer.committed(scene.partition(0))).isEqualTo(3);
        assertThat(bodies(receive(consumer, 2))).containsExactly("1", "2");
        assertThat(consumer.poll(500)).isEmpty();

        consumer.seekToBeginning(scene.partition(0));
        assertThat(bodies(receive(consumer, 3))).containsExactly("0", "1", "2");

        consumer.seekToBeginning(scene.partition(0));
        consumer.seekToEnd(scene.partition(0));
        assertThat(consumer.poll(500)).isEmpty();
        scene.send(1);
        assertThat(receive(consumer, 1)).extracting(Message::getOffset).containsExactly(3L);
    }

    @Test
    void seekDropsWhatIsCachedAndIsCommittedAsPosition() {
        scene.send(30);
        PullConsumer consumer = scene.started(scene.properties());
        consumer.assign(Set.of(scene.partition(0)));
        receive(consumer, 10);

        consumer.seek(scene.partition(0), 5);
        consumer.commitSync();

        assertThat(scene.committed()).isEqualTo(5);
        assertThat(receive(consumer, 25)).extracting(Message::getOffset).first().isEqualTo(5L);
    }

    @Test
    void seekIsRefusedOutsideOfTheRange() {
        scene.send(2);
        PullConsumer consumer = scene.started(scene.properties());
        consumer.assign(Set.of(scene.partition(0)));

        consumer.seek(scene.partition(0), 2);
        for (long offset : new long[] {-1, 3}) {
            assertThatThrownBy(() -> consumer.seek(scene.partition(0), offset)).isInstanceOf(ONSClientException.class)
                    .hasMessageContaining("offset " + offset + " is not in 0..2").hasMessageContaining("ONS-6003");
        }
        for (TopicPartition unassigned : List.of(scene.partition(7), new TopicPartition("elsewhere", "b#0"))) {
            assertThatThrownBy(() -> consumer.seekToEnd(unassigned)).isInstanceOf(ONSClientException.class)
                    .hasMessageContaining("ONS-6002");
        }
    }

    @Test
    void commitSyncHasTheBrokerKnowBeforeItReturns() {
        PullConsumer consumer = scene.started(scene.manual());
        consumer.assign(Set.of(scene.partition(0)));
        for (int position = 1; position <= 5; position++) {
            scene.send(1);
            receive(consumer, 1);
            assertThat(scene.committed()).isEqualTo(position == 1 ? -1 : position - 1);

            consumer.commitSync();

            assertThat(scene.committed()).isEqualTo(position);
        }
    }

    @Test
    void withoutAutoCommitNothingIsCommittedUnasked() {
        Properties properties = scene.manual();
        properties.put(PropertyKeyConst.AUTO_COMMIT_INTERVAL_MILLIS, 1000);
        scene.send(2);
        PullConsumer consumer = scene.started(properties);
        consumer.assign(Set.of(scene.partition(0)));
        receive(consumer, 2);
        consumer.poll(1500);
        consumer.poll(500);
        assertThat(scene.committed()).isEqualTo(-1);

        consumer.shutdown();

        assertThat(scene.committed()).isEqualTo(-1);
        PullConsumer next = scene.started(properties);
        next.assign(Set.of(scene.partition(0)));
        assertThat(bodies(receive(next, 2))).containsExactly("0", "1");
    }

    @Test
    void autoCommitCommitsWhatEarlierPollsReturned() {
        Properties properties = scene.properties();
        properties.put(PropertyKeyConst.AUTO_COMMIT_INTERVAL_MILLIS, 1000);
        properties.put(PropertyKeyConst.MAX_BATCH_MESSAGE_COUNT, 1);
        scene.send(2);
        PullConsumer consumer = scene.started(properties);
        consumer.assign(Set.of(scene.partition(0)));
        receive(consumer, 1);
        await("interval").pollDelay(Duration.ofMillis(1200)).until(() -> true);
        assertThat(scene.committed()).as("only polls commit").isEqualTo(-1);

        receive(consumer, 1);

        await("first message committed").atMost(Inbox.LIMIT)
                .until(() -> scene.committed() == 1);
        consumer.poll(0);
        consumer.shutdown();
        assertThat(scene.committed()).as("all polled before the last").isEqualTo(2);
    }

    @Test
    void newConsumerOfTheGroupGoesOnAtTheCommittedPosition() {
        scene.send(5);
        PullConsumer first = scene.started(scene.manual());
        first.assign(Set.of(scene.partition(0)));
        receive(first, 5);
        first.commitSync();
        first.shutdown();
        scene.send(2);

        PullConsumer second = scene.started(scene.manual());
        second.assign(Set.of(scene.partition(0)));

        assertThat(receive(second, 2)).extracting(Message::getOffset).containsExactly(5L, 6L);
        assertThat(second.poll(300)).isEmpty();
    }

    @Test
    void offsetsBelongToMoments() {
        PullConsumer consumer = scene.started(scene.properties());
        scene.send(1);
        long between = System.currentTimeMillis() + 1;
        await("next millisecond").until(() -> System.currentTimeMillis() > between);
        scene.send(1);

        assertThat(consumer.offsetForTimestamp(scene.partition(0), 0L)).isZero();
        assertThat(consumer.offsetForTimestamp(scene.partition(0), between)).isEqualTo(1);
        assertThat(consumer.offsetForTimestamp(scene.partition(0), System.currentTimeMillis() + 3_600_000)).isEqualTo(2);
    }

    @Test
    void broadcastingConsumerKeepsItsPositionsToItself() {
        Properties properties = scene.manual();
        properties.setProperty(PropertyKeyConst.MessageModel, "BROADCASTING");
        scene.send(2);
        PullConsumer consumer = scene.started(properties);
        consumer.assign(Set.of(scene.partition(0)));
        assertThat(consumer.poll(500)).as("no position of its own: it begins at the end").isEmpty();
        consumer.seekToBeginning(scene.partition(0));
        receive(consumer, 2);

        consumer.commitSync();

        assertThat(consumer.committed(scene.partition(0))).isEqualTo(2);
        assertThat(scene.committed()).isEqualTo(-1);
    }

    @Test
    void apacheConsumerOfTheGroupSharesThePositions() throws Exception {
        scene.send(4);
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
                .until(() -> scene.committed() == 2);

        PullConsumer consumer = scene.started(scene.manual());
        consumer.assign(Set.of(scene.partition(0)));

        assertThat(bodies(receive(consumer, 2))).containsExactly("2", "3");
    }

    @Test
    void positionThatTheBrokerDoesNotHoldIsCorrected() {
        scene.send(3);
        broker.brokerController().getConsumerOffsetManager().commitOffset("test", group, topic, 0, 99);
        PullConsumer consumer = scene.started(scene.properties());
        consumer.assign(Set.of(scene.partition(0)));
        assertThat(consumer.poll(2000)).isEmpty();

        scene.send(1);

        assertThat(receive(consumer, 1)).extracting(Message::getOffset).containsExactly(3L);
    }
}
