package io.openons.client.rocketmq;

import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.impl.consumer.DefaultMQPushConsumerImpl;
import org.apache.rocketmq.client.impl.factory.MQClientInstance;
import org.apache.rocketmq.common.MixAll;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one file that reaches behind {@link DefaultMQPushConsumer}. RocketMQ picks up a changed subscription at its next
 * route poll (up to 30 s) and rebalance (up to 20 s), and refuses to start while no name server answers; with this
 * control both happen at once or in the background. Belongs to one started consumer.
 */
public final class PushConsumerControl {

    private static final Logger LOG = LoggerFactory.getLogger(PushConsumerControl.class);

    private final DefaultMQPushConsumer consumer;

    /**
     * Creates the control.
     *
     * @param consumer a RocketMQ consumer
     */
    public PushConsumerControl(DefaultMQPushConsumer consumer) {
        this.consumer = consumer;
    }

    /**
     * Makes the consumer's present subscriptions take effect: looks up the routes of its topics, has brokers check SQL
     * expressions, tells brokers about the subscriptions and takes its share of the queues. While no name server
     * answers this is left to RocketMQ's own polls.
     *
     * @throws MQClientException when a broker refuses a SQL expression
     */
    @SuppressWarnings("deprecation") // the implementation behind the consumer has no other way to it
    public void applySubscriptions() throws MQClientException {
        DefaultMQPushConsumerImpl implementation = consumer.getDefaultMQPushConsumerImpl();
        MQClientInstance instance = implementation.getmQClientFactory();
        try {
            for (String topic : implementation.getSubscriptionInner().keySet()) {
                instance.updateTopicRouteInfoFromNameServer(topic);
            }
        } catch (IllegalStateException e) {
            LOG.warn("Routes cannot be looked up now; the consumer goes on trying. group={}",
                    consumer.getConsumerGroup(), e);
            return;
        }
        instance.checkClientInBroker();
        instance.sendHeartbeatToAllBrokerWithLock();
        // The broker creates a new group's retry topic when it hears the first heartbeat.
        instance.updateTopicRouteInfoFromNameServer(MixAll.getRetryTopic(consumer.getConsumerGroup()));
        instance.doRebalance();
    }

    /** Gives up the queues of topics that are no longer subscribed. */
    @SuppressWarnings("deprecation") // as above
    public void dropUnsubscribed() {
        MQClientInstance instance = consumer.getDefaultMQPushConsumerImpl().getmQClientFactory();
        instance.sendHeartbeatToAllBrokerWithLock();
        instance.doRebalance();
    }
}
