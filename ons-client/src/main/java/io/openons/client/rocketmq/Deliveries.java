package io.openons.client.rocketmq;

import io.openons.client.rocketmq.trace.ConsumerTrace;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;

/** How messages get from a RocketMQ push consumer to a listener, and how that ends. Belongs to one consumer. */
public interface Deliveries {

    /**
     * Registers the listener that serves all topics.
     *
     * @param consumer a consumer that is not started
     */
    void register(DefaultMQPushConsumer consumer);

    /**
     * Called once the consumer is started, before it has any subscription.
     *
     * @param consumer the consumer that was registered
     * @param trace traces the calls of the listener
     */
    void started(DefaultMQPushConsumer consumer, ConsumerTrace trace);

    /**
     * Lets no listener call begin any more and waits for those that run, 10 s at most; called from within a listener,
     * it does not wait. Messages that no listener was given stay undone and come again.
     */
    void stop();

    /**
     * Whether the current thread is in a listener call.
     *
     * @return true within a listener
     */
    boolean calling();
}
