package io.openons.client.pull;

import static org.assertj.core.api.Assertions.assertThat;

import io.openons.client.config.ClientKind;
import io.openons.client.config.Config;
import io.openons.client.config.PullSettings;
import io.openons.client.fixture.Settings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.common.message.MessageQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Positions and waiting messages, without any network. */
@Timeout(20)
class AssignmentTest {

    private static final MessageQueue FIRST = new MessageQueue("topic", "broker", 0);
    private static final MessageQueue SECOND = new MessageQueue("topic", "broker", 1);
    private static final int MEBIBYTE = 1024 * 1024;

    private final Assignment assignment = new Assignment(PullSettings.from(Config.of(ClientKind.PULL_CONSUMER,
            Settings.of("maxCachedMessageAmount", 1500, "maxCachedMessageSizeInMiB", 16))));

    @Test
    void onePullForEachOffsetIsUnderWay() {
        AssignedQueue queue = assigned(FIRST);
        assertThat(assignment.beginPull(queue)).isEqualTo(0);
        assertThat(assignment.beginPull(queue)).isEqualTo(AssignedQueue.UNKNOWN);

        bring(queue, 0, 2);

        assertThat(assignment.beginPull(queue)).isEqualTo(2);
    }

    @Test
    void answerThatASeekMadeStaleIsDropped() {
        AssignedQueue queue = assigned(FIRST);
        assignment.beginPull(queue);

        assignment.seek(FIRST, 7);
        bring(queue, 0, 2);

        assertThat(assignment.take(0)).isNull();
        assertThat(assignment.beginPull(queue)).isEqualTo(7);
    }

    @Test
    void answerIsOfUseWhenTheQueueCameBackToItsOffset() {
        AssignedQueue queue = assigned(FIRST);
        assignment.seek(FIRST, 5);
        assignment.beginPull(queue);
        assignment.seek(FIRST, 4);
        assertThat(assignment.beginPull(queue)).isEqualTo(4);
        bring(queue, 4, 1);
        assertThat(assignment.beginPull(queue)).as("the pull from 5 waits at the broker still")
                .isEqualTo(AssignedQueue.UNKNOWN);

        bring(queue, 5, 1);

        assertThat(assignment.take(0).end()).isEqualTo(5);
        assertThat(assignment.take(0).end()).isEqualTo(6);
    }

    @Test
    void positionSoughtBeforeTheFirstLookUpCountsMore() {
        assignment.replace(Set.of(FIRST));
        AssignedQueue queue = assignment.unlocated().get(0);
        assertThat(assignment.beginPull(queue)).isEqualTo(AssignedQueue.UNKNOWN);

        assignment.seek(FIRST, 9);
        assignment.locate(queue, 3);

        assertThat(assignment.beginPull(queue)).isEqualTo(9);
    }

    @Test
    void answerOfAPausedQueueIsPulledAgainWhenItIsResumed() {
        AssignedQueue queue = assigned(FIRST);
        assignment.beginPull(queue);

        assignment.pause(Set.of(FIRST, SECOND), true);
        bring(queue, 0, 1);
        assertThat(assignment.take(0)).isNull();
        assertThat(assignment.beginPull(queue)).isEqualTo(AssignedQueue.UNKNOWN);
        assignment.pause(Set.of(FIRST), false);

        assertThat(assignment.beginPull(queue)).isZero();
    }

    @Test
    void oneQueueHoldsAThousandMessages() {
        AssignedQueue queue = assigned(FIRST);
        assignment.beginPull(queue);
        bring(queue, 0, 999);
        assertThat(assignment.beginPull(queue)).isEqualTo(999);
        bring(queue, 999, 1);
        assertThat(assignment.beginPull(queue)).isEqualTo(AssignedQueue.UNKNOWN);

        assignment.take(0);

        assertThat(assignment.beginPull(queue)).isEqualTo(1000);
    }

    @Test
    void oneQueueHoldsItsLimitOfMemory() {
        AssignedQueue queue = assigned(FIRST);
        assignment.beginPull(queue);
        assignment.endPull(queue, 0, List.of(message(16 * MEBIBYTE)), 1);
        assertThat(assignment.beginPull(queue)).isEqualTo(AssignedQueue.UNKNOWN);

        assignment.seek(FIRST, 1);

        assertThat(assignment.beginPull(queue)).as("a seek frees what was held").isEqualTo(1);
    }

    @Test
    void allQueuesTogetherHoldTheConfiguredNumber() {
        assignment.replace(Set.of(FIRST, SECOND));
        assignment.all().forEach(queue -> assignment.locate(queue, 0));
        AssignedQueue first = assignment.all().get(0);
        AssignedQueue second = assignment.all().get(1);
        assignment.beginPull(first);
        bring(first, 0, 900);
        assignment.beginPull(second);
        bring(second, 0, 600);

        assertThat(assignment.beginPull(first)).isEqualTo(AssignedQueue.UNKNOWN);
        assertThat(assignment.beginPull(second)).isEqualTo(AssignedQueue.UNKNOWN);
        assignment.take(0);
        assertThat(assignment.wasCrowded()).isTrue();
        assertThat(assignment.wasCrowded()).isFalse();
        assertThat(assignment.beginPull(second)).isEqualTo(600);
    }

    @Test
    void nextAssignmentKeepsWhatStaysAndDropsTheRest() {
        assignment.replace(Set.of(FIRST, SECOND));
        assignment.all().forEach(queue -> assignment.locate(queue, 0));
        for (AssignedQueue queue : assignment.all()) {
            assignment.beginPull(queue);
            bring(queue, 0, 1);
        }
        AssignedQueue dropped = assignment.all().stream().filter(queue -> queue.queue().equals(FIRST)).findAny().get();

        assignment.replace(Set.of(SECOND));

        assertThat(assignment.take(0).queue().queue()).isEqualTo(SECOND);
        assertThat(assignment.take(0)).isNull();
        assertThat(assignment.beginPull(dropped)).isEqualTo(AssignedQueue.UNKNOWN);
        assertThat(assignment.seek(FIRST, 0)).isFalse();
    }

    @Test
    void nextPollSettlesWhatTheLastReturned() {
        AssignedQueue queue = assigned(FIRST);
        assignment.beginPull(queue);
        bring(queue, 0, 2);
        assignment.take(0);
        assertThat(assignment.uncommitted()).isEmpty();

        assignment.take(0);

        assertThat(assignment.uncommitted()).containsExactly(Map.entry(queue, 2L));
        assignment.committed(queue, 2);
        assertThat(assignment.uncommitted()).isEmpty();
    }

    @Test
    void seekReplacesThePositionToCommit() {
        AssignedQueue queue = assigned(FIRST);
        assignment.beginPull(queue);
        bring(queue, 0, 2);
        assignment.take(0);

        assignment.seek(FIRST, 1);
        assignment.take(0);

        assertThat(assignment.uncommitted()).containsExactly(Map.entry(queue, 1L));
    }

    private AssignedQueue assigned(MessageQueue queue) {
        assignment.replace(Set.of(queue));
        AssignedQueue assigned = assignment.all().get(0);
        assignment.locate(assigned, 0);
        return assigned;
    }

    private void bring(AssignedQueue queue, long offset, int count) {
        assignment.endPull(queue, offset, LongStream.range(0, count).mapToObj(i -> message(1)).toList(),
                offset + count);
    }

    private static MessageExt message(int size) {
        MessageExt message = new MessageExt();
        message.setBody(new byte[size]);
        return message;
    }
}
