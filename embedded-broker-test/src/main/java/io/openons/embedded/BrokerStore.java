package io.openons.embedded;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.rocketmq.broker.BrokerController;
import org.apache.rocketmq.common.MixAll;
import org.apache.rocketmq.common.TopicConfig;
import org.apache.rocketmq.store.GetMessageResult;
import org.apache.rocketmq.store.MessageStore;
import org.apache.rocketmq.store.exception.ConsumeQueueException;

/**
 * Ground truth for tests: what the broker has really stored, read from its store and not through a client.
 *
 * <p>Every acknowledged message is visible: a read first waits until the broker has indexed all it has written. A topic
 * or group the broker does not know has no messages, and no queues. Nothing is changed by reading.
 *
 * <p>Thread-safe. Every method throws {@link IllegalStateException} while the servers are not running.
 */
public final class BrokerStore {

    private static final String READER = "embedded-store-reader";
    private static final int BATCH = 32;
    private static final Duration INDEX_LIMIT = Duration.ofSeconds(10);

    private final Supplier<BrokerController> broker;

    BrokerStore(Supplier<BrokerController> broker) {
        this.broker = broker;
    }

    /**
     * Every message of a topic. Also reads RocketMQ's own topics, such as {@code SCHEDULE_TOPIC_XXXX}.
     *
     * @param topic the topic, with its namespace if it has one
     * @return the messages in the order of queues, then offsets; empty if there is no such topic
     */
    public List<StoredMessage> messages(String topic) {
        List<StoredMessage> messages = new ArrayList<>();
        int queues = queues(topic);
        for (int queueId = 0; queueId < queues; queueId++) {
            readQueue(topic, queueId, messages);
        }
        return List.copyOf(messages);
    }

    /**
     * How many messages a topic holds, from the offsets of its queues.
     *
     * @param topic the topic, with its namespace if it has one
     * @return the number; 0 if there is no such topic
     */
    public long messageCount(String topic) {
        long count = 0;
        int queues = queues(topic);
        for (int queueId = 0; queueId < queues; queueId++) {
            count += maxOffset(topic, queueId) - minOffset(topic, queueId);
        }
        return count;
    }

    /**
     * The offset of the oldest message of a queue.
     *
     * @param topic the topic, with its namespace if it has one
     * @param queueId the queue, from 0
     * @return the offset; 0 if the queue never held a message
     */
    public long minOffset(String topic, int queueId) {
        return Math.max(0, indexedStore().getMinOffsetInQueue(topic, queueId));
    }

    /**
     * The offset the next message of a queue will get.
     *
     * @param topic the topic, with its namespace if it has one
     * @param queueId the queue, from 0
     * @return the offset; 0 if the queue never held a message
     */
    public long maxOffset(String topic, int queueId) {
        try {
            return Math.max(0, indexedStore().getMaxOffsetInQueue(topic, queueId));
        } catch (ConsumeQueueException e) {
            throw new IllegalStateException("Cannot read queue " + queueId + " of topic \"" + topic + "\".", e);
        }
    }

    /**
     * The offset a group has committed: the next message it would be given. Clients commit every 5 s and when they shut
     * down.
     *
     * @param group the group, with its namespace if it has one
     * @param topic the topic, with its namespace if it has one
     * @param queueId the queue, from 0
     * @return the offset; -1 if the group has committed none
     */
    public long consumerOffset(String group, String topic, int queueId) {
        return broker.get().getConsumerOffsetManager().queryOffset(group, topic, queueId);
    }

    /**
     * How many messages of a topic a group has not committed yet; all of them if it has committed none.
     *
     * @param group the group, with its namespace if it has one
     * @param topic the topic, with its namespace if it has one
     * @return the number over all queues
     */
    public long backlog(String group, String topic) {
        long backlog = 0;
        int queues = queues(topic);
        for (int queueId = 0; queueId < queues; queueId++) {
            long position = Math.max(consumerOffset(group, topic, queueId), minOffset(topic, queueId));
            backlog += maxOffset(topic, queueId) - position;
        }
        return backlog;
    }

    /**
     * The messages a group has given up: those in its dead-letter topic, {@code %DLQ%group}.
     *
     * @param group the group, with its namespace if it has one
     * @return the messages; empty if there are none
     */
    public List<StoredMessage> deadLetters(String group) {
        return messages(MixAll.getDLQTopic(group));
    }

    /**
     * The messages given back for redelivery to a group: those in its retry topic, {@code %RETRY%group}. A message
     * still waiting for its time is not there yet but in {@code SCHEDULE_TOPIC_XXXX}.
     *
     * @param group the group, with its namespace if it has one
     * @return the messages, those already redelivered included; empty if there are none
     */
    public List<StoredMessage> retries(String group) {
        return messages(MixAll.getRetryTopic(group));
    }

    private int queues(String topic) {
        Objects.requireNonNull(topic, "topic");
        TopicConfig config = broker.get().getTopicConfigManager().selectTopicConfig(topic);
        return config == null ? 0 : Math.max(config.getReadQueueNums(), config.getWriteQueueNums());
    }

    private void readQueue(String topic, int queueId, List<StoredMessage> messages) {
        MessageStore store = indexedStore();
        long end = maxOffset(topic, queueId);
        long offset = minOffset(topic, queueId);
        while (offset < end) {
            GetMessageResult result = store.getMessage(READER, topic, queueId, offset, BATCH, null);
            if (result == null || result.getNextBeginOffset() <= offset) {
                throw new IllegalStateException("Cannot read queue " + queueId + " of topic \"" + topic
                        + "\" from offset " + offset + ": the store answers "
                        + (result == null ? "nothing" : result.getStatus()) + ".");
            }
            try {
                for (ByteBuffer buffer : result.getMessageBufferList()) {
                    messages.add(StoredMessage.read(buffer));
                }
            } finally {
                result.release();
            }
            offset = result.getNextBeginOffset();
        }
    }

    /** The store, once its queues know all that has been written so far; that follows writing by about a ms. */
    private MessageStore indexedStore() {
        MessageStore store = broker.get().getMessageStore();
        long written = store.getMaxPhyOffset();
        Deadline deadline = Deadline.after(INDEX_LIMIT);
        while (store.getMaxPhyOffset() - store.dispatchBehindBytes() < written) {
            if (!deadline.pause()) {
                throw new IllegalStateException("The broker has not indexed all written messages within "
                        + INDEX_LIMIT.toSeconds() + " s.");
            }
        }
        return store;
    }
}
