package io.openons.client.rocketmq;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.rocketmq.client.consumer.store.ReadOffsetType;
import org.apache.rocketmq.common.message.MessageQueue;
import org.junit.jupiter.api.Test;

/** Positions in memory. */
class MemoryOffsetStoreTest {

    private final MemoryOffsetStore store = new MemoryOffsetStore();
    private final MessageQueue queue = new MessageQueue("T", "broker-a", 0);

    @Test
    void anUnknownQueueHasNoPosition() {
        assertThat(store.readOffset(queue, ReadOffsetType.READ_FROM_STORE)).isEqualTo(-1);
    }

    @Test
    void positionsMoveBackOnlyWhenAllowed() {
        store.updateOffset(queue, 5, true);
        store.updateOffset(queue, 3, true);
        assertThat(read()).isEqualTo(5);

        store.updateOffset(queue, 3, false);
        assertThat(read()).isEqualTo(3);
        store.updateAndFreezeOffset(queue, 1);
        assertThat(read()).isEqualTo(1);
    }

    @Test
    void aQueueThatComesBackGoesOnWhereItStopped() {
        store.updateOffset(queue, 5, true);

        store.removeOffset(queue);

        assertThat(read()).isEqualTo(5);
    }

    @Test
    void aCopyHasTheQueuesOfOneTopic() {
        store.updateOffset(queue, 5, true);
        store.updateOffset(new MessageQueue("U", "broker-a", 0), 6, true);

        assertThat(store.cloneOffsetTable("T")).containsOnly(Map.entry(queue, 5L));
    }

    private long read() {
        return store.readOffset(queue, ReadOffsetType.MEMORY_FIRST_THEN_STORE);
    }
}
