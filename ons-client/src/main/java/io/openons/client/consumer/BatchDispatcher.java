package io.openons.client.consumer;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.ConsumeContext;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.batch.BatchMessageListener;
import io.openons.client.message.InboundMessages;
import io.openons.client.rocketmq.BatchListener;
import java.util.ArrayList;
import java.util.List;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.common.message.MessageQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands batches of one topic to its listener. CommitMessage acknowledges the messages up to the context's acknowledge
 * index; ReconsumeLater, null and anything thrown acknowledge none. Called by many consume threads at once.
 */
final class BatchDispatcher implements BatchListener {

    private static final Logger LOG = LoggerFactory.getLogger(BatchDispatcher.class);

    private final SubscriptionTable<BatchMessageListener> subscriptions;
    private final InboundMessages inbound;
    private final Interception interception;

    BatchDispatcher(SubscriptionTable<BatchMessageListener> subscriptions, InboundMessages inbound,
                    Interception interception) {
        this.subscriptions = subscriptions;
        this.inbound = inbound;
        this.interception = interception;
    }

    @Override
    public int consume(List<MessageExt> received, List<MessageQueue> queues) {
        String topic = received.get(0).getTopic();
        BatchMessageListener listener = subscriptions.listener(topic);
        if (listener == null) {
            return 0;
        }
        ConsumeContext context = new ConsumeContext();
        try {
            List<Message> messages = new ArrayList<>(received.size());
            for (int i = 0; i < received.size(); i++) {
                messages.add(inbound.convert(received.get(i), queues.get(i)));
            }
            Action action = interception.around(new ArrayList<>(messages), () -> listener.consume(messages, context));
            return action == Action.CommitMessage ? acknowledged(context, received.size()) : 0;
        } catch (Throwable e) {
            LOG.error("The batch listener threw; its {} messages are delivered again later. topic={} firstMsgId={}",
                    received.size(), topic, received.get(0).getMsgId(), e);
            return 0;
        }
    }

    private static int acknowledged(ConsumeContext context, int size) {
        return (int) Math.max(0, Math.min(size, context.getAcknowledgeIndex() + 1L));
    }
}
