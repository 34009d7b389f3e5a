package io.openons.client.rocketmq;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where listener calls begin and end, so that they can be waited for and kept from beginning. Thread-safe. */
final class ListenerGate {

    static final int LIMIT_SECONDS = 10;

    private static final Logger LOG = LoggerFactory.getLogger(ListenerGate.class);

    private final ThreadLocal<Boolean> inside = new ThreadLocal<>();
    /** Guarded by this. */
    private int calls;
    /** Guarded by this. */
    private boolean closed;

    /** Whether the listener may be called; then {@link #leave} must follow. */
    synchronized boolean enter() {
        if (closed) {
            return false;
        }
        calls++;
        inside.set(true);
        return true;
    }

    synchronized void leave() {
        inside.remove();
        calls--;
        notifyAll();
    }

    /** Whether the current thread entered. */
    boolean inside() {
        return inside.get() != null;
    }

    /** Lets nobody in any more and waits until all left, unless called from inside. */
    synchronized void close() {
        closed = true;
        if (inside()) {
            return;
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        try {
            for (long left = end - System.nanoTime(); calls > 0 && left > 0; left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (calls > 0) {
            LOG.warn("Listeners still work {} s after the shutdown began; their messages come again", LIMIT_SECONDS);
        }
    }
}
