package io.openons.client.sending;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.SendCallback;
import com.aliyun.openservices.ons.api.SendResult;
import com.aliyun.openservices.ons.api.exception.ONSClientException;
import io.openons.client.endpoint.Namespace;
import io.openons.client.error.CodedClientException;
import io.openons.client.message.OutboundMessages;
import io.openons.client.rocketmq.Connection;
import io.openons.client.rocketmq.DeliveryTimes;
import io.openons.client.rocketmq.SendErrors;
import io.openons.client.rocketmq.TransactionEnd;
import java.util.function.Consumer;
import org.apache.rocketmq.client.exception.MQBrokerException;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.common.message.MessageAccessor;
import org.apache.rocketmq.common.message.MessageClientIDSetter;
import org.apache.rocketmq.remoting.exception.RemotingException;

/**
 * Sends messages in the ways of the API over one started RocketMQ producer, which it does not own. Every way checks and
 * converts alike, fails with the same errors and retries an overloaded broker with pauses. Thread-safe.
 */
public final class MessageSender {

    /** One try of a synchronous send, within the time that is left. */
    private interface Try {
        org.apache.rocketmq.client.producer.SendResult send(long timeoutMillis)
                throws MQClientException, RemotingException, MQBrokerException, InterruptedException;
    }

    private static final int ORDERED_TRIES = 3;

    private final DefaultMQProducer producer;
    private final Namespace namespace;
    private final OutboundMessages outbound;
    private final DeliveryTimes deliveryTimes;
    private final SendErrors errors;
    private final AsyncSends asyncSends;

    MessageSender(DefaultMQProducer producer, Connection connection, DeliveryTimes deliveryTimes, SendErrors errors,
                  AsyncSends asyncSends) {
        this.producer = producer;
        this.namespace = connection.namespace();
        this.outbound = new OutboundMessages(connection.namespace());
        this.deliveryTimes = deliveryTimes;
        this.errors = errors;
        this.asyncSends = asyncSends;
    }

    /**
     * Sends to any queue and waits for the answer.
     *
     * @param message the message
     * @return its id and topic
     * @throws ONSClientException when it cannot be sent or the broker's answer does not come in time
     */
    public SendResult send(Message message) {
        org.apache.rocketmq.common.message.Message converted = convert(message);
        complete(converted, timeout -> asyncSends.sendAndWait(converted, timeout));
        return result(converted);
    }

    /**
     * Sends to the queue of a sharding key and waits for the answer. After a connection failure the same queue is tried
     * again, up to three times in all, so that the order of a key is kept.
     *
     * @param message the message
     * @param shardingKey the key, which replaces one that the message has, also in the caller's object
     * @return its id and topic
     * @throws ONSClientException as for {@link #send(Message)}
     */
    public SendResult send(Message message, String shardingKey) {
        if (message != null) {
            message.setShardingKey(shardingKey);
        }
        org.apache.rocketmq.common.message.Message converted = convert(message);
        ShardingQueues queues = new ShardingQueues(shardingKey);
        complete(converted, timeout -> sendOrdered(converted, queues, timeout));
        return result(converted);
    }

    private org.apache.rocketmq.client.producer.SendResult sendOrdered(
            org.apache.rocketmq.common.message.Message message, ShardingQueues queues, long timeoutMillis)
            throws MQClientException, RemotingException, MQBrokerException, InterruptedException {
        BackOff clock = new BackOff(timeoutMillis);
        for (int tries = 1; ; tries++) {
            try {
                return queues.chosen() == null ? producer.send(message, queues, null, clock.remainingMillis())
                        : producer.send(message, queues.chosen(), clock.remainingMillis());
            } catch (RemotingException e) {
                if (tries == ORDERED_TRIES || queues.chosen() == null || clock.remainingMillis() <= 1) {
                    throw e;
                }
            }
        }
    }

