package io.openons.client.producer;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.SendCallback;
import com.aliyun.openservices.ons.api.SendResult;
import com.aliyun.openservices.ons.api.exception.ONSClientException;
import io.openons.client.message.OutboundMessages;
import io.openons.client.rocketmq.Connection;
import io.openons.client.rocketmq.SendErrors;
import org.apache.rocketmq.client.exception.MQBrokerException;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.remoting.exception.RemotingException;

/** Sends messages in the three ways of the API over one started RocketMQ producer, which it does not own. Thread-safe. */
final class MessageSender {

    private final DefaultMQProducer producer;
    private final OutboundMessages outbound;
    private final SendErrors errors;
    private final CallbackThreads callbackThreads;

    MessageSender(DefaultMQProducer producer, Connection connection, CallbackThreads callbackThreads) {
        this.producer = producer;
        this.outbound = new OutboundMessages(connection.namespace());
        this.errors = new SendErrors(connection, producer.getSendMsgTimeout());
        this.callbackThreads = callbackThreads;
    }

    SendResult send(Message message) {
        org.apache.rocketmq.common.message.Message converted = outbound.convert(message);
        try {
            producer.send(converted);
        } catch (MQClientException | RemotingException | MQBrokerException | InterruptedException
                 | RuntimeException e) {
            throw errors.translate(e, converted);
        }
        return stored(message);
    }

    void sendOneway(Message message) {
        org.apache.rocketmq.common.message.Message converted = outbound.convert(message);
        try {
            producer.sendOneway(converted);
        } catch (MQClientException | RemotingException | InterruptedException | RuntimeException e) {
            throw errors.translate(e, converted);
        }
    }

    /** Throws for a message that cannot be sent at all; whatever happens after that arrives in the callback. */
    void sendAsync(Message message, SendCallback callback) {
        org.apache.rocketmq.common.message.Message converted = outbound.convert(message);
        CallbackBridge bridge = new CallbackBridge(callback, stored(message), converted, errors, callbackThreads);
        try {
            producer.send(converted, bridge);
        } catch (MQClientException | RemotingException | InterruptedException | RuntimeException e) {
            bridge.onException(e);
        }
    }

    private static SendResult stored(Message message) throws ONSClientException {
        SendResult result = new SendResult();
        result.setMessageId(message.getMsgID());
        result.setTopic(message.getTopic());
        return result;
    }
}
