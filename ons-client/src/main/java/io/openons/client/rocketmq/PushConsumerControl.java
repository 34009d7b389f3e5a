package io.openons.client.rocketmq;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.impl.consumer.DefaultMQPushConsumerImpl;
import org.apache.rocketmq.client.impl.factory.MQClientInstance;
import org.apache.rocketmq.common.MixAll;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes subscriptions of a {@link DefaultMQPushConsumer} take effect at once. RocketMQ picks up a changed subscription at its next
 * route poll (up to 30 s) and rebalance (up to 20 s), and refuses to start while no name server answers; with this
 * control both happen at once or in the background. Belongs to one started consumer.
 */
public final class PushConsumerControl {

    private static final Logger LOG = LoggerFactory.getLogger(PushConsumerControl.class);

    private static final int HEARTBEAT_TRIES = 20;
    private static final long HEARTBEAT_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

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
     * expressions, tells brokers about the subscriptions and takes its share of the queues. Repeat it until it returns
     * nothing; RocketMQ's own polls get there, too, but take up to a minute.
     *
     * @return the topics, as brokers name them, that no name server knows or could be asked for
     * @throws MQClientException when a broker refuses a SQL expression
     */
    @SuppressWarnings("deprecation") // the implementation behind the consumer has no other way to it
    public Set<String> applySubscriptions() throws MQClientException {
        DefaultMQPushConsumerImpl implementation = consumer.getDefaultMQPushConsumerImpl();
        MQClientInstance instance = implementation.getmQClientFactory();
        Set<String> topics = new HashSet<>(implementation.getSubscriptionInner().keySet());
        // The broker creates a new group's retry topic when it hears the first heartbeat.
        String retryTopic = MixAll.getRetryTopic(consumer.getConsumerGroup());
        topics.remove(retryTopic);
        try {
            topics.forEach(instance::updateTopicRouteInfoFromNameServer);
            instance.checkClientInBroker();
            tellBrokers(instance);
            instance.updateTopicRouteInfoFromNameServer(retryTopic);
        } catch (IllegalStateException e) {
            LOG.debug("No name server answers now. group={}", consumer.getConsumerGroup(), e);
            return topics;
        }
        instance.doRebalance();
        // It gives subscriptions new versions and says so in a heartbeat, but not while another one is under way; brokers
        // that missed it refuse pulls until the next one, 30 s later.
        tellBrokers(instance);
        topics.removeAll(implementation.getRebalanceImpl().getTopicSubscribeInfoTable().keySet());
        return topics;
    }

    /** A heartbeat that finds another one under way is not sent, and the other one may have the old subscriptions. */
    private static void tellBrokers(MQClientInstance instance) {
        for (int tries = 0; !instance.sendHeartbeatToAllBrokerWithLock() && tries < HEARTBEAT_TRIES
                && !instance.getTopicRouteTable().isEmpty(); tries++) {
            LockSupport.parkNanos(HEARTBEAT_PAUSE_NANOS);
        }
    }

    /** Gives up the queues of topics that are no longer subscribed. */
    @SuppressWarnings("deprecation") // as above
    public void dropUnsubscribed() {
        MQClientInstance instance = consumer.getDefaultMQPushConsumerImpl().getmQClientFactory();
        instance.sendHeartbeatToAllBrokerWithLock();
        instance.doRebalance();
    }
}
