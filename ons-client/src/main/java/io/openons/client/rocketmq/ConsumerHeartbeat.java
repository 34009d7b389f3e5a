package io.openons.client.rocketmq;

import io.openons.client.error.CodedClientException;
import io.openons.client.error.ErrorCode;
import java.util.Set;
import java.util.TreeSet;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.exception.MQBrokerException;
import org.apache.rocketmq.client.impl.consumer.DefaultMQPushConsumerImpl;
import org.apache.rocketmq.client.impl.factory.MQClientInstance;
import org.apache.rocketmq.remoting.exception.RemotingException;
import org.apache.rocketmq.remoting.protocol.heartbeat.ConsumerData;
import org.apache.rocketmq.remoting.protocol.heartbeat.HeartbeatData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the brokers of a consumer's topics about its group and subscriptions, and hears whether they let it in. RocketMQ
 * keeps the answer to its own heartbeats to itself: a consumer with wrong keys would wait for messages for ever.
 */
final class ConsumerHeartbeat {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerHeartbeat.class);
    private static final int TIMEOUT_MILLIS = 3000;

    private final Connection connection;
    private final DefaultMQPushConsumerImpl implementation;

    @SuppressWarnings("deprecation") // the implementation behind the consumer has no other way to it
    ConsumerHeartbeat(Connection connection, DefaultMQPushConsumer consumer) {
        this.connection = connection;
        this.implementation = consumer.getDefaultMQPushConsumerImpl();
    }

    /**
     * Sends it to the brokers that the topics' routes name; one that does not answer now is told by RocketMQ later.
     *
     * @throws CodedClientException when a broker refuses the keys, the group or a topic
     */
    void send() {
        MQClientInstance instance = implementation.getmQClientFactory();
        if (instance.getConsumerTable().get(implementation.groupName()) != implementation) {
            return; // it has left: brokers must not hear of it again
        }
        Set<String> brokers = new TreeSet<>();
        implementation.getRebalanceImpl().getTopicSubscribeInfoTable().values()
                .forEach(queues -> queues.forEach(queue -> brokers.add(queue.getBrokerName())));
        for (String broker : brokers) {
            String address = instance.findBrokerAddressInPublish(broker);
            if (address != null) {
                send(instance, address);
            }
        }
    }

    /** As {@link #send}; a refusal is left to the next one. */
    void trySend() {
        try {
            send();
        } catch (CodedClientException e) {
            LOG.debug("A broker refuses the consumer. group={}", implementation.groupName(), e);
        }
    }

    private void send(MQClientInstance instance, String address) {
        try {
            if (instance instanceof TransportInstance) {
                ((TransportInstance) instance).tell(address, data(instance), TIMEOUT_MILLIS);
            } else {
                instance.getMQClientAPIImpl().sendHeartbeat(address, data(instance), TIMEOUT_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (MQBrokerException | RemotingException e) {
            ErrorCode code = SendErrors.code(e);
            if (code == ErrorCode.AUTHENTICATION_FAILED || code == ErrorCode.NO_PERMISSION) {
                throw new RequestErrors(connection).ofBroker("receive", e);
            }
            LOG.debug("Broker is told of the consumer later. group={} broker={}", implementation.groupName(), address,
                    e);
        }
    }

    private HeartbeatData data(MQClientInstance instance) {
        ConsumerData consumer = new ConsumerData();
        consumer.setGroupName(implementation.groupName());
        consumer.setConsumeType(implementation.consumeType());
        consumer.setMessageModel(implementation.messageModel());
        consumer.setConsumeFromWhere(implementation.consumeFromWhere());
        consumer.getSubscriptionDataSet().addAll(implementation.subscriptions());
        HeartbeatData data = new HeartbeatData();
        data.setClientID(instance.getClientId());
        data.getConsumerDataSet().add(consumer);
        return data;
    }
}
