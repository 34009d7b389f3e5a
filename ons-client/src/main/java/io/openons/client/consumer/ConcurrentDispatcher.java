package io.openons.client.consumer;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.ConsumeContext;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.MessageListener;
import io.openons.client.message.InboundMessages;
import io.openons.client.rocketmq.BatchListener;
import java.util.Collections;
import java.util.List;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.common.message.MessageQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands each received message to the listener of its topic. ReconsumeLater, null and anything thrown mean the same: the
 * broker delivers the message again later. Called by many consume threads at once.
 */
final class ConcurrentDispatcher implements BatchListener {

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

    /** Given one message at a time: consumers of this kind ask for no more. */
    @Override
    public int consume(List<MessageExt> received, List<MessageQueue> queues) {
        return consume(received.get(0), queues.get(0)) == Action.CommitMessage ? 1 : 0;
    }

    private Action consume(MessageExt received, MessageQueue queue) {
        MessageListener listener = subscriptions.listener(received.getTopic());
        if (listener == null) {
            LOG.info("Message came after its topic was unsubscribed; it goes back to the broker. topic={} msgId={}",
                    received.getTopic(), received.getMsgId());
            return Action.ReconsumeLater;
        }
        try {
            Message message = inbound.convert(received, queue);
            return interception.around(Collections.singletonList(message),
                    () -> listener.consume(message, new ConsumeContext()));
        } catch (Throwable e) {
            LOG.error("The message listener threw; the message is delivered again later. topic={} msgId={} "
                    + "reconsumeTimes={}", received.getTopic(), received.getMsgId(), received.getReconsumeTimes(), e);
            return Action.ReconsumeLater;
        }
    }
}
