package io.openons.client.rocketmq;

import io.openons.client.endpoint.NameServers;
import java.util.HashSet;
import java.util.List;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.impl.factory.MQClientInstance;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the name servers that an address server names to a running RocketMQ client. It leaves name servers that are gone
 * at once, and asks the new ones for its routes at once instead of at its next poll (up to 30 s). Stateless.
 */
public final class NameServerUpdates {

    private static final Logger LOG = LoggerFactory.getLogger(NameServerUpdates.class);

    private NameServerUpdates() {
    }

    /**
     * Keeps a producer up to date until the connection's directory is closed.
     *
     * @param connection how it connects
     * @param producer a started producer
     */
    @SuppressWarnings("deprecation") // the implementation behind the producer has no other way to it
    public static void follow(Connection connection, DefaultMQProducer producer) {
        follow(connection, producer.getDefaultMQProducerImpl().getMqClientFactory());
    }

    /**
     * Keeps a consumer up to date until the connection's directory is closed.
     *
     * @param connection how it connects
     * @param consumer a started consumer
     */
    @SuppressWarnings("deprecation") // as above
    public static void follow(Connection connection, DefaultMQPushConsumer consumer) {
        follow(connection, consumer.getDefaultMQPushConsumerImpl().getmQClientFactory());
    }

    static void follow(Connection connection, MQClientInstance instance) {
        connection.endpoint().directory().follow(nameServers -> update(connection, instance, nameServers));
    }

    private static void update(Connection connection, MQClientInstance instance, NameServers nameServers) {
        List<String> used = instance.getMQClientAPIImpl().getNameServerAddressList();
        if (used != null && new HashSet<>(used).equals(new HashSet<>(nameServers.addresses()))) {
            return;
        }
        instance.getMQClientAPIImpl().updateNameServerAddressList(nameServers.toString());
        try {
            instance.updateTopicRouteInfoFromNameServer();
            instance.sendHeartbeatToAllBrokerWithLock();
            instance.rebalanceImmediately();
        } catch (RuntimeException e) { // RocketMQ's word for name servers that do not answer
            LOG.debug("The new name servers do not answer yet. client={}", connection.title(), e);
        }
    }
}
