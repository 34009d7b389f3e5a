package io.openons.embedded;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A limit for waiting in small steps. */
final class Deadline {

    private static final Duration STEP = Duration.ofMillis(5);

    private final long endNanos;

    private Deadline(long endNanos) {
        this.endNanos = endNanos;
    }

    static Deadline after(Duration limit) {
        return new Deadline(System.nanoTime() + limit.toNanos());
    }

    /** Pauses a step; false when the limit has passed. An interrupt shortens the pause, not the limit. */
    boolean pause() {
        if (System.nanoTime() - endNanos >= 0) {
            return false;
        }
        LockSupport.parkNanos(STEP.toNanos());
        return true;
    }
}
