package io.openons.client.pull;

import java.util.HashSet;
import java.util.Set;
import org.apache.rocketmq.common.message.MessageQueue;

/**
 * What is known of one assigned queue. Its state belongs to the {@link Assignment}, whose lock guards it.
 *
 * <p>A pull is known by the offset it asks for. After a seek the answer to an older pull is of use when the queue has
 * come to that offset again, and of none otherwise; so a pull that waits at the broker never has to be cancelled, and
 * there is at most one for each offset.
 */
final class AssignedQueue {

    static final long UNKNOWN = -1;

    private final MessageQueue queue;
    /** The offsets of the pulls that have not reported. */
    private final Set<Long> underWay = new HashSet<>();
    /** The offset to pull next. */
    private long next = UNKNOWN;
    /** The position behind everything that polls returned. */
    private long consumed = UNKNOWN;
    /** The position behind everything that polls before the last one returned. */
    private long settled = UNKNOWN;
    /** The position that this consumer committed last. */
    private long committed = UNKNOWN;
    private int cachedMessages;
    private long cachedBytes;
    private boolean paused;

    AssignedQueue(MessageQueue queue) {
        this.queue = queue;
    }

    MessageQueue queue() {
        return queue;
    }

    boolean located() {
        return next != UNKNOWN;
    }

    /** Where pulls begin; a position sought meanwhile counts more. */
    void locate(long offset) {
        if (!located()) {
            next = offset;
        }
    }

    void seek(long offset) {
        next = offset;
        consumed = offset;
        settled = offset;
        cachedMessages = 0;
        cachedBytes = 0;
    }

    /** Returns the offset to pull now, or UNKNOWN when none is due. */
    long beginPull() {
        return paused || !located() || !underWay.add(next) ? UNKNOWN : next;
    }

    void endPull(long offset) {
        underWay.remove(offset);
    }

    /** Whether the answer to a pull is what the queue goes on with; a paused queue pulls again when it is resumed. */
    boolean awaits(long offset) {
        return next == offset && !paused;
    }

    void advance(long offset) {
        next = offset;
    }

    void cached(Chunk chunk) {
        cachedMessages += chunk.messages().size();
        cachedBytes += chunk.bytes();
    }

    void taken(Chunk chunk) {
        cachedMessages -= chunk.messages().size();
        cachedBytes -= chunk.bytes();
        consumed = chunk.end();
    }

    boolean full(int maxMessages, long maxBytes) {
        return cachedMessages >= maxMessages || cachedBytes >= maxBytes;
    }

    void pause(boolean now) {
        paused = now;
    }

    void settle() {
        settled = consumed;
    }

    /** The position to commit, or UNKNOWN when it is committed already or there is none. */
    long uncommitted() {
        return settled == committed ? UNKNOWN : settled;
    }

    void committed(long offset) {
        committed = offset;
    }
}
