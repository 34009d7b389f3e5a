package io.openons.client.rocketmq;

import java.util.Map;
import java.util.Set;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.consumer.store.LocalFileOffsetStore;
import org.apache.rocketmq.client.consumer.store.OffsetStore;
import org.apache.rocketmq.client.consumer.store.ReadOffsetType;
import org.apache.rocketmq.client.consumer.store.RemoteBrokerOffsetStore;
import org.apache.rocketmq.client.exception.MQBrokerException;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.impl.factory.MQClientInstance;
import org.apache.rocketmq.common.MixAll;
import org.apache.rocketmq.common.message.MessageQueue;
import org.apache.rocketmq.remoting.exception.RemotingException;
import org.apache.rocketmq.remoting.protocol.heartbeat.MessageModel;

/**
 * RocketMQ's store of positions, at brokers or in a file, which also notes where a consumer begins. RocketMQ notes a
 * queue's position only when something came of a pull, and a queue without position is begun at its end: what is sent
 * to a queue that was silent so far, while the consumer is away, would be skipped. Thread-safe.
 */
final class FirstPositions implements OffsetStore {

    private static final long NONE = -1;

    private final DefaultMQPushConsumer consumer;
    /** Null until the consumer starts, which loads the positions. */
    private volatile OffsetStore store;

    FirstPositions(DefaultMQPushConsumer consumer) {
        this.consumer = consumer;
    }

    @Override
    public void load() throws MQClientException {
        store = consumer.getMessageModel() == MessageModel.BROADCASTING
                ? new LocalFileOffsetStore(instance(), consumer.getConsumerGroup())
                : new RemoteBrokerOffsetStore(instance(), consumer.getConsumerGroup());
        store.load();
    }

    @SuppressWarnings("deprecation") // the implementation behind the consumer has no other way to it
    private MQClientInstance instance() {
        return consumer.getDefaultMQPushConsumerImpl().getmQClientFactory();
    }

    @Override
    public long readOffset(MessageQueue queue, ReadOffsetType type) {
        long offset = store.readOffset(queue, type);
        return offset == NONE && type == ReadOffsetType.READ_FROM_STORE
                && !queue.getTopic().startsWith(MixAll.RETRY_GROUP_TOPIC_PREFIX) ? first(queue) : offset;
    }

    private long first(MessageQueue queue) {
        try {
            long end = instance().getMQAdminImpl().maxOffset(queue);
            // A broker begins a young queue at 0 unless it is empty, which it may have been a moment ago.
            long young = end > 0 ? store.readOffset(queue, ReadOffsetType.READ_FROM_STORE) : NONE;
            long first = young >= 0 ? young : end;
            store.updateOffset(queue, first, true);
            return first;
        } catch (MQClientException e) {
            return NONE; // RocketMQ asks itself, and reports what is wrong
        }
    }

    @Override
    public void updateOffset(MessageQueue queue, long offset, boolean increaseOnly) {
        store.updateOffset(queue, offset, increaseOnly);
    }

    @Override
    public void updateAndFreezeOffset(MessageQueue queue, long offset) {
        store.updateAndFreezeOffset(queue, offset);
    }

    @Override
    public void persistAll(Set<MessageQueue> queues) {
        store.persistAll(queues);
    }

    @Override
    public void persist(MessageQueue queue) {
        store.persist(queue);
    }

    @Override
    public void removeOffset(MessageQueue queue) {
        store.removeOffset(queue);
    }

    @Override
    public Map<MessageQueue, Long> cloneOffsetTable(String topic) {
        return store.cloneOffsetTable(topic);
    }

    @Override
    public void updateConsumeOffsetToBroker(MessageQueue queue, long offset, boolean oneway) throws RemotingException,
            MQBrokerException, InterruptedException, MQClientException {
        store.updateConsumeOffsetToBroker(queue, offset, oneway);
    }
}
