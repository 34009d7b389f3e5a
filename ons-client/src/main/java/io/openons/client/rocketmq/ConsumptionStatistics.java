package io.openons.client.rocketmq;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.rocketmq.client.impl.consumer.DefaultMQPushConsumerImpl;
import org.apache.rocketmq.client.stat.ConsumerStatsManager;
import org.apache.rocketmq.common.message.MessageQueue;

/** What RocketMQ's tools show about a running consumer: how much it consumes, how much fails, how long it takes. */
final class ConsumptionStatistics {

    private final DefaultMQPushConsumerImpl implementation;
    private final String group;

    ConsumptionStatistics(DefaultMQPushConsumerImpl implementation, String group) {
        this.implementation = implementation;
        this.group = group;
    }

    /**
     * Adds a call of the listener.
     *
     * @param queues for each message the queue it was taken from
     * @param done how many messages are done, counted from the first one
     * @param nanos how long the call took
     */
    void add(List<MessageQueue> queues, int done, long nanos) {
        ConsumerStatsManager statistics = implementation.getConsumerStatsManager();
        statistics.incConsumeRT(group, queues.get(0).getTopic(), TimeUnit.NANOSECONDS.toMillis(nanos));
        for (int i = 0; i < queues.size(); i++) {
            if (i < done) {
                statistics.incConsumeOKTPS(group, queues.get(i).getTopic(), 1);
            } else {
                statistics.incConsumeFailedTPS(group, queues.get(i).getTopic(), 1);
            }
        }
    }
}
