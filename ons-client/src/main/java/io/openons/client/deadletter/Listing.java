package io.openons.client.deadletter;

import io.openons.client.message.InboundMessages;
import io.openons.client.rocketmq.TopicReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.rocketmq.client.consumer.PullResult;
import org.apache.rocketmq.client.consumer.PullStatus;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.common.message.MessageQueue;

/**
 * Walks over dead letters, queue by queue, from the oldest to the one that was the last when the walk began, and holds
 * no more than one pull of them. Not thread-safe.
 */
final class Listing implements Iterator<DeadLetter> {

    private static final int PULL = 32;

    /** What is left to read of a queue. */
    private static final class Range {

        private final MessageQueue queue;
        private final long end;
        private long next;

        Range(MessageQueue queue, long next, long end) {
            this.queue = queue;
            this.next = next;
            this.end = end;
        }
    }

    private final TopicReader reader;
    private final InboundMessages inbound;
    private final Deque<Range> ranges = new ArrayDeque<>();
    private final Deque<DeadLetter> pulled = new ArrayDeque<>();

    /**
     * Begins a walk.
     *
     * @param reader reads the group's dead-letter topic
     * @param inbound converts for the group's namespace
     * @param fromPosition whether to begin at the group's position rather than at the oldest dead letter
     */
    Listing(TopicReader reader, InboundMessages inbound, boolean fromPosition) {
        this.reader = reader;
        this.inbound = inbound;
        for (MessageQueue queue : reader.queues()) {
            long begin = reader.begin(queue);
            ranges.add(new Range(queue, fromPosition ? Math.max(begin, reader.position(queue)) : begin,
                    reader.end(queue)));
        }
    }

    @Override
    public boolean hasNext() {
        while (pulled.isEmpty() && !ranges.isEmpty()) {
            pull(ranges.peek());
        }
        return !pulled.isEmpty();
    }

    private void pull(Range range) {
        if (range.next >= range.end) {
            ranges.remove();
            return;
        }
        PullResult result = reader.pull(range.queue, range.next, PULL);
        if (result.getPullStatus() == PullStatus.FOUND) {
            for (MessageExt message : result.getMsgFoundList()) {
                if (message.getQueueOffset() < range.end) {
                    pulled.add(new DeadLetter(message, range.queue, inbound));
                }
            }
        }
        // Without progress there is nothing more to read; with a gap the broker deleted what was too old.
        range.next = result.getNextBeginOffset() > range.next ? result.getNextBeginOffset() : range.end;
    }

    @Override
    public DeadLetter next() {
        if (!hasNext()) {
            throw new NoSuchElementException("there are no more dead letters in this listing");
        }
        return pulled.remove();
    }
}
