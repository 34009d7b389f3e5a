package io.openons.client.rocketmq;

import io.openons.client.message.CompressedBodies;
import io.openons.client.rocketmq.trace.ConsumerTrace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.impl.consumer.ConsumeMessageService;
import org.apache.rocketmq.client.impl.consumer.DefaultMQPushConsumerImpl;
import org.apache.rocketmq.client.impl.consumer.PopProcessQueue;
import org.apache.rocketmq.client.impl.consumer.ProcessQueue;
import org.apache.rocketmq.common.message.MessageAccessor;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.common.message.MessageQueue;
import org.apache.rocketmq.remoting.protocol.body.ConsumeMessageDirectlyResult;
import org.apache.rocketmq.remoting.protocol.heartbeat.MessageModel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the place of RocketMQ's consume service, which never puts more into a batch than one pull of one queue brought
 * and does not wait for its listeners at shutdown. Offsets advance as there: past a message only when it is done or
 * sent back, so that nothing is lost; what is still collecting at shutdown was not consumed and comes again. Owns its
 * threads from construction to stop.
 */
final class BatchConsumeService implements ConsumeMessageService {

    private static final Logger LOG = LoggerFactory.getLogger(BatchConsumeService.class);
    private static final long RETRY_SEND_BACK_MILLIS = 5000;
    private static final int NONE = 0;

    private final DefaultMQPushConsumer consumer;
    private final DefaultMQPushConsumerImpl implementation;
    private final ConsumeMessageService replaced;
    private final ConsumerTrace trace;
    private final CacheLimits limits;
    private final ConsumptionStatistics statistics;
    private final BatchListener listener;
    private final int size;
    private final long awaitMillis;
    private final ThreadPoolExecutor threads;
    private final ScheduledThreadPoolExecutor timer;
    private final ConcurrentMap<String, BatchAccumulator> accumulators = new ConcurrentHashMap<>();
    /** The batches that threads work on or will. */
    private final AtomicInteger dispatched = new AtomicInteger();
    private final ThreadLocal<Boolean> inListener = ThreadLocal.withInitial(() -> false);
    private volatile boolean stopped;

    /**
     * Takes over the consumption of a started consumer that has no subscription yet.
     *
     * @param consumer the RocketMQ consumer
     * @param trace traces the calls of the listener
     * @param listener consumes the batches
     * @param size how many messages a batch has at most
     * @param awaitMillis how long the first message of a batch waits for more; 0 for what one pull brings
     */
    @SuppressWarnings("deprecation") // the implementation behind the consumer has no other way to it
    static BatchConsumeService takeOver(DefaultMQPushConsumer consumer, ConsumerTrace trace, BatchListener listener,
                                        int size, long awaitMillis) {
        DefaultMQPushConsumerImpl implementation = consumer.getDefaultMQPushConsumerImpl();
        BatchConsumeService service =
                new BatchConsumeService(consumer, implementation, trace, listener, size, awaitMillis);
        implementation.setConsumeMessageService(service);
        return service;
    }

    private BatchConsumeService(DefaultMQPushConsumer consumer, DefaultMQPushConsumerImpl implementation,
                                ConsumerTrace trace, BatchListener listener, int size, long awaitMillis) {
        this.consumer = consumer;
        this.implementation = implementation;
        this.replaced = implementation.getConsumeMessageService();
        this.trace = trace;
        this.limits = CacheLimits.of(consumer);
        this.statistics = new ConsumptionStatistics(implementation, consumer.getConsumerGroup());
        this.listener = listener;
        this.size = size;
        this.awaitMillis = awaitMillis;
        AtomicInteger number = new AtomicInteger();
        String prefix = "ConsumeMessageThread_" + consumer.getConsumerGroup() + "_";
        this.threads = (ThreadPoolExecutor) Executors.newFixedThreadPool(consumer.getConsumeThreadMax(),
                task -> new Thread(task, prefix + number.incrementAndGet()));
        this.timer = new ScheduledThreadPoolExecutor(1, task -> new Thread(task, prefix + "timer"),
                new ThreadPoolExecutor.DiscardPolicy());
        timer.setRemoveOnCancelPolicy(true);
    }

    @Override
    public void submitConsumeRequest(List<MessageExt> messages, ProcessQueue processQueue, MessageQueue queue,
                                     boolean dispatchToConsume) {
        if (stopped) {
            return;
        }
        implementation.resetRetryAndNamespace(messages, consumer.getConsumerGroup());
        if (size == 1) { // each is a batch, and waits for nothing
            for (MessageExt message : messages) {
                execute(() -> consume(new BatchAccumulator.Item(message, processQueue, queue)));
            }
            return;
        }
        Map<String, List<BatchAccumulator.Item>> byTopic = new HashMap<>();
        for (MessageExt message : messages) {
            byTopic.computeIfAbsent(message.getTopic(), topic -> new ArrayList<>())
                    .add(new BatchAccumulator.Item(message, processQueue, queue));
        }
        byTopic.forEach((topic, items) -> accumulators.computeIfAbsent(topic,
                key -> new BatchAccumulator(size, awaitMillis, timer, this::threadIsFree, this::dispatch)).add(items));
    }

    private boolean threadIsFree() {
        return dispatched.get() < threads.getMaximumPoolSize();
    }

    private void dispatch(List<BatchAccumulator.Item> batch) {
        dispatched.incrementAndGet();
        execute(() -> {
            try {
                consume(batch);
            } finally {
                dispatched.decrementAndGet();
                accumulators.values().forEach(BatchAccumulator::threadIsFree);
            }
        });
    }

