package io.openons.client.rocketmq;

import java.util.Set;
import org.apache.rocketmq.client.consumer.MessageQueueListener;
import org.apache.rocketmq.common.message.MessageQueue;

/**
 * What follows when a consumer was given other queues of a topic. RocketMQ then raises the version of the subscription
 * and says so in a heartbeat, which is skipped while another one is under way; brokers that missed it would refuse
 * pulls until the next one, up to 30 s later.
 */
final class QueueChanges implements MessageQueueListener {

    private final CacheLimits limits;
    private final ConsumerHeartbeat heartbeat;

    QueueChanges(CacheLimits limits, ConsumerHeartbeat heartbeat) {
        this.limits = limits;
        this.heartbeat = heartbeat;
    }

    CacheLimits limits() {
        return limits;
    }

    @Override
    public void messageQueueChanged(String topic, Set<MessageQueue> all, Set<MessageQueue> assigned) {
        limits.divide();
        heartbeat.trySend();
    }
}
