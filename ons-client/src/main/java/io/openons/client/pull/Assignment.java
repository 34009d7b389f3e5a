package io.openons.client.pull;

import io.openons.client.config.PullSettings;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.common.message.MessageQueue;

/**
 * The assigned queues, their positions and the messages that wait for a poll: all state of a pull consumer, behind one
 * lock, which is never held while somebody else's code runs. Thread-safe.
 */
final class Assignment {

    private static final int MAX_MESSAGES_OF_QUEUE = 1000;
    private static final long MEBIBYTE = 1024L * 1024;

    private final int maxMessages;
    private final long maxBytesOfQueue;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();
    private final Map<MessageQueue, AssignedQueue> queues = new LinkedHashMap<>();
    private final Deque<Chunk> chunks = new ArrayDeque<>();
    private int cachedMessages;
    /** What the last poll returned. */
    private Chunk last;
    /** A pull was put off until there is room for all queues. */
    private boolean crowded;
    private boolean closed;

    Assignment(PullSettings settings) {
        this.maxMessages = settings.maxCachedMessages();
        this.maxBytesOfQueue = settings.maxCachedMebibytesOfQueue() * MEBIBYTE;
    }

    /** Assigns these queues and no others; those that stay keep their positions and messages. */
    void replace(Set<MessageQueue> wanted) {
        lock.lock();
        try {
            queues.keySet().retainAll(wanted);
            wanted.forEach(queue -> queues.computeIfAbsent(queue, AssignedQueue::new));
            dropChunks(chunk -> !assigned(chunk.queue()));
        } finally {
            lock.unlock();
        }
    }

    private interface Unwanted {
        boolean test(Chunk chunk);
    }

    private void dropChunks(Unwanted unwanted) {
        chunks.removeIf(chunk -> {
            boolean drop = unwanted.test(chunk);
            cachedMessages -= drop ? chunk.messages().size() : 0;
            return drop;
        });
        if (last != null && unwanted.test(last)) {
            last = null;
        }
    }

    private boolean assigned(AssignedQueue queue) {
        return queues.get(queue.queue()) == queue;
    }

    List<AssignedQueue> all() {
        lock.lock();
        try {
            return new ArrayList<>(queues.values());
        } finally {
            lock.unlock();
        }
    }

    /** The queues whose first position is not known yet. */
    List<AssignedQueue> unlocated() {
        List<AssignedQueue> unlocated = all();
        lock.lock();
        try {
            unlocated.removeIf(AssignedQueue::located);
            return unlocated;
        } finally {
            lock.unlock();
        }
    }

    boolean contains(MessageQueue queue) {
        lock.lock();
        try {
            return queues.containsKey(queue);
        } finally {
            lock.unlock();
        }
    }

    void locate(AssignedQueue queue, long offset) {
        lock.lock();
        try {
            queue.locate(offset);
        } finally {
            lock.unlock();
        }
    }

    /** Returns false when the queue is not assigned. */
    boolean seek(MessageQueue wanted, long offset) {
        lock.lock();
        try {
            AssignedQueue queue = queues.get(wanted);
            if (queue == null) {
                return false;
            }
            dropChunks(chunk -> chunk.queue() == queue);
            queue.seek(offset);
            return true;
        } finally {
            lock.unlock();
        }
    }

    void pause(Collection<MessageQueue> paused, boolean now) {
        lock.lock();
        try {
            paused.stream().map(queues::get).forEach(queue -> {
                if (queue != null) {
                    queue.pause(now);
                }
            });
        } finally {
            lock.unlock();
        }
    }

    /** Returns the offset to pull now, or UNKNOWN when no pull is due; an offset returned must be ended. */
    long beginPull(AssignedQueue queue) {
        lock.lock();
        try {
            if (closed || !assigned(queue) || queue.full(MAX_MESSAGES_OF_QUEUE, maxBytesOfQueue)) {
                return AssignedQueue.UNKNOWN;
            }
            if (cachedMessages >= maxMessages) {
                crowded = true;
                return AssignedQueue.UNKNOWN;
            }
            return queue.beginPull();
        } finally {
            lock.unlock();
        }
    }

    /** Ends a pull that failed. */
    void endPull(AssignedQueue queue, long offset) {
        lock.lock();
        try {
            queue.endPull(offset);
        } finally {
            lock.unlock();
        }
    }

    /** Ends a pull with what it brought, which may be nothing. */
    void endPull(AssignedQueue queue, long offset, List<MessageExt> messages, long next) {
        lock.lock();
        try {
            queue.endPull(offset);
            if (closed || !assigned(queue) || !queue.awaits(offset)) {
                return;
            }
            queue.advance(next);
            for (Chunk chunk : Chunk.of(queue, messages, next)) {
                chunks.add(chunk);
                cachedMessages += chunk.messages().size();
                queue.cached(chunk);
                change.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes the oldest chunk, or waits for one; earlier ones are settled then. Returns null when none comes in time,
     * the thread is interrupted (its flag is set then) or the consumer is shut down.
     */
    Chunk take(long timeoutMillis) {
        lock.lock();
        try {
            settleLast();
            awaitChunk(TimeUnit.MILLISECONDS.toNanos(timeoutMillis));
            Chunk chunk = closed ? null : chunks.poll();
            if (chunk != null) {
                cachedMessages -= chunk.messages().size();
                chunk.queue().taken(chunk);
                last = chunk;
            }
            return chunk;
        } finally {
            lock.unlock();
        }
    }

    private void settleLast() {
        if (last != null) {
            last.queue().settle();
            last = null;
        }
    }

    private void awaitChunk(long nanos) {
        try {
            for (long left = nanos; chunks.isEmpty() && !closed && left > 0;) {
                left = change.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether pulls of all queues were put off for want of room; asking takes note. */
    boolean wasCrowded() {
        lock.lock();
        try {
            boolean was = crowded;
            crowded = false;
            return was;
        } finally {
            lock.unlock();
        }
    }

    /** Settles all that polls returned. */
    void settleAll() {
        lock.lock();
        try {
            last = null;
            queues.values().forEach(AssignedQueue::settle);
        } finally {
            lock.unlock();
        }
    }

    /** The settled positions that are not committed. */
    Map<AssignedQueue, Long> uncommitted() {
        lock.lock();
        try {
            Map<AssignedQueue, Long> positions = new LinkedHashMap<>();
            for (AssignedQueue queue : queues.values()) {
                if (queue.uncommitted() != AssignedQueue.UNKNOWN) {
                    positions.put(queue, queue.uncommitted());
                }
            }
            return positions;
        } finally {
            lock.unlock();
        }
    }

    void committed(AssignedQueue queue, long offset) {
        lock.lock();
        try {
            queue.committed(offset);
        } finally {
            lock.unlock();
        }
    }

    /** Ends every wait for messages; polls return none from now on. */
    void close() {
        lock.lock();
        try {
            closed = true;
            change.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