    private void execute(Runnable consumption) {
        try {
            threads.execute(consumption);
        } catch (RejectedExecutionException e) {
            LOG.debug("Batch comes again: the consumer is shutting down. group={}", consumer.getConsumerGroup());
        }
    }

    private void consume(BatchAccumulator.Item item) {
        List<BatchAccumulator.Item> batch = new ArrayList<>(1);
        batch.add(item);
        consume(batch);
    }

    private void consume(List<BatchAccumulator.Item> batch) {
        // A dropped queue belongs to another consumer by now.
        batch.removeIf(item -> item.processQueue.isDropped());
        batch.removeIf(this::sentBackUnread);
        if (batch.isEmpty()) {
            return;
        }
        List<MessageExt> messages = new ArrayList<>(batch.size());
        List<MessageQueue> queues = new ArrayList<>(batch.size());
        String now = String.valueOf(System.currentTimeMillis());
        for (BatchAccumulator.Item item : batch) {
            MessageAccessor.setConsumeStartTimeStamp(item.message, now);
            messages.add(item.message);
            queues.add(item.queue);
        }
        inListener.set(true);
        try {
            settle(batch, call(messages, queues));
        } finally {
            inListener.set(false);
        }
    }

    /** Sends a message back that nobody can read, so that no other message waits for it. */
    private boolean sentBackUnread(BatchAccumulator.Item item) {
        boolean unreadable = CompressedBodies.closed(item.message);
        if (unreadable) {
            settle(Collections.singletonList(item), NONE);
        }
        return unreadable;
    }

    private int call(List<MessageExt> messages, List<MessageQueue> queues) {
        ConsumerTrace.Call call = trace.called(messages, queues.get(0));
        long begun = System.nanoTime();
        int done = listener.consume(messages, queues);
        // A listener that leaves the thread interrupted would keep RocketMQ from noting what becomes of its messages.
        Thread.interrupted();
        trace.answered(call, done);
        statistics.add(queues, done, System.nanoTime() - begun);
        return done;
    }

    /** Neighbours of one queue are settled together: nearly always the whole batch. */
    private void settle(List<BatchAccumulator.Item> batch, int done) {
        List<MessageExt> settled = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            BatchAccumulator.Item item = batch.get(i);
            if (i < done || sentBack(item)) {
                settled.add(item.message);
            }
            boolean last = i + 1 == batch.size() || batch.get(i + 1).processQueue != item.processQueue;
            if (last && !settled.isEmpty()) {
                long offset = item.processQueue.removeMessage(settled);
                if (offset >= 0 && !item.processQueue.isDropped()) {
                    implementation.getOffsetStore().updateOffset(item.queue, offset, true);
                }
                settled.clear();
            }
        }
        limits.consumed();
    }

    /** Returns whether a failed message needs no further care here. */
    private boolean sentBack(BatchAccumulator.Item item) {
        if (consumer.getMessageModel() == MessageModel.BROADCASTING) {
            LOG.warn("A failed message is not delivered again: its consumer is broadcasting. topic={} msgId={}",
                    item.message.getTopic(), item.message.getMsgId());
            return true;
        }
        if (!item.processQueue.containsMessage(item.message)) {
            return true;
        }
        try {
            SendBack.send(consumer, item.message, SendBack.LATER, item.queue);
            return true;
        } catch (Exception e) { // an interrupt, too, which was meant for a listener
            LOG.warn("Message could not be sent back and is consumed again here. topic={} msgId={}",
                    item.message.getTopic(), item.message.getMsgId(), e);
            item.message.setReconsumeTimes(item.message.getReconsumeTimes() + 1);
            List<MessageExt> again = new ArrayList<>();
            again.add(item.message);
            timer.schedule(() -> submitConsumeRequest(again, item.processQueue, item.queue, true),
                    RETRY_SEND_BACK_MILLIS, TimeUnit.MILLISECONDS);
            return false;
        }
    }

    @Override
    public void start() {
        // RocketMQ started the service that this one took the place of, with its look for timed-out messages.
    }

    /** Starts no more batches and waits for those that listeners are working on, unless a listener asks for it. */
    void stop() {
        stopped = true;
        threads.shutdown();
        // In order: a batch that began leaves none before it behind, so that its messages are committed.
        threads.getQueue().clear();
        try {
            if (!calling() && !threads.awaitTermination(ListenerGate.LIMIT_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("Listeners still work {} s after the shutdown began; their messages come again. group={}",
                        ListenerGate.LIMIT_SECONDS, consumer.getConsumerGroup());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // After the threads, which may still want to send a message back later; by now nobody would consume it here.
        timer.shutdownNow();
    }

    /** Whether the current thread is in a listener call. */
    boolean calling() {
        return inListener.get();
    }

    /** Called by RocketMQ at the end of its shutdown, after {@link #stop}. */
    @Override
    public void shutdown(long unused) {
        replaced.shutdown(0);
    }

    @Override
    public ConsumeMessageDirectlyResult consumeMessageDirectly(MessageExt message, String brokerName) {
        return replaced.consumeMessageDirectly(message, brokerName);
    }

    @Override
    public void submitPopConsumeRequest(List<MessageExt> messages, PopProcessQueue processQueue, MessageQueue queue) {
        throw new UnsupportedOperationException("POP consumption is not used by this client");
    }

    @Override
    public void updateCorePoolSize(int corePoolSize) {
        // The number of threads is what ConsumeThreadNums says.
    }

    @Override
    public void incCorePoolSize() {
        // As above.
    }

    @Override
    public void decCorePoolSize() {
        // As above.
    }

    @Override
    public int getCorePoolSize() {
        return threads.getCorePoolSize();
    }
}
