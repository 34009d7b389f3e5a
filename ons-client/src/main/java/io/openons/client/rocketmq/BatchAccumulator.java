package io.openons.client.rocketmq;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.rocketmq.client.impl.consumer.ProcessQueue;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.common.message.MessageQueue;

/**
 * Collects the messages of one topic, from whichever queues and pulls they come, and lets them go as soon as a batch is
 * full or its first message has waited long enough: without a time to wait, as soon as a thread is free. Thread-safe.
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
    private final BooleanSupplier threadIsFree;
    private final Consumer<List<Item>> destination;
    /** Guarded by this. */
    private List<Item> waiting = new ArrayList<>();
    /** Whether any wait, for threads to look at without the lock: mostly there are none. */
    private volatile boolean someWait;
    /** Ends the wait; null while nothing waits for a time. Guarded by this. */
    private Future<?> end;

    BatchAccumulator(int size, long awaitMillis, ScheduledExecutorService timer, BooleanSupplier threadIsFree,
                     Consumer<List<Item>> destination) {
        this.size = size;
        this.awaitMillis = awaitMillis;
        this.timer = timer;
        this.threadIsFree = threadIsFree;
        this.destination = destination;
    }

    /** Adds what one pull brought. */
    synchronized void add(List<Item> items) {
        for (Item item : items) {
            waiting.add(item);
            if (waiting.size() == 1 && awaitMillis > 0) {
                List<Item> batch = waiting;
                end = timer.schedule(() -> letGo(batch), awaitMillis, TimeUnit.MILLISECONDS);
            }
            if (waiting.size() == size) {
                letGo(waiting);
            }
        }
        someWait = !waiting.isEmpty();
        threadIsFree();
    }

    /** Lets go what waits for nothing but a thread; called again whenever a thread has become free. */
    void threadIsFree() {
        if (awaitMillis == 0 && someWait && threadIsFree.getAsBoolean()) {
            letGoWaiting();
        }
    }

    private synchronized void letGoWaiting() {
        letGo(waiting);
    }

    /** Lets a batch go unless it went already. */
    private synchronized void letGo(List<Item> batch) {
        if (batch == waiting && !batch.isEmpty()) {
            waiting = new ArrayList<>();
            someWait = false;
            if (end != null) {
                end.cancel(false); // its task would hold the batch until then
                end = null;
            }
            destination.accept(batch);
        }
    }
}
