package io.openons.client.rocketmq;

import io.openons.client.config.ConsumerSettings;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;

/**
 * Divides what a consumer may hold in memory among its queues, anew whenever it is given other queues. RocketMQ's own
 * division lets each queue exceed its share by a whole pull; here a pull fits into the share. Only a queue's first
 * message, or a pull of messages larger than 1 MiB, may exceed it.
 */
final class CacheLimits {

    /** Assumed until the consumer knows its queues. */
    private static final int QUEUES_AT_FIRST = 64;

    private final DefaultMQPushConsumer consumer;
    private final ConsumerSettings settings;

    CacheLimits(DefaultMQPushConsumer consumer, ConsumerSettings settings) {
        this.consumer = consumer;
        this.settings = settings;
    }

    /** Puts the limits of a consumer that is not started into effect. */
    void begin() {
        divide(QUEUES_AT_FIRST);
        // RocketMQ refuses to start with less than 1.
        consumer.setPullThresholdForQueue(Math.max(1, consumer.getPullThresholdForQueue()));
        consumer.setPullThresholdSizeForQueue(Math.max(1, consumer.getPullThresholdSizeForQueue()));
    }

    /** Called whenever the consumer was given other queues. */
    @SuppressWarnings("deprecation") // the implementation behind the consumer has no other way to it
    void divide() {
        divide(consumer.getDefaultMQPushConsumerImpl().getRebalanceImpl().getProcessQueueTable().size());
    }

    /** RocketMQ pulls while a queue holds no more messages, and no more whole MiB, than its thresholds say. */
    private void divide(int queues) {
        int messages = Math.max(1, settings.maxCachedMessages() / Math.max(1, queues));
        int pull = Math.min(settings.pullBatchSize(), (messages + 1) / 2);
        consumer.setPullBatchSize(pull);
        consumer.setPullThresholdForQueue(messages - pull);
        consumer.setPullThresholdSizeForQueue(
                Math.max(0, settings.maxCachedMebibytes() / Math.max(1, queues) - 2));
    }
}
