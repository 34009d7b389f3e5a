package io.openons.client.sending;

import io.openons.client.error.ErrorCode;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * When a send is tried again after a failure and how long to pause before: an overloaded broker gets up to four more
 * rounds after about 50, 100, 200 and 400 ms, as long as the send timeout allows. Belongs to one send.
 */
final class BackOff {

    private static final int ROUNDS = 4;
    private static final long FIRST_PAUSE_MILLIS = 50;

    private final long deadlineNanos;
    private int rounds;

    BackOff(long timeoutMillis) {
        this.deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    }

    long deadlineNanos() {
        return deadlineNanos;
    }

    /** What is left of the send timeout, at least 1 ms, so that the RocketMQ client can say that it is over. */
    long remainingMillis() {
        return Math.max(TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime()), 1);
    }

    /** How long to pause before the next try, or -1 when this failure is final. */
    long pauseMillis(ErrorCode failure) {
        if (failure != ErrorCode.BROKER_BUSY || rounds == ROUNDS) {
            return -1;
        }
        // Spread by a quarter, so that producers that were refused together do not come back together.
        long pause = FIRST_PAUSE_MILLIS << rounds;
        pause += ThreadLocalRandom.current().nextLong(-pause / 4, pause / 4 + 1);
        if (pause >= remainingMillis()) {
            return -1;
        }
        rounds++;
        return pause;
    }
}
