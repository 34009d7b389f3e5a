package io.openons.client.rocketmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConsumeThreadsTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final AtomicInteger ends = new AtomicInteger();
    private ConsumeThreads threads;

    @AfterEach
    void end() throws InterruptedException {
        threads.stop();
        assertThat(threads.await(LIMIT.getSeconds())).isTrue();
    }

    private void have(int count) {
        threads = new ConsumeThreads(count, "ConsumeThreadsTest-", ends::incrementAndGet);
    }

    @Test
    void oneThreadKeepsTheOrder() {
        have(1);
        List<Integer> done = Collections.synchronizedList(new ArrayList<>());

        for (int number = 0; number < 1_000; number++) {
            int own = number;
            threads.execute(() -> done.add(own));
        }

        await().atMost(LIMIT).until(() -> done.size() == 1_000);
        assertThat(done).isEqualTo(IntStream.range(0, 1_000).boxed().collect(Collectors.toList()));
    }

    @Test
    void longTasksRunOnAllThreadsAtOnce() {
        have(5);
        CyclicBarrier together = new CyclicBarrier(5);
        AtomicInteger met = new AtomicInteger();

        for (int round = 0; round < 20; round++) {
            for (int number = 0; number < 5; number++) {
                threads.execute(() -> {
                    meet(together);
                    met.incrementAndGet();
                });
            }
        }

        await().atMost(LIMIT).until(() -> met.get() == 100);
    }

    @Test
    void everyTaskOfManySourcesRunsOnce() throws InterruptedException {
        have(3);
        AtomicInteger done = new AtomicInteger();
        List<Thread> sources = new ArrayList<>();
        for (int source = 0; source < 4; source++) {
            Thread thread = new Thread(() -> {
                for (int number = 0; number < 20_000; number++) {
                    threads.execute(done::incrementAndGet);
                }
            });
            thread.start();
            sources.add(thread);
        }
        for (Thread source : sources) {
            source.join();
        }

        await().atMost(LIMIT).until(() -> ends.get() == 80_000);
        assertThat(done).hasValue(80_000);
        assertThat(threads.free()).isTrue();
    }

    @Test
    void noneIsFreeWhileEachHasATask() throws InterruptedException {
        have(2);
        CountDownLatch running = new CountDownLatch(2);
        CountDownLatch end = new CountDownLatch(1);
        assertThat(threads.free()).isTrue();

        for (int number = 0; number < 2; number++) {
            threads.execute(() -> {
                running.countDown();
                pass(end);
            });
        }

        assertThat(running.await(LIMIT.getSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(threads.free()).isFalse();
        end.countDown();
        await().atMost(LIMIT).until(() -> ends.get() == 2);
        assertThat(threads.free()).isTrue();
    }

    @Test
    void aTaskThatThrowsEndsNoOther() {
        have(1);
        AtomicInteger done = new AtomicInteger();

        threads.execute(() -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, error) -> { });
            throw new IllegalStateException("expected");
        });
        threads.execute(done::incrementAndGet);

        await().atMost(LIMIT).until(() -> done.get() == 1);
    }

    @Test
    void afterAStopNoneBegins() throws InterruptedException {
        have(1);
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        threads.execute(() -> {
            running.countDown();
            pass(end);
            done.incrementAndGet();
        });
        threads.execute(done::incrementAndGet);
        assertThat(running.await(LIMIT.getSeconds(), TimeUnit.SECONDS)).isTrue();

        threads.stop();
        threads.execute(done::incrementAndGet);
        end.countDown();

        assertThat(threads.await(LIMIT.getSeconds())).isTrue();
        assertThat(done).hasValue(1);
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pass(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
