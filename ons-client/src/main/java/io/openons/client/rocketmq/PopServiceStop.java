package io.openons.client.rocketmq;

import java.lang.reflect.Field;
import java.util.concurrent.ExecutorService;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.impl.consumer.DefaultMQPushConsumerImpl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops what the RocketMQ client forgets: with each consumer it starts a second consume service, for POP. Nobody uses
 * it here; its thread would keep the JVM alive after shutdown and, for ordered consumers, lock queues at the broker
 * that the shutdown has just unlocked, so that the next consumer would wait for a minute. There is no way to it but
 * reflection.
 */
public final class PopServiceStop {

    private static final Logger LOG = LoggerFactory.getLogger(PopServiceStop.class);

    private PopServiceStop() {
    }

    /**
     * Stops that service.
     *
     * @param consumer a consumer that was started, with or without success
     */
    @SuppressWarnings("deprecation") // the implementation behind the consumer has no other way to it
    public static void stop(DefaultMQPushConsumer consumer) {
        try {
            Object service = read(DefaultMQPushConsumerImpl.class, consumer.getDefaultMQPushConsumerImpl(),
                    "consumeMessagePopService");
            // Not the service's own shutdown: it would also unlock the queues of the one that is in use.
            if (service == null) {
                return; // the start failed before it was made
            }
            ((ExecutorService) read(service.getClass(), service, "scheduledExecutorService")).shutdownNow();
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.warn("A thread of the RocketMQ client may be left behind. group={}", consumer.getConsumerGroup(), e);
        }
    }

    private static Object read(Class<?> type, Object owner, String name) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(owner);
    }
}
