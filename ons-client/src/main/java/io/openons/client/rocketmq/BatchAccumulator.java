package io.openons.client.rocketmq;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.rocketmq.client.impl.consumer.ProcessQueue;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.common.message.MessageQueue;

/**
 * Collects the messages of one topic, from whichever queues and pulls they come, and lets them go as soon as a batch is
 * full or its first message has waited long enough. Thread-safe.
 */
final class BatchAccumulator {

    /** A message with the places that its consumption is reported to. */
    static final class Item {

        final MessageExt message;
        final ProcessQueue processQueue;
        final MessageQueue queue;

        Item(MessageExt message, ProcessQueue processQueue, MessageQueue queue) {
            this.message = message;
            this.processQueue = processQueue;
            this.queue = queue;
        }
    }

    private final int size;
    private final long awaitMillis;
    private final ScheduledExecutorService timer;
    private final Consumer<List<Item>> destination;
    /** Guarded by this. */
    private List<Item> waiting = new ArrayList<>();

    BatchAccumulator(int size, long awaitMillis, ScheduledExecutorService timer, Consumer<List<Item>> destination) {
        this.size = size;
        this.awaitMillis = awaitMillis;
        this.timer = timer;
        this.destination = destination;
    }

    /** Adds what one pull brought. */
    synchronized void add(List<Item> items) {
        for (Item item : items) {
            waiting.add(item);
            if (waiting.size() == 1 && awaitMillis > 0) {
                List<Item> batch = waiting;
                timer.schedule(() -> letGo(batch), awaitMillis, TimeUnit.MILLISECONDS);
            }
            if (waiting.size() == size) {
                letGo(waiting);
            }
        }
        if (awaitMillis == 0) {
            letGo(waiting);
        }
    }

    /** Lets a batch go unless it went already. */
    private synchronized void letGo(List<Item> batch) {
        if (batch == waiting && !batch.isEmpty()) {
            waiting = new ArrayList<>();
            destination.accept(batch);
        }
    }
}
