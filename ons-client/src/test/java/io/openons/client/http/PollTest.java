package io.openons.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rounds follow each other until the end, on a daemon thread. */
@Timeout(30)
class PollTest {

    @Test
    void roundsFollowUntilTheEnd() {
        AtomicInteger rounds = new AtomicInteger();
        AtomicReference<Thread> thread = new AtomicReference<>();
        Poll poll = Poll.begin("ons-poll-test", Duration.ZERO, () -> {
            thread.set(Thread.currentThread());
            rounds.incrementAndGet();
            return Duration.ofMillis(1);
        });

        await("three rounds").atMost(Duration.ofSeconds(10)).until(() -> rounds.get() >= 3);
        assertThat(thread.get().isDaemon()).isTrue();
        assertThat(thread.get().getName()).isEqualTo("ons-poll-test");
        poll.end();

        await("the end of the thread").atMost(Duration.ofSeconds(10)).until(() -> !thread.get().isAlive());
    }

    @Test
    void theEndDoesNotWaitForAPause() {
        AtomicReference<Thread> thread = new AtomicReference<>();
        Poll poll = Poll.begin("ons-poll-test", Duration.ZERO, () -> {
            thread.set(Thread.currentThread());
            return Duration.ofDays(1);
        });
        await("the first round").atMost(Duration.ofSeconds(10)).until(() -> thread.get() != null);

        poll.end();

        await("the end of the thread").atMost(Duration.ofSeconds(10)).until(() -> !thread.get().isAlive());
    }
}
