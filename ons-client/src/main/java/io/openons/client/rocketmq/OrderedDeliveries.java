package io.openons.client.rocketmq;

import java.util.List;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.consumer.listener.ConsumeOrderlyContext;
import org.apache.rocketmq.client.consumer.listener.ConsumeOrderlyStatus;
import org.apache.rocketmq.client.consumer.listener.MessageListenerOrderly;
import org.apache.rocketmq.common.message.MessageExt;

/** Deliveries of the messages of a queue one after the other, by RocketMQ's service for ordered consumption. */
public final class OrderedDeliveries implements Deliveries, MessageListenerOrderly {

    /** Covers the moment between a listener's answer and RocketMQ's note of it. */
    private static final int SETTLE_MILLIS = 200;

    private final MessageListenerOrderly listener;
    private final ListenerGate gate = new ListenerGate();

    /**
     * Creates deliveries that have not begun.
     *
     * @param listener consumes the messages, one per call
     */
    public OrderedDeliveries(MessageListenerOrderly listener) {
        this.listener = listener;
    }

    @Override
    public void register(DefaultMQPushConsumer consumer) {
        consumer.registerMessageListener(this);
        consumer.setAwaitTerminationMillisWhenShutdown(SETTLE_MILLIS);
    }

    @Override
    public void started(DefaultMQPushConsumer consumer) {
        // RocketMQ's own service delivers.
    }

    @Override
    public ConsumeOrderlyStatus consumeMessage(List<MessageExt> messages, ConsumeOrderlyContext context) {
        if (!gate.enter()) {
            // Neither done nor failed: without the commit the queue's position stays, and no retry is counted.
            context.setAutoCommit(false);
            return ConsumeOrderlyStatus.SUCCESS;
        }
        try {
            return listener.consumeMessage(messages, context);
        } finally {
            gate.leave();
        }
    }

    @Override
    public void stop() {
        gate.close();
    }

    @Override
    public boolean calling() {
        return gate.inside();
    }
}
