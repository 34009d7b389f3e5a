package io.openons.client.rocketmq;

import org.apache.rocketmq.client.impl.factory.MQClientInstance;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.common.topic.TopicValidator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a transaction producer known to brokers before it sends anything. RocketMQ tells only those brokers that its
 * topics' routes name, and a producer that has just started has no topics: nobody would ask it how the transactions ended
 * that a producer of its group left open when it died. The topic of half messages is on all brokers. Stateless.
 */
public final class OpenTransactions {

    private static final Logger LOG = LoggerFactory.getLogger(OpenTransactions.class);

    private OpenTransactions() {
    }

    /**
     * Asks a name server for the brokers and tells them of the producer; does nothing when no name server can be reached,
     * or none knows that topic, as where brokers are not Apache's.
     *
     * @param connection how the producer connects
     * @param producer a started producer
     */
    @SuppressWarnings("deprecation") // the implementation behind the producer has no other way to it
    public static void offer(Connection connection, DefaultMQProducer producer) {
        if (!NameServerProbe.reachable(connection.endpoint().nameServers())) {
            return;
        }
        MQClientInstance instance = producer.getDefaultMQProducerImpl().getMqClientFactory();
        Transports.act(producer, () -> {
            try {
                instance.updateTopicRouteInfoFromNameServer(TopicValidator.RMQ_SYS_TRANS_HALF_TOPIC);
                instance.sendHeartbeatToAllBrokerWithLock();
            } catch (IllegalStateException e) { // RocketMQ's word for name servers that do not answer
                LOG.debug("No name server answers now. client={}", connection.title(), e);
            }
        });
    }
}