    /**
     * Sends a half message: stored, but hidden from consumers until its transaction ends.
     *
     * @param message the message
     * @param half prepares the converted message
     * @return the half message as it was sent, with the RocketMQ client's result
     * @throws ONSClientException as for {@link #send(Message)}
     */
    public HalfMessage sendHalf(Message message, Consumer<org.apache.rocketmq.common.message.Message> half) {
        org.apache.rocketmq.common.message.Message converted = outbound.convert(message);
        long startDeliverTime = Math.max(message.getStartDeliverTime(), TransactionEnd.takeTimer(converted));
        org.apache.rocketmq.common.message.Message scheduled = null;
        if (startDeliverTime > System.currentTimeMillis()) {
            MessageAccessor.putProperty(converted, Message.SystemPropKey.STARTDELIVERTIME,
                    Long.toString(startDeliverTime));
            scheduled = OutboundMessages.copy(converted);
            // Refused now rather than after the local transaction; the time itself is set at the commit.
            schedule(OutboundMessages.copy(converted), startDeliverTime);
        }
        half.accept(converted);
        return new HalfMessage(converted, complete(converted, timeout -> producer.send(converted, timeout)),
                result(converted), scheduled);
    }

    /**
     * Sends a message that is converted already, and waits for the answer.
     *
     * @param converted the RocketMQ message
     * @throws ONSClientException as for {@link #send(Message)}
     */
    public void sendConverted(org.apache.rocketmq.common.message.Message converted) {
        complete(converted, timeout -> producer.send(converted, timeout));
    }

    /**
     * Sends without waiting for an answer.
     *
     * @param message the message
     * @throws ONSClientException when it cannot be handed to the network
     */
    public void sendOneway(Message message) {
        org.apache.rocketmq.common.message.Message converted = convert(message);
        try {
            producer.sendOneway(converted);
        } catch (MQClientException | RemotingException | InterruptedException | RuntimeException e) {
            throw errors.translate(e, converted);
        }
    }

    /**
     * Sends and reports the outcome in a callback.
     *
     * @param message the message
     * @param callback gets whatever happens after the message was checked; or null
     * @throws ONSClientException when the message cannot be sent at all; the callback is not called then
     */
    public void sendAsync(Message message, SendCallback callback) {
        org.apache.rocketmq.common.message.Message converted = convert(message);
        asyncSends.send(converted, result(converted), callback);
    }

    private org.apache.rocketmq.common.message.Message convert(Message message) {
        return schedule(outbound.convert(message), message.getStartDeliverTime());
    }

    /**
     * Makes a converted message one that is delivered at a time.
     *
     * @param converted the RocketMQ message; it is changed
     * @param startDeliverTime milliseconds since 1970; 0 or a past time changes nothing
     * @return the same message
     * @throws ONSClientException when a broker of its topic cannot keep the time
     */
    public org.apache.rocketmq.common.message.Message schedule(
            org.apache.rocketmq.common.message.Message converted, long startDeliverTime) {
        try {
            deliveryTimes.apply(startDeliverTime, converted);
            return converted;
        } catch (RuntimeException e) {
            throw errors.translate(e, converted);
        }
    }

    private org.apache.rocketmq.client.producer.SendResult complete(
            org.apache.rocketmq.common.message.Message message, Try attempt) {
        BackOff backOff = new BackOff(producer.getSendMsgTimeout());
        while (true) {
            try {
                return attempt.send(backOff.remainingMillis());
            } catch (MQClientException | RemotingException | MQBrokerException | InterruptedException
                     | RuntimeException e) {
                CodedClientException failure = errors.translate(e, message);
                long pause = backOff.pauseMillis(failure.code());
                if (pause < 0 || !slept(pause)) {
                    throw failure;
                }
            }
        }
    }

    private static boolean slept(long millis) {
        try {
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** From the converted message, because the caller may send its own one again meanwhile. */
    private SendResult result(org.apache.rocketmq.common.message.Message converted) {
        SendResult result = new SendResult();
        result.setMessageId(MessageClientIDSetter.getUniqID(converted));
        result.setTopic(namespace.unwrap(converted.getTopic()));
        return result;
    }
}
