package io.openons.client.rocketmq;

import io.openons.client.message.CompressedBodies;
import io.openons.client.rocketmq.trace.ConsumerTrace;
import java.lang.reflect.Proxy;
import java.util.List;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.consumer.listener.ConsumeOrderlyContext;
import org.apache.rocketmq.client.consumer.listener.ConsumeOrderlyStatus;
import org.apache.rocketmq.client.consumer.listener.MessageListenerOrderly;
import org.apache.rocketmq.client.impl.consumer.ConsumeMessageService;
import org.apache.rocketmq.client.impl.consumer.DefaultMQPushConsumerImpl;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.remoting.protocol.heartbeat.MessageModel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deliveries of the messages of a queue one after the other, by RocketMQ's service for ordered consumption. */
public final class OrderedDeliveries implements Deliveries, MessageListenerOrderly {

    private static final Logger LOG = LoggerFactory.getLogger(OrderedDeliveries.class);
    /** Covers the moment between a listener's answer and RocketMQ's note of it. */
    private static final int SETTLE_MILLIS = 200;

    private final MessageListenerOrderly listener;
    private final ListenerGate gate = new ListenerGate();
    /** Null until the deliveries are registered. */
    private volatile DefaultMQPushConsumer consumer;
    /** Null until the consumer is started. */
    private volatile DefaultMQPushConsumerImpl implementation;
    private volatile Runnable consumed = () -> { };
    private volatile ConsumerTrace trace = ConsumerTrace.OFF;

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
        this.consumer = consumer;
        consumer.registerMessageListener(this);
        consumer.setAwaitTerminationMillisWhenShutdown(SETTLE_MILLIS);
    }

    @Override
    @SuppressWarnings("deprecation") // the implementation behind the consumer has no other way to it
    public void started(DefaultMQPushConsumer consumer, ConsumerTrace trace) {
        this.trace = trace;
        consumed = CacheLimits.of(consumer)::consumed;
        implementation = consumer.getDefaultMQPushConsumerImpl();
    }

    @Override
    public ConsumeOrderlyStatus consumeMessage(List<MessageExt> messages, ConsumeOrderlyContext context) {
        if (!gate.enter()) {
            // Neither done nor failed: without the commit the queue's position stays, and no retry is counted.
            context.setAutoCommit(false);
            return ConsumeOrderlyStatus.SUCCESS;
        }
        try {
            if (CompressedBodies.closed(messages.get(0))) { // one: consumers of this kind never ask for more
                return giveUp(messages.get(0), context);
            }
            ConsumerTrace.Call call = trace.called(messages, context.getMessageQueue());
            ConsumeOrderlyStatus status = listener.consumeMessage(messages, context);
            trace.answered(call, status == ConsumeOrderlyStatus.SUCCESS ? messages.size() : 0);
            return status;
        } finally {
            consumed.run();
            gate.leave();
            // A listener that leaves the thread interrupted would keep RocketMQ from noting what becomes of its message.
            Thread.interrupted();
        }
    }

    /** Makes a message that this consumer can never read a dead letter, so that its queue goes on. */
    @SuppressWarnings("deprecation") // ROLLBACK: the one answer that counts no retry
    private ConsumeOrderlyStatus giveUp(MessageExt message, ConsumeOrderlyContext context) {
        if (consumer.getMessageModel() == MessageModel.BROADCASTING) {
            return ConsumeOrderlyStatus.SUCCESS;
        }
        try {
            SendBack.send(consumer, message, SendBack.DEAD_LETTER, context.getMessageQueue());
            return ConsumeOrderlyStatus.SUCCESS;
        } catch (Exception e) { // RocketMQ declares no more than that
            LOG.warn("Message could not be made a dead letter; its queue pauses. topic={} msgId={}",
                    message.getTopic(), message.getMsgId(), e);
            // The queue pauses and no retry is counted: the last one would end in a dead letter of RocketMQ's making.
            context.setAutoCommit(false);
            return ConsumeOrderlyStatus.ROLLBACK;
        }
    }

    @Override
    public void stop() {
        gate.close();
        if (implementation != null) {
            implementation.setConsumeMessageService(takingNothing(implementation.getConsumeMessageService()));
        }
    }

    /** What is pulled from now on would be refused by RocketMQ's service with a stack trace each. */
    private static ConsumeMessageService takingNothing(ConsumeMessageService service) {
        return (ConsumeMessageService) Proxy.newProxyInstance(OrderedDeliveries.class.getClassLoader(),
                new Class<?>[] {ConsumeMessageService.class}, (proxy, method, arguments) ->
                        method.getName().equals("submitConsumeRequest") ? null : method.invoke(service, arguments));
    }

    @Override
    public boolean calling() {
        return gate.inside();
    }
}
