package io.openons.client.consumer;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.order.ConsumeOrderContext;
import com.aliyun.openservices.ons.api.order.MessageOrderListener;
import com.aliyun.openservices.ons.api.order.OrderAction;
import io.openons.client.message.InboundMessages;
import java.util.Collections;
import java.util.List;
import org.apache.rocketmq.client.consumer.listener.ConsumeOrderlyContext;
import org.apache.rocketmq.client.consumer.listener.ConsumeOrderlyStatus;
import org.apache.rocketmq.client.consumer.listener.MessageListenerOrderly;
import org.apache.rocketmq.common.message.MessageExt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the messages of a queue one after the other to the listener of its topic. Suspend, null and anything thrown
 * mean the same: the queue pauses and the same message comes again. Called by one thread for a queue, by many in all.
 */
final class OrderedDispatcher implements MessageListenerOrderly {

    private static final Logger LOG = LoggerFactory.getLogger(OrderedDispatcher.class);

    private final SubscriptionTable<MessageOrderListener> subscriptions;
    private final InboundMessages inbound;
    private final Interception interception;

    OrderedDispatcher(SubscriptionTable<MessageOrderListener> subscriptions, InboundMessages inbound,
                      Interception interception) {
        this.subscriptions = subscriptions;
        this.inbound = inbound;
        this.interception = interception;
    }

    @Override
    public ConsumeOrderlyStatus consumeMessage(List<MessageExt> received, ConsumeOrderlyContext context) {
        for (MessageExt message : received) { // one: consumers of this kind never ask RocketMQ for more
            if (consume(message, context) != OrderAction.Success) {
                return ConsumeOrderlyStatus.SUSPEND_CURRENT_QUEUE_A_MOMENT;
            }
        }
        return ConsumeOrderlyStatus.SUCCESS;
    }

    private OrderAction consume(MessageExt received, ConsumeOrderlyContext context) {
        MessageOrderListener listener = subscriptions.listener(received.getTopic());
        if (listener == null) {
            return OrderAction.Suspend;
        }
        try {
            Message message = inbound.convert(received, context.getMessageQueue());
            return interception.aroundOrdered(Collections.singletonList(message),
                    () -> listener.consume(message, new ConsumeOrderContext()));
        } catch (Throwable e) {
            LOG.error("The message listener threw; its queue pauses and the message comes again. topic={} msgId={} "
                    + "reconsumeTimes={}", received.getTopic(), received.getMsgId(), received.getReconsumeTimes(), e);
            return OrderAction.Suspend;
        }
    }
}
