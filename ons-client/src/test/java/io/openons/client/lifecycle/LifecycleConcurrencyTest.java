package io.openons.client.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.aliyun.openservices.ons.api.exception.ONSClientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several threads start and stop one client. */
@Timeout(30)
class LifecycleConcurrencyTest {

    private static final int THREADS = 4;

    private final Lifecycle lifecycle = new Lifecycle("consumer \"g\"");
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();

    @AfterEach
    void endThreads() throws InterruptedException {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).as("threads end").isTrue();
    }

    @RepeatedTest(20)
    void onlyOneOfManyStartsOpens() throws Exception {
        runTogether(() -> {
            lifecycle.start(this::open);
            assertThat(lifecycle.running()).as("running when start returns").isTrue();
            return null;
        });

        assertThat(opened).hasValue(1);
    }

    @RepeatedTest(20)
    void onlyOneOfManyStopsCloses() throws Exception {
        lifecycle.start(this::open);

        runTogether(() -> {
            lifecycle.stop();
            assertThat(closed).as("closed when stop returns").hasValue(1);
            return null;
        });
    }

    @RepeatedTest(20)
    void startsAndStopsInAnyOrderCloseWhatTheyOpen() throws Exception {
        AtomicInteger turn = new AtomicInteger();
        runTogether(() -> {
            if (turn.getAndIncrement() % 2 == 0) {
                try {
                    lifecycle.start(this::open);
                } catch (ONSClientException e) {
                    assertThat(e).hasMessageContaining("it was shut down");
                }
            } else {
                lifecycle.stop();
            }
            return null;
        });
        lifecycle.stop();

        assertThat(opened.get()).isEqualTo(closed.get()).isEqualTo(1);
        assertThat(lifecycle.running()).isFalse();
    }

    @Test
    void stopWaitsForAStartUnderWay() throws Exception {
        CountDownLatch starting = new CountDownLatch(1);
        CountDownLatch mayFinish = new CountDownLatch(1);
        Future<?> start = threads.submit(() -> lifecycle.start(() -> {
            open();
            starting.countDown();
            mayFinish.await();
        }));
        starting.await();
        Thread thread = new Thread(lifecycle::stop, "stopper");
        thread.start();

        await("the stopper waits").atMost(Duration.ofSeconds(10))
                .until(() -> thread.getState() == Thread.State.BLOCKED);
        assertThat(closed).hasValue(0);
        mayFinish.countDown();
        start.get();
        thread.join();

        assertThat(closed).hasValue(1);
        assertThat(lifecycle.running()).isFalse();
    }

    @Test
    void theStateCanBeAskedWhileAStartIsUnderWay() throws Exception {
        CountDownLatch starting = new CountDownLatch(1);
        CountDownLatch mayFinish = new CountDownLatch(1);
        Future<?> start = threads.submit(() -> lifecycle.start(() -> {
            starting.countDown();
            mayFinish.await();
        }));
        starting.await();

        assertThat(lifecycle.running()).isFalse();
        assertThatThrownBy(() -> lifecycle.requireRunning("send")).hasMessageContaining("is not started");
        mayFinish.countDown();
        start.get();
    }

    private void open() {
        opened.incrementAndGet();
        lifecycle.onClose(closed::incrementAndGet);
    }

    /** Runs the same on all threads, released at one moment, and passes on what any of them throws. */
    private void runTogether(Callable<Void> work) throws InterruptedException, ExecutionException {
        CyclicBarrier gate = new CyclicBarrier(THREADS);
        List<Future<Void>> all = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            all.add(threads.submit(() -> {
                gate.await();
                return work.call();
            }));
        }
        for (Future<Void> one : all) {
            one.get();
        }
    }
}
