package io.openons.client.consumer;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.ConsumeContext;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.MessageListener;
import io.openons.client.message.InboundMessages;
import java.util.Collections;
import java.util.List;
import org.apache.rocketmq.client.consumer.listener.ConsumeConcurrentlyContext;
import org.apache.rocketmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import org.apache.rocketmq.client.consumer.listener.MessageListenerConcurrently;
import org.apache.rocketmq.common.message.MessageExt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands each received message to the listener of its topic. ReconsumeLater, null and anything thrown mean the same: the
 * broker delivers the message again later. Called by many consume threads at once.
 */
final class ConcurrentDispatcher implements MessageListenerConcurrently {

    private static final Logger LOG = LoggerFactory.getLogger(ConcurrentDispatcher.class);

    private final SubscriptionTable<MessageListener> subscriptions;
    private final InboundMessages inbound;
    private final Interception interception;

    ConcurrentDispatcher(SubscriptionTable<MessageListener> subscriptions, InboundMessages inbound,
                         Interception interception) {
        this.subscriptions = subscriptions;
        this.inbound = inbound;
        this.interception = interception;
    }

    @Override
    public ConsumeConcurrentlyStatus consumeMessage(List<MessageExt> received, ConsumeConcurrentlyContext context) {
        for (MessageExt message : received) { // one: consumers of this kind never ask RocketMQ for more
            if (consume(message, context) != Action.CommitMessage) {
                return ConsumeConcurrentlyStatus.RECONSUME_LATER;
            }
        }
        return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
    }

    private Action consume(MessageExt received, ConsumeConcurrentlyContext context) {
        MessageListener listener = subscriptions.listener(received.getTopic());
        if (listener == null) {
            LOG.info("Message came after its topic was unsubscribed; it goes back to the broker. topic={} msgId={}",
                    received.getTopic(), received.getMsgId());
            return Action.ReconsumeLater;
        }
        try {
            Message message = inbound.convert(received, context.getMessageQueue());
            return interception.around(Collections.singletonList(message),
                    () -> listener.consume(message, new ConsumeContext()));
        } catch (Throwable e) {
            LOG.error("The message listener threw; the message is delivered again later. topic={} msgId={} "
                    + "reconsumeTimes={}", received.getTopic(), received.getMsgId(), received.getReconsumeTimes(), e);
            return Action.ReconsumeLater;
        }
    }
}
