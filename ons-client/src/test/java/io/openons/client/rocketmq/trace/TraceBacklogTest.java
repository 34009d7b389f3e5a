package io.openons.client.rocketmq.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.openons.client.fixture.CapturedLog;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.rocketmq.client.trace.TraceContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Records wait for the writer, and never for room. */
@Timeout(60)
class TraceBacklogTest {

    private final TraceBacklog backlog = new TraceBacklog("producer \"GID\"");

    @Test
    void recordsAreTakenInTheirOrderABatchAtATime() throws Exception {
        for (int i = 0; i < TraceBacklog.BATCH + 2; i++) {
            assertThat(backlog.offer(Records.consumed("key", "id-" + i))).isTrue();
        }

        assertThat(ids(backlog.take())).hasSize(TraceBacklog.BATCH).startsWith("id-0", "id-1");
        assertThat(ids(backlog.take())).containsExactly("id-" + TraceBacklog.BATCH, "id-" + (TraceBacklog.BATCH + 1));
    }

    @Test
    void whatExceedsTheRoomIsDroppedAndTellsOnce() {
        try (CapturedLog log = CapturedLog.of(TraceBacklog.class)) {
            TraceContext context = Records.consumed("key", "id");
            for (int i = 0; i < TraceBacklog.CAPACITY; i++) {
                backlog.offer(context);
            }

            assertThat(backlog.offer(context)).isFalse();
            assertThat(backlog.offer(context)).isFalse();
            backlog.close();

            assertThat(log.lines()).containsExactly("WARN Traces of producer \"GID\" come faster than they are "
                    + "written; what exceeds 10000 is dropped", "WARN Traces of producer \"GID\" were dropped because "
                    + "they came faster than they were written. dropped=2");
            assertThat(backlog.discard()).isEqualTo(TraceBacklog.CAPACITY);
        }
    }

    @Test
    void aClosedBacklogGivesAwayWhatItHasAndTakesNoMore() throws Exception {
        backlog.offer(Records.consumed("key", "id"));

        backlog.close();

        assertThat(backlog.offer(Records.consumed("key", "late"))).isFalse();
        assertThat(ids(backlog.take())).containsExactly("id");
        assertThat(backlog.take()).isEmpty();
    }

    @Test
    void closingWakesAWaitingReader() throws Exception {
        CompletableFuture<List<TraceContext>> taken = new CompletableFuture<>();
        Thread reader = new Thread(() -> {
            try {
                taken.complete(backlog.take());
            } catch (InterruptedException e) {
                taken.completeExceptionally(e);
            }
        });
        reader.start();
        Awaitility.await("the reader waits").atMost(Duration.ofSeconds(10))
                .until(() -> reader.getState() == Thread.State.WAITING);

        backlog.close();

        assertThat(taken.get()).isEmpty();
        reader.join();
    }

    private static List<String> ids(List<TraceContext> contexts) {
        return contexts.stream().map(context -> context.getTraceBeans().get(0).getMsgId()).toList();
    }
}
