package io.openons.client.sending;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.rocketmq.remoting.exception.RemotingTimeoutException;

/**
 * When the messages of one topic go out: at once while few requests are under way; what comes meanwhile collects, and
 * goes when one comes back or a batch is full. Calls RocketMQ without holding its lock. Thread-safe.
 */
final class TopicBatches {

    /** Requests under way that leave no place for one that could still grow. */
    static final int FEW = 4;
    /** Requests under way that leave no place for a full one either: what a slow network may hold of a topic. */
    static final int MANY = 64;

    private final Batches batches;
    /** The last one is open for more messages; those before are full. Guarded by this. */
    private final Deque<Batch> waiting = new ArrayDeque<>();
    /** In the order of their departure. Guarded by this. */
    private final Set<Batch> underWay = new LinkedHashSet<>();

    TopicBatches(Batches batches) {
        this.batches = batches;
    }

    /** Takes a place for a message that its thread sends by itself; null when there is none. */
    synchronized Batch enter(long timeoutMillis) {
        if (underWay.size() >= FEW || !waiting.isEmpty()) {
            return null;
        }
        Batch alone = new Batch(this, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis));
        underWay.add(alone);
        return alone;
    }

    /** Sends a message, now or with others. */
    void add(PendingSend send, int bytes) {
        synchronized (this) {
            Batch last = waiting.peekLast();
            if (last == null || !last.admits(send, bytes)) {
                last = new Batch(this, send.deadlineNanos());
                waiting.add(last);
            }
            last.add(send, bytes);
        }
        departures();
    }

    /** Gives back the place of what has its outcome. */
    void leave(Batch batch) {
        synchronized (this) {
            underWay.remove(batch);
        }
        departures();
    }

    private void departures() {
        Batch forgotten = forgotten();
        if (forgotten != null) {
            batches.later(() -> forgotten.onException(
                    new RemotingTimeoutException("nothing was heard of the request")));
        }
        for (Batch next = next(); next != null; next = next()) {
            batches.departed(next.size());
            if (!next.depart(batches)) {
                synchronized (this) {
                    underWay.remove(next);
                }
            }
        }
    }

    private synchronized Batch next() {
        if (waiting.isEmpty() || underWay.size() >= (waiting.size() > 1 ? MANY : FEW)) {
            return null;
        }
        Batch next = waiting.remove();
        underWay.add(next);
        return next;
    }

    /** Frees the place of a request that the RocketMQ client never reported: a few of them would end all sending. */
    private synchronized Batch forgotten() {
        Batch oldest = waiting.isEmpty() || underWay.size() < FEW ? null : underWay.iterator().next();
        return oldest != null && oldest.forgotten() && underWay.remove(oldest) ? oldest : null;
    }
}
