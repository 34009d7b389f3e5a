package io.openons.client.rocketmq;

import io.openons.client.rocketmq.trace.ConsumerTrace;
import java.util.Collections;
import java.util.List;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.consumer.listener.ConsumeConcurrentlyContext;
import org.apache.rocketmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import org.apache.rocketmq.client.consumer.listener.MessageListenerConcurrently;
import org.apache.rocketmq.common.message.MessageExt;

/** Deliveries by many threads at once, a batch of messages per call. */
public final class ConcurrentDeliveries implements Deliveries, MessageListenerConcurrently {

    private final BatchListener listener;
    private final int size;
    private final long awaitMillis;
    /** Null until the consumer is started. */
    private volatile BatchConsumeService service;

    /**
     * Creates deliveries that have not begun.
     *
     * @param listener consumes the batches
     * @param size how many messages a batch has at most
     * @param awaitMillis how long the first message of a batch waits for more; 0 for what one pull brings
     */
    public ConcurrentDeliveries(BatchListener listener, int size, long awaitMillis) {
        this.listener = listener;
        this.size = size;
        this.awaitMillis = awaitMillis;
    }

    @Override
    public void register(DefaultMQPushConsumer consumer) {
        consumer.registerMessageListener(this);
    }

    @Override
    public void started(DefaultMQPushConsumer consumer, ConsumerTrace trace) {
        service = BatchConsumeService.takeOver(consumer, trace, listener, size, awaitMillis);
    }

    @Override
    public void stop() {
        if (service != null) {
            service.stop();
        }
    }

    @Override
    public boolean calling() {
        return service != null && service.calling();
    }

    /** Called by RocketMQ only when an operator has a message consumed directly. */
    @Override
    public ConsumeConcurrentlyStatus consumeMessage(List<MessageExt> received, ConsumeConcurrentlyContext context) {
        return listener.consume(received, Collections.nCopies(received.size(), context.getMessageQueue()))
                == received.size() ? ConsumeConcurrentlyStatus.CONSUME_SUCCESS
                : ConsumeConcurrentlyStatus.RECONSUME_LATER;
    }
}
