package io.openons.client.rocketmq.trace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.apache.rocketmq.client.trace.TraceContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The records that wait to be written, some thousands at most: what comes when it is full is dropped, so that tracing
 * never slows down what it traces. Thread-safe; one reader.
 */
final class TraceBacklog {

    static final int CAPACITY = 10_000;
    static final int BATCH = 100;

    private static final long LINGER_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final Logger LOG = LoggerFactory.getLogger(TraceBacklog.class);

    private final String client;
    /** Guarded by this, as all below. */
    private final Queue<TraceContext> waiting = new ArrayDeque<>();
    private long dropped;
    private boolean closed;

    /**
     * Creates an empty backlog.
     *
     * @param client whose records these are, for the log
     */
    TraceBacklog(String client) {
        this.client = client;
    }

    /** Takes a record in; returns false when it is dropped. */
    synchronized boolean offer(TraceContext context) {
        if (closed) {
            return false;
        }
        if (waiting.size() == CAPACITY) {
            if (dropped++ == 0) {
                LOG.warn("Traces of {} come faster than they are written; what exceeds {} is dropped", client,
                        CAPACITY);
            }
            return false;
        }
        waiting.add(context);
        if (waiting.size() == 1 || waiting.size() == BATCH) {
            notifyAll();
        }
        return true;
    }

    /**
     * Waits for records, and a moment for more, and takes some.
     *
     * @return up to {@link #BATCH} records, the oldest first; empty when the backlog is closed and empty
     * @throws InterruptedException when the reader is to end at once
     */
    synchronized List<TraceContext> take() throws InterruptedException {
        while (waiting.isEmpty()) {
            if (closed) {
                return Collections.emptyList();
            }
            wait();
        }
        long end = System.nanoTime() + LINGER_NANOS;
        for (long left = LINGER_NANOS; waiting.size() < BATCH && !closed && left > 0; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        List<TraceContext> batch = new ArrayList<>(BATCH);
        while (batch.size() < BATCH && !waiting.isEmpty()) {
            batch.add(waiting.remove());
        }
        return batch;
    }

    /** Takes no more in; what waits can still be taken. */
    synchronized void close() {
        closed = true;
        notifyAll();
        if (dropped > 0) {
            LOG.warn("Traces of {} were dropped because they came faster than they were written. dropped={}", client,
                    dropped);
        }
    }

    /** Gives up what waits and returns how much that is. */
    synchronized int discard() {
        int discarded = waiting.size();
        waiting.clear();
        return discarded;
    }
}
