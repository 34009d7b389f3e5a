package io.openons.client.rocketmq;

import com.aliyun.openservices.ons.api.exception.ONSClientException;
import io.openons.client.config.DelayLevels;
import io.openons.client.config.ProducerSettings;
import io.openons.client.endpoint.Namespace;
import io.openons.client.error.ErrorCode;
import io.openons.client.error.Failure;
import java.util.Set;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.common.message.MessageAccessor;
import org.apache.rocketmq.common.message.MessageConst;

/**
 * Makes the start deliver time of a message one that the brokers of its topic keep: RocketMQ 5's timer, exact; on
 * brokers without one, if the application chose so, the delay level next above; otherwise a refusal, because such
 * brokers would deliver at once. Thread-safe.
 */
public final class DeliveryTimes {

    private final BrokerTimers timers;
    private final DelayLevels fallback;
    private final Namespace namespace;

    /**
     * Creates the delivery times of one producer.
     *
     * @param producer the started RocketMQ producer
     * @param settings what the producer was told
     * @param namespace the namespace of its topics
     */
    public DeliveryTimes(DefaultMQProducer producer, ProducerSettings settings, Namespace namespace) {
        this.timers = new BrokerTimers(producer);
        this.fallback = settings.delayLevels();
        this.namespace = namespace;
    }

    /**
     * Prepares a message for delivery at a time. One that has come already needs nothing; a topic without route is left
     * to the send, which says so.
     *
     * @param startDeliverTime milliseconds since 1970
     * @param message the message to prepare
     * @throws ONSClientException when a broker of the topic cannot keep the time
     */
    public void apply(long startDeliverTime, Message message) {
        long delayMillis = startDeliverTime - System.currentTimeMillis();
        if (delayMillis <= 0) {
            return;
        }
        Set<BrokerTimers.Timer> brokers = timers.of(message.getTopic());
        for (BrokerTimers.Timer broker : brokers) {
            if (!broker.available()) {
                fallBack(delayMillis, message, broker);
                return;
            }
        }
        for (BrokerTimers.Timer broker : brokers) {
            if (delayMillis > broker.maxDelaySeconds() * 1000) {
                throw refusal(ErrorCode.DELIVERY_TIME_TOO_FAR, message, "start deliver time is " + delayMillis / 1000
                        + " s ahead, broker " + broker + " allows " + broker.maxDelaySeconds() + " s");
            }
        }
        MessageAccessor.putProperty(message, MessageConst.PROPERTY_TIMER_DELIVER_MS, Long.toString(startDeliverTime));
    }

    private void fallBack(long delayMillis, Message message, BrokerTimers.Timer broker) {
        if (fallback == null) {
            throw refusal(ErrorCode.DELIVERY_TIME_UNSUPPORTED, message, "broker " + broker
                    + " has no timer and would deliver it at once instead of at its start deliver time");
        }
        int level = fallback.notShorterThan(delayMillis);
        if (level == 0) {
            throw refusal(ErrorCode.DELIVERY_TIME_TOO_FAR, message, "start deliver time is " + delayMillis / 1000
                    + " s ahead, the longest delay level of broker " + broker + " is "
                    + fallback.longestMillis() / 1000 + " s");
        }
        message.setDelayTimeLevel(level);
    }

    private ONSClientException refusal(ErrorCode code, Message message, String why) {
        return Failure.of(code, "Message refused: " + why).with("topic", namespace.unwrap(message.getTopic()))
                .toException();
    }
}
