package io.openons.client.sending;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.openservices.ons.api.SendResult;
import io.openons.client.fixture.CapturedLog;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where callbacks run and what becomes of those that throw. */
@Timeout(30)
class CallbackThreadsTest {

    private final CallbackThreads threads = new CallbackThreads();
    private final ExecutorService lent = Executors.newSingleThreadExecutor(work -> new Thread(work, "lent"));
    private final SendResult about = new SendResult();

    CallbackThreadsTest() {
        about.setTopic("T");
        about.setMessageId("ID-1");
    }

    @AfterEach
    void endLentThread() throws InterruptedException {
        lent.shutdownNow();
        assertThat(lent.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void withoutALentExecutorCallbacksRunOnTheCallingThread() {
        assertThat(threadOfCallback()).isCompletedWithValue(Thread.currentThread());
    }

    @Test
    void callbacksRunOnTheLentExecutorWhichStaysOpen() throws Exception {
        threads.lend(lent);

        assertThat(threadOfCallback().get().getName()).isEqualTo("lent");
        assertThat(threadOfCallback().get().getName()).isEqualTo("lent");
        assertThat(lent.isShutdown()).isFalse();
    }

    @Test
    void theLatestLentExecutorIsUsed() throws Exception {
        ExecutorService second = Executors.newSingleThreadExecutor(work -> new Thread(work, "second"));
        try {
            threads.lend(lent);
            threads.lend(second);

            assertThat(threadOfCallback().get().getName()).isEqualTo("second");
        } finally {
            second.shutdownNow();
        }
    }

    @Test
    void aCallbackTheLentExecutorRefusesRunsAnyway() {
        threads.lend(lent);
        lent.shutdown();

        try (CapturedLog log = CapturedLog.of(CallbackThreads.class)) {
            assertThat(threadOfCallback()).isCompletedWithValue(Thread.currentThread());
            assertThat(log.lines()).hasSize(1);
            assertThat(log.lines().get(0)).startsWith("WARN The callback executor refuses work")
                    .endsWith("topic=T msgId=ID-1");
        }
    }

    @Test
    void whatACallbackThrowsIsLoggedAndKept() {
        AssertionError thrown = new AssertionError("the application's own");

        try (CapturedLog log = CapturedLog.of(CallbackThreads.class)) {
            threads.run(() -> {
                throw thrown;
            }, about);

            assertThat(log.lines()).hasSize(1);
            assertThat(log.lines().get(0)).startsWith("ERROR A send callback threw").endsWith("topic=T msgId=ID-1");
            assertThat(log.events().get(0).getThrowableProxy().getMessage()).isEqualTo("the application's own");
        }
    }

    @Test
    void nullTakesTheLentExecutorAwayAgain() {
        threads.lend(lent);
        threads.lend(null);

        assertThat(threadOfCallback()).isCompletedWithValue(Thread.currentThread());
    }

    private CompletableFuture<Thread> threadOfCallback() {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        threads.run(() -> thread.complete(Thread.currentThread()), about);
        return thread;
    }
}
