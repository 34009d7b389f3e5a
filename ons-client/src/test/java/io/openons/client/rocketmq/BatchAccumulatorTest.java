package io.openons.client.rocketmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import io.openons.client.rocketmq.BatchAccumulator.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.rocketmq.common.message.MessageExt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockito.ArgumentCaptor;

/** When a batch goes, and with what; time passes when the test says so. */
@Timeout(30)
class BatchAccumulatorTest {

    private static final long AWAIT = 7000;

    private final ScheduledExecutorService timer = mock(ScheduledExecutorService.class);
    private final List<List<Long>> batches = new ArrayList<>();
    private boolean threadIsFree = true;

    @Test
    void aBatchGoesWhenSeveralPullsHaveFilledIt() {
        BatchAccumulator accumulator = accumulator(5, AWAIT);

        accumulator.add(items(0, 2));
        accumulator.add(items(2, 4));
        assertThat(batches).isEmpty();

        accumulator.add(items(4, 5));
        assertThat(batches).containsExactly(List.of(0L, 1L, 2L, 3L, 4L));
    }

    @Test
    void onePullMayFillSeveralAndTheRestWaits() {
        BatchAccumulator accumulator = accumulator(2, AWAIT);

        accumulator.add(items(0, 5));
        assertThat(batches).containsExactly(List.of(0L, 1L), List.of(2L, 3L));

        timeIsUp(3);
        assertThat(batches).containsExactly(List.of(0L, 1L), List.of(2L, 3L), List.of(4L));
    }

    @Test
    void theFirstMessageOfABatchWaitsNoLongerThanTold() {
        BatchAccumulator accumulator = accumulator(5, AWAIT);

        accumulator.add(items(0, 1));
        accumulator.add(items(1, 3));
        timeIsUp(1);

        assertThat(batches).containsExactly(List.of(0L, 1L, 2L));
    }

    @Test
    void theTimeOfABatchThatWentDoesNotCutTheNextOneShort() {
        BatchAccumulator accumulator = accumulator(2, AWAIT);
        accumulator.add(items(0, 3));
        List<Runnable> ends = timers(2);

        ends.get(0).run();
        assertThat(batches).containsExactly(List.of(0L, 1L));

        ends.get(1).run();
        ends.get(1).run();
        assertThat(batches).containsExactly(List.of(0L, 1L), List.of(2L));
    }

    @Test
    void withoutTimeToWaitABatchHasWhatThePullBrought() {
        BatchAccumulator accumulator = accumulator(2, 0);

        accumulator.add(items(0, 3));
        accumulator.add(items(3, 4));

        assertThat(batches).containsExactly(List.of(0L, 1L), List.of(2L), List.of(3L));
        verify(timer, never()).schedule(any(Runnable.class), anyLong(), any());
    }

    @Test
    void withoutTimeToWaitABatchFillsWhileNoThreadIsFree() {
        BatchAccumulator accumulator = accumulator(5, 0);
        threadIsFree = false;

        accumulator.add(items(0, 2));
        accumulator.add(items(2, 4));
        accumulator.threadIsFree();
        assertThat(batches).isEmpty();
        accumulator.add(items(4, 7));
        assertThat(batches).containsExactly(List.of(0L, 1L, 2L, 3L, 4L));

        threadIsFree = true;
        accumulator.threadIsFree();
        assertThat(batches).containsExactly(List.of(0L, 1L, 2L, 3L, 4L), List.of(5L, 6L));
    }

    @Test
    void aFreeThreadDoesNotCutTheTimeToWaitShort() {
        BatchAccumulator accumulator = accumulator(5, AWAIT);

        accumulator.add(items(0, 2));
        accumulator.threadIsFree();

        assertThat(batches).isEmpty();
    }

    @Test
    void theTaskThatWouldHaveEndedTheWaitGoesWithTheBatch() {
        ScheduledThreadPoolExecutor real = new ScheduledThreadPoolExecutor(1);
        real.setRemoveOnCancelPolicy(true);
        try {
            BatchAccumulator accumulator =
                    new BatchAccumulator(2, 60_000, real, () -> true, batch -> batches.add(offsets(batch)));

            accumulator.add(items(0, 100));

            assertThat(batches).hasSize(50);
            assertThat(real.getQueue()).as("tasks that hold consumed messages").isEmpty();
        } finally {
            real.shutdownNow();
        }
    }

    @Test
    void batchesOfOneGoAtOnce() {
        accumulator(1, AWAIT).add(items(0, 3));

        assertThat(batches).containsExactly(List.of(0L), List.of(1L), List.of(2L));
    }

    @Test
    void anEmptyPullBringsNoBatch() {
        accumulator(1, 0).add(List.of());
        accumulator(1, AWAIT).add(List.of());

        assertThat(batches).isEmpty();
        verify(timer, never()).schedule(any(Runnable.class), anyLong(), any());
    }

    @Test
    void everyMessageGoesOnceWhateverPullsAndTimersComeTogether() throws Exception {
        int pulls = 4;
        int perPull = 5000;
        ScheduledExecutorService quick = Executors.newSingleThreadScheduledExecutor();
        ExecutorService pullers = Executors.newFixedThreadPool(pulls);
        try {
            CountDownLatch all = new CountDownLatch(pulls * perPull);
            BatchAccumulator accumulator = new BatchAccumulator(7, 1, quick, () -> false, batch -> { // one at a time, under its lock
                batches.add(offsets(batch));
                batch.forEach(item -> all.countDown());
            });
            List<Future<?>> adding = new ArrayList<>();
            for (int pull = 0; pull < pulls; pull++) {
                int first = pull * perPull;
                adding.add(pullers.submit(() -> IntStream.range(first, first + perPull)
                        .forEach(offset -> accumulator.add(items(offset, offset + 1)))));
            }
            for (Future<?> added : adding) {
                added.get();
            }
            assertThat(all.await(20, TimeUnit.SECONDS)).as("all went").isTrue();
        } finally {
            pullers.shutdownNow();
            quick.shutdownNow();
            assertThat(quick.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(batches).allSatisfy(batch -> assertThat(batch).hasSizeBetween(1, 7));
        assertThat(batches.stream().flatMap(List::stream).sorted())
                .containsExactlyElementsOf(IntStream.range(0, pulls * perPull).mapToObj(Long::valueOf).toList());
    }

    private BatchAccumulator accumulator(int size, long awaitMillis) {
        return new BatchAccumulator(size, awaitMillis, timer, () -> threadIsFree, batch -> batches.add(offsets(batch)));
    }

    /** Ends the wait of the last of so many batches. */
    private void timeIsUp(int batchesBegun) {
        timers(batchesBegun).get(batchesBegun - 1).run();
    }

    private List<Runnable> timers(int expected) {
        ArgumentCaptor<Runnable> ends = ArgumentCaptor.forClass(Runnable.class);
        verify(timer, times(expected)).schedule(ends.capture(), eq(AWAIT), eq(TimeUnit.MILLISECONDS));
        return ends.getAllValues();
    }

    private static List<Long> offsets(List<Item> batch) {
        return batch.stream().map(item -> item.message.getQueueOffset()).toList();
    }

    private static List<Item> items(int from, int to) {
        return IntStream.range(from, to).mapToObj(offset -> {
            MessageExt message = new MessageExt();
            message.setQueueOffset(offset);
            return new Item(message, null, null);
        }).toList();
    }
}
