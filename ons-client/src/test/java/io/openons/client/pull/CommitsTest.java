package io.openons.client.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doNothing;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import com.aliyun.openservices.ons.api.exception.ONSClientException;
import io.openons.client.config.ClientKind;
import io.openons.client.config.Config;
import io.openons.client.config.PullSettings;
import io.openons.client.fixture.Settings;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.common.message.MessageQueue;
import org.junit.jupiter.api.Test;

/** What is committed, and what becomes of a commit that fails. */
class CommitsTest {

    private static final MessageQueue FIRST = new MessageQueue("topic", "broker", 0);
    private static final MessageQueue SECOND = new MessageQueue("topic", "broker", 1);

    private final Commits.Writer writer = mock(Commits.Writer.class);
    private final PullSettings settings = settings(true);
    private final Assignment assignment = new Assignment(settings);
    private final Commits commits = new Commits("pull consumer", writer, assignment, settings, Runnable::run);

    @Test
    void positionIsCommittedOnce() {
        poll(FIRST, 3);
        commits.commitAll();
        commits.commitAll();
        commits.finish();
        verify(writer, times(1)).write(any(), anyLong());
        verify(writer).write(FIRST, 3);
    }

    @Test
    void failureOfOneQueueDoesNotKeepTheOthersFromBeingCommitted() {
        poll(FIRST, 3);
        poll(SECOND, 4);
        ONSClientException refused = new ONSClientException("refused");
        doThrow(refused).when(writer).write(FIRST, 3);

        assertThatThrownBy(commits::commitAll).isSameAs(refused);
        verify(writer).write(SECOND, 4);

        doNothing().when(writer).write(FIRST, 3);
        commits.commitAll();
        verify(writer, times(2)).write(FIRST, 3);
        verify(writer, times(1)).write(SECOND, 4);
    }

    @Test
    void everyFailureIsInTheException() {
        poll(FIRST, 3);
        poll(SECOND, 4);
        doThrow(new ONSClientException("one")).when(writer).write(FIRST, 3);
        doThrow(new ONSClientException("two")).when(writer).write(SECOND, 4);

        assertThatThrownBy(commits::commitAll).satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));
    }

    @Test
    void shutdownCommitsWhatPollsBeforeTheLastReturned() {
        poll(FIRST, 3);
        commits.finish();
        verify(writer, never()).write(any(), anyLong());

        poll(SECOND, 4);
        commits.finish();
        verify(writer).write(FIRST, 3);
        verify(writer, never()).write(SECOND, 4);
    }

    @Test
    void failureAtShutdownIsNotThrown() {
        poll(FIRST, 3);
        assignment.take(0);
        doThrow(new ONSClientException("broker away")).when(writer).write(FIRST, 3);

        commits.finish();

        verify(writer).write(FIRST, 3);
    }

    @Test
    void nothingIsCommittedUnaskedWithoutAutoCommit() {
        Commits manual = new Commits("pull consumer", writer, assignment, settings(false), Runnable::run);
        poll(FIRST, 3);
        assignment.take(0);
        manual.polled();
        manual.finish();
        verify(writer, never()).write(any(), anyLong());
    }

    private void poll(MessageQueue queue, long end) {
        Set<MessageQueue> all = new HashSet<>(Set.of(queue));
        assignment.all().forEach(known -> all.add(known.queue()));
        assignment.replace(all);
        AssignedQueue assigned = assignment.all().stream().filter(known -> known.queue().equals(queue)).findAny().get();
        assignment.locate(assigned, 0);
        MessageExt message = new MessageExt();
        message.setBody(new byte[1]);
        assignment.endPull(assigned, assignment.beginPull(assigned), List.of(message), end);
        assignment.take(0);
    }

    private static PullSettings settings(boolean autoCommit) {
        return PullSettings.from(Config.of(ClientKind.PULL_CONSUMER, Settings.of("autoCommit", autoCommit)));
    }
}
