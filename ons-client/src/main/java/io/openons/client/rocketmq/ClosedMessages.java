package io.openons.client.rocketmq;

import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.impl.factory.MQClientInstance;
import org.apache.rocketmq.common.message.MessageExt;

/**
 * Sends messages back whose bodies could not be opened. The broker copies what it stored, compression and all;
 * RocketMQ's own way sends, where the broker does not, a new message with the body that it has, whose compression
 * nothing would tell of.
 */
final class ClosedMessages {

    /** Delay levels of a message that is sent back. */
    static final int LATER = 0;
    static final int DEAD_LETTER = -1;

    private static final int TIMEOUT_MILLIS = 5000;
    private static final int ROCKETMQS_OWN_LIMIT = -1;
    private static final int MOST_RETRIES = 16;

    private ClosedMessages() {
    }

    /**
     * Sends one back.
     *
     * @param consumer the consumer that received it
     * @param message the message
     * @param level one of the levels above
     * @throws Exception when the broker does not take it
     */
    @SuppressWarnings("deprecation") // the implementation behind the consumer has no other way to it
    static void sendBack(DefaultMQPushConsumer consumer, MessageExt message, int level) throws Exception {
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
