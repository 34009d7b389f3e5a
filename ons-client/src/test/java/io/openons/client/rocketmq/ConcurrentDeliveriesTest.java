package io.openons.client.rocketmq;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.rocketmq.client.consumer.listener.ConsumeConcurrentlyContext;
import org.apache.rocketmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.common.message.MessageQueue;
import org.junit.jupiter.api.Test;

/** What becomes of a message that an operator has consumed directly. */
class ConcurrentDeliveriesTest {

    private static final MessageQueue QUEUE = new MessageQueue("T", "broker-a", 3);

    @Test
    void directConsumptionSucceedsOnlyWhenAllIsDone() {
        assertThat(consumeDirectly((messages, queues) -> messages.size()))
                .isEqualTo(ConsumeConcurrentlyStatus.CONSUME_SUCCESS);
        assertThat(consumeDirectly((messages, queues) -> 1)).isEqualTo(ConsumeConcurrentlyStatus.RECONSUME_LATER);
    }

    @Test
    void beforeTheStartThereIsNothingToStop() {
        ConcurrentDeliveries deliveries = new ConcurrentDeliveries((messages, queues) -> 0, 1, 0);

        deliveries.stop();

        assertThat(deliveries.calling()).isFalse();
    }

    private static ConsumeConcurrentlyStatus consumeDirectly(BatchListener listener) {
        return new ConcurrentDeliveries((messages, queues) -> {
            assertThat(queues).containsExactly(QUEUE, QUEUE);
            return listener.consume(messages, queues);
        }, 1, 0).consumeMessage(List.of(new MessageExt(), new MessageExt()), new ConsumeConcurrentlyContext(QUEUE));
    }
}
