package io.openons.client.rocketmq;

import io.openons.client.message.CompressedBodies;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.impl.factory.MQClientInstance;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.common.message.MessageQueue;

/**
 * Sends failed messages back to their brokers, which are told the topic as they name it. Of a message whose body could
 * not be opened the broker copies what it stored, compression and all; RocketMQ's own way sends, where the broker does
 * not, a new message with the body that it has, whose compression nothing would tell of.
 */
final class SendBack {

    /** Delay levels of a message that is sent back. */
    static final int LATER = 0;
    static final int DEAD_LETTER = -1;

    private static final int TIMEOUT_MILLIS = 5000;
    private static final int ROCKETMQS_OWN_LIMIT = -1;
    private static final int MOST_RETRIES = 16;

    private SendBack() {
    }

    /**
     * Sends one back.
     *
     * @param consumer the consumer that received it
     * @param message the message, with the topic as the application knows it
     * @param level one of the levels above
     * @param queue where it came from
     * @throws Exception when the broker does not take it
     */
    @SuppressWarnings("deprecation") // RocketMQ has no other way to the implementation, nor to a topic's full name
    static void send(DefaultMQPushConsumer consumer, MessageExt message, int level, MessageQueue queue)
            throws Exception {
        String topic = message.getTopic();
        message.setTopic(consumer.withNamespace(topic));
        try {
            if (CompressedBodies.closed(message)) {
                sendAsStored(consumer, message, level);
            } else {
                consumer.getDefaultMQPushConsumerImpl().sendMessageBack(message, level, queue);
            }
        } finally {
            message.setTopic(topic);
        }
    }

    @SuppressWarnings("deprecation") // as above
    private static void sendAsStored(DefaultMQPushConsumer consumer, MessageExt message, int level) throws Exception {
        MQClientInstance instance = consumer.getDefaultMQPushConsumerImpl().getmQClientFactory();
        String address = instance.findBrokerAddressInPublish(message.getBrokerName());
        if (address == null) {
            throw new MQClientException("Broker " + message.getBrokerName() + " has no master now", null);
        }
        int retries = consumer.getMaxReconsumeTimes();
        instance.getMQClientAPIImpl().consumerSendMessageBack(address, message.getBrokerName(), message,
                consumer.getConsumerGroup(), level, TIMEOUT_MILLIS,
                retries == ROCKETMQS_OWN_LIMIT ? MOST_RETRIES : retries);
    }
}
