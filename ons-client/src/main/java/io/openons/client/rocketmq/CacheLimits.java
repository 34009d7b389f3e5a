package io.openons.client.rocketmq;

import io.openons.client.config.ConsumerSettings;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.ToLongFunction;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.impl.consumer.ProcessQueue;

/**
 * Divides what a consumer may hold in memory among its queues, anew whenever it is given other queues, and while queues
 * hold more than an equal share, whenever they hold less. RocketMQ's own division lets each queue exceed its share by a
 * whole pull; here a pull fits into the share. Only a queue's first message, or a pull of messages larger than 1 MiB, may
 * exceed it. Thread-safe.
 */
final class CacheLimits {

    /** Assumed until the consumer knows its queues. */
    private static final int QUEUES_AT_FIRST = 64;
    private static final long MEBIBYTE = 1024 * 1024;

    private final DefaultMQPushConsumer consumer;
    private final ConsumerSettings settings;
    /** Whether some queue holds more than its share, at the expense of the others. */
    private volatile boolean unequal;

    CacheLimits(DefaultMQPushConsumer consumer, ConsumerSettings settings) {
        this.consumer = consumer;
        this.settings = settings;
    }

    /** Those of a consumer that {@link RocketMqClients} made. */
    static CacheLimits of(DefaultMQPushConsumer consumer) {
        return ((QueueChanges) consumer.getMessageQueueListener()).limits();
    }

    /** Puts the limits of a consumer that is not started into effect. */
    void begin() {
        apply(settings.maxCachedMessages() / QUEUES_AT_FIRST, settings.maxCachedMebibytes() / QUEUES_AT_FIRST);
        // RocketMQ refuses to start with less than 1.
        consumer.setPullThresholdForQueue(Math.max(1, consumer.getPullThresholdForQueue()));
        consumer.setPullThresholdSizeForQueue(Math.max(1, consumer.getPullThresholdSizeForQueue()));
    }

    /** Called whenever the consumer was given other queues. */
    @SuppressWarnings("deprecation") // the implementation behind the consumer has no other way to it
    synchronized void divide() {
        Collection<ProcessQueue> queues =
                consumer.getDefaultMQPushConsumerImpl().getRebalanceImpl().getProcessQueueTable().values();
        long messages = share(settings.maxCachedMessages(), queues, queue -> queue.getMsgCount().get());
        long bytes = share(settings.maxCachedMebibytes() * MEBIBYTE, queues, queue -> queue.getMsgSize().get());
        int count = Math.max(1, queues.size());
        unequal = messages < settings.maxCachedMessages() / count
                || bytes < settings.maxCachedMebibytes() * MEBIBYTE / count;
        apply(messages, bytes / MEBIBYTE);
    }

    /** Called when messages were consumed, so that the others' share may grow. */
    void consumed() {
        if (unequal) {
            divide();
        }
    }

    /** The most that each queue may hold so that all of them, with those that hold more already, keep to the limit. */
    private static long share(long limit, Collection<ProcessQueue> queues, ToLongFunction<ProcessQueue> held) {
        long[] ascending = queues.stream().mapToLong(held).toArray();
        Arrays.sort(ascending);
        long left = limit;
        for (int count = ascending.length; count > 0; count--) {
            if (ascending[count - 1] <= left / count) {
                return left / count;
            }
            left -= ascending[count - 1];
        }
        return Math.max(0, left);
    }

    /** RocketMQ pulls while a queue holds no more messages, and no more whole MiB, than its thresholds say. */
    private void apply(long messages, long mebibytes) {
        int most = (int) Math.max(1, messages);
        int pull = Math.min(settings.pullBatchSize(), (most + 1) / 2);
        consumer.setPullBatchSize(pull);
        consumer.setPullThresholdForQueue(most - pull);
        consumer.setPullThresholdSizeForQueue((int) Math.max(0, mebibytes - 2));
    }
}
