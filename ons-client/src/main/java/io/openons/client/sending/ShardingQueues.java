package io.openons.client.sending;

import java.util.List;
import org.apache.rocketmq.client.producer.MessageQueueSelector;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.common.message.MessageQueue;

/**
 * Chooses the queue of one ordered message by the published formula, so that mixed fleets put equal keys into equal
 * queues, and remembers it for retries. Belongs to one send.
 */
final class ShardingQueues implements MessageQueueSelector {

    private final String shardingKey;
    private MessageQueue chosen;

    ShardingQueues(String shardingKey) {
        this.shardingKey = shardingKey;
    }

    /** The index of a key's queue among the writable queues in route order; the smallest hash code counts as 0. */
    static int index(String shardingKey, int queues) {
        int hash = shardingKey.hashCode();
        return (hash == Integer.MIN_VALUE ? 0 : Math.abs(hash)) % queues;
    }

    @Override
    public MessageQueue select(List<MessageQueue> queues, Message message, Object unused) {
        chosen = queues.get(index(shardingKey, queues.size()));
        return chosen;
    }

    /** The queue chosen by the first try, or null when it did not get that far. */
    MessageQueue chosen() {
        return chosen;
    }
}
