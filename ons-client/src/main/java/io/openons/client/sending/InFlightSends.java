package io.openons.client.sending;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The sends of one producer that nobody waits for, or that share a request, and have no outcome yet. Whoever ends one
 * first reports it, so that each is reported exactly once, also those that a shutdown cuts off. Thread-safe.
 */
final class InFlightSends {

    private static final long LOOK_EVERY_MILLIS = 5;

    private final Set<PendingSend> sends = ConcurrentHashMap.newKeySet();

    void begin(PendingSend send) {
        sends.add(send);
    }

    boolean contains(PendingSend send) {
        return sends.contains(send);
    }

    /** Returns whether this call ended the send. */
    boolean end(PendingSend send) {
        return sends.remove(send);
    }

    /** Waits until all sends have their outcome, at most that long. */
    void await(long limitMillis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitMillis);
        try {
            while (!sends.isEmpty() && System.nanoTime() < end) {
                Thread.sleep(LOOK_EVERY_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reports every send that is left as cut off by the shutdown. */
    void cutOff() {
        for (PendingSend send : sends) {
            send.cutOff();
        }
    }
}
