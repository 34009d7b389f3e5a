package io.openons.client.rocketmq;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.rocketmq.client.consumer.store.OffsetStore;
import org.apache.rocketmq.client.consumer.store.ReadOffsetType;
import org.apache.rocketmq.common.message.MessageQueue;

/**
 * The positions of a broadcasting consumer without an instance name. Its client id differs at each start, so positions
 * written to a file would never be found again; this keeps them in memory and the home folder clean. Thread-safe.
 */
final class MemoryOffsetStore implements OffsetStore {

    private static final long NONE = -1;

    private final ConcurrentMap<MessageQueue, Long> offsets = new ConcurrentHashMap<>();

    @Override
    public void load() {
        // Nothing outlives the process.
    }

    @Override
    public void updateOffset(MessageQueue queue, long offset, boolean increaseOnly) {
        offsets.merge(queue, offset, (old, now) -> increaseOnly ? Math.max(old, now) : now);
    }

    @Override
    public void updateAndFreezeOffset(MessageQueue queue, long offset) {
        updateOffset(queue, offset, false);
    }

    @Override
    public long readOffset(MessageQueue queue, ReadOffsetType type) {
        return offsets.getOrDefault(queue, NONE);
    }

    @Override
    public void persistAll(Set<MessageQueue> queues) {
        // Nothing outlives the process.
    }

    @Override
    public void persist(MessageQueue queue) {
        // Nothing outlives the process.
    }

    @Override
    public void removeOffset(MessageQueue queue) {
        // Kept: a queue that comes back after a route change goes on where it stopped.
    }

    @Override
    public Map<MessageQueue, Long> cloneOffsetTable(String topic) {
        Map<MessageQueue, Long> ofTopic = new HashMap<>();
        offsets.forEach((queue, offset) -> {
            if (queue.getTopic().equals(topic)) {
                ofTopic.put(queue, offset);
            }
        });
        return ofTopic;
    }

    @Override
    public void updateConsumeOffsetToBroker(MessageQueue queue, long offset, boolean oneway) {
        // A broadcasting consumer's positions are its own.
    }
}
