package io.openons.client.rocketmq;

import static org.assertj.core.api.Assertions.assertThat;

import io.openons.client.fixture.CapturedLog;
import java.lang.reflect.Field;
import java.util.concurrent.ExecutorService;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.consumer.listener.ConsumeOrderlyStatus;
import org.apache.rocketmq.client.impl.consumer.ConsumeMessagePopOrderlyService;
import org.apache.rocketmq.client.impl.consumer.DefaultMQPushConsumerImpl;
import org.junit.jupiter.api.Test;

/** That the fields still have the names by which the forgotten service is found. */
class PopServiceStopTest {

    private final DefaultMQPushConsumer consumer = new DefaultMQPushConsumer("GID_test");

    @Test
    @SuppressWarnings("deprecation") // the implementation behind the consumer has no other way to it
    void theForgottenExecutorIsStopped() throws Exception {
        DefaultMQPushConsumerImpl implementation = consumer.getDefaultMQPushConsumerImpl();
        ConsumeMessagePopOrderlyService service = new ConsumeMessagePopOrderlyService(implementation,
                (messages, context) -> ConsumeOrderlyStatus.SUCCESS);
        field(DefaultMQPushConsumerImpl.class, "consumeMessagePopService").set(implementation, service);

        try (CapturedLog log = CapturedLog.of(PopServiceStop.class)) {
            PopServiceStop.stop(consumer);
            assertThat(log.lines()).isEmpty();
        }
        ExecutorService executor = (ExecutorService)
                field(ConsumeMessagePopOrderlyService.class, "scheduledExecutorService").get(service);
        assertThat(executor.isShutdown()).isTrue();
    }

    @Test
    void aConsumerWithoutSuchAServiceNeedsNothing() {
        try (CapturedLog log = CapturedLog.of(PopServiceStop.class)) {
            PopServiceStop.stop(consumer);

            assertThat(log.lines()).isEmpty();
        }
    }

    private static Field field(Class<?> owner, String name) throws ReflectiveOperationException {
        Field field = owner.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }
}
