package io.openons.client.rocketmq;

import io.openons.client.error.CodedClientException;
import java.util.HashSet;
import java.util.Set;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.consumer.store.OffsetStore;
import org.apache.rocketmq.client.consumer.store.ReadOffsetType;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.impl.consumer.DefaultMQPushConsumerImpl;
import org.apache.rocketmq.client.impl.factory.MQClientInstance;
import org.apache.rocketmq.common.MixAll;
import org.apache.rocketmq.common.message.MessageQueue;
import org.apache.rocketmq.remoting.protocol.heartbeat.MessageModel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes subscriptions of a {@link DefaultMQPushConsumer} take effect at once. RocketMQ picks up a changed subscription at its next
 * route poll (up to 30 s) and rebalance (up to 20 s), and refuses to start while no name server answers; with this
 * control both happen at once or in the background. Belongs to one started consumer.
 */
public final class PushConsumerControl {

    private static final Logger LOG = LoggerFactory.getLogger(PushConsumerControl.class);

    private final Connection connection;
    private final DefaultMQPushConsumer consumer;

    /**
     * Creates the control.
     *
     * @param connection how the consumer connects
     * @param consumer a RocketMQ consumer
     */
    public PushConsumerControl(Connection connection, DefaultMQPushConsumer consumer) {
        this.connection = connection;
        this.consumer = consumer;
    }

    /**
     * Makes the consumer's present subscriptions take effect: looks up the routes of its topics, has brokers check SQL
     * expressions, tells brokers about the subscriptions and takes its share of the queues. Repeat it until it returns
     * nothing; RocketMQ's own polls get there, too, but take up to a minute. The broker makes a new group's retry topic
     * when it hears the first heartbeat, and name servers may hear of it a little later.
     *
     * @return the topics, as brokers name them, that no name server knows or could be asked for; the group's retry topic
     *         may be among them
     * @throws MQClientException when a broker refuses a SQL expression
     * @throws CodedClientException when a broker refuses the keys, the group or a topic
     */
    public Set<String> applySubscriptions() throws MQClientException {
        return Transports.act(consumer, Member.Part.CONSUMER, consumer.getConsumerGroup(), this::apply);
    }

    @SuppressWarnings("deprecation") // the implementation behind the consumer has no other way to it
    private Set<String> apply() throws MQClientException {
        DefaultMQPushConsumerImpl implementation = consumer.getDefaultMQPushConsumerImpl();
        MQClientInstance instance = implementation.getmQClientFactory();
        Set<String> topics = new HashSet<>(implementation.getSubscriptionInner().keySet());
        boolean retries = topics.remove(retryTopic());
        try {
            topics.forEach(instance::updateTopicRouteInfoFromNameServer);
            new ConsumerHeartbeat(connection, consumer).send();
            instance.checkClientInBroker();
            instance.sendHeartbeatToAllBrokerWithLock(); // also learns the brokers' versions
            instance.updateTopicRouteInfoFromNameServer(retryTopic());
        } catch (IllegalStateException e) {
            LOG.debug("No name server answers now. group={}", consumer.getConsumerGroup(), e);
            return topics;
        }
        instance.doRebalance();
        Set<String> known = implementation.getRebalanceImpl().getTopicSubscribeInfoTable().keySet();
        boolean told = topics.removeAll(known);
        if (told && retries && !known.contains(retryTopic())) {
            topics.add(retryTopic());
        }
        return topics;
    }

    /**
     * Returns the topic in which the group's failed messages wait for their next delivery.
     *
     * @return the topic, as brokers name it
     */
    public String retryTopic() {
        return MixAll.getRetryTopic(consumer.getConsumerGroup());
    }

    /**
     * Ends the consumption of a topic at once, and stores how far its queues are consumed: RocketMQ would forget what was
     * done since it last stored positions, and deliver it again to whoever consumes the topic next.
     *
     * @param topic the topic, as brokers name it
     */
    public void drop(String topic) {
        Transports.act(consumer, () -> end(topic));
    }

    @SuppressWarnings("deprecation") // as above
    private void end(String topic) {
        DefaultMQPushConsumerImpl implementation = consumer.getDefaultMQPushConsumerImpl();
        MQClientInstance instance = implementation.getmQClientFactory();
        Set<MessageQueue> queues = new HashSet<>(implementation.getRebalanceImpl().getProcessQueueTable().keySet());
        queues.removeIf(queue -> !queue.getTopic().equals(topic));
        consumer.unsubscribe(topic);
        new ConsumerHeartbeat(connection, consumer).trySend();
        instance.doRebalance();
        store(queues);
    }

    /**
     * Stores how far all queues are consumed, and returns when brokers have it; RocketMQ's shutdown sends positions
     * without waiting for an answer.
     */
    @SuppressWarnings("deprecation") // as above
    void storePositions() {
        store(consumer.getDefaultMQPushConsumerImpl().getRebalanceImpl().getProcessQueueTable().keySet());
    }

    @SuppressWarnings("deprecation") // as above
    private void store(Set<MessageQueue> queues) {
        OffsetStore offsets = consumer.getDefaultMQPushConsumerImpl().getOffsetStore();
        if (consumer.getMessageModel() == MessageModel.BROADCASTING) {
            offsets.persistAll(queues);
            return;
        }
        Set<String> silent = new HashSet<>();
        for (MessageQueue queue : queues) {
            long offset = offsets.readOffset(queue, ReadOffsetType.READ_FROM_MEMORY);
            if (offset < 0 || silent.contains(queue.getBrokerName())) {
                continue;
            }
            try {
                offsets.updateConsumeOffsetToBroker(queue, offset, false);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (Exception e) { // RocketMQ declares no more than that
                silent.add(queue.getBrokerName());
                LOG.warn("Positions could not be stored; what was consumed last may come again. group={} broker={}",
                        consumer.getConsumerGroup(), queue.getBrokerName(), e);
            }
        }
    }
}
