package io.openons.client.rocketmq.trace;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.rocketmq.client.impl.factory.MQClientInstance;
import org.apache.rocketmq.client.trace.TraceContext;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.common.topic.TopicValidator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the records of one client, on one daemon thread that it owns from begin to close. */
final class TraceWriter {

    private static final long CLOSE_LIMIT_MILLIS = TimeUnit.SECONDS.toMillis(3);
    private static final Logger LOG = LoggerFactory.getLogger(TraceWriter.class);

    private final String client;
    private final TraceBacklog backlog;
    private final TraceOutlet outlet;
    private final Thread thread;

    private TraceWriter(MQClientInstance instance, String client, String group, TraceBacklog backlog,
            Executor forClient) {
        this.client = client;
        this.backlog = backlog;
        this.outlet = new TraceOutlet(instance, client, TopicValidator.RMQ_SYS_TRACE_TOPIC);
        this.thread = new Thread(() -> forClient.execute(this::write), "ons-trace-" + group);
        this.thread.setDaemon(true);
    }

    /**
     * Begins to write.
     *
     * @param instance the started RocketMQ client whose connections are used
     * @param client the client in words, for the log
     * @param group its group, for the thread's name
     * @param backlog what to write
     * @param forClient runs the whole of the writing in the client's name, on the writer's thread
     * @return the running writer
     */
    static TraceWriter begin(MQClientInstance instance, String client, String group, TraceBacklog backlog,
            Executor forClient) {
        TraceWriter writer = new TraceWriter(instance, client, group, backlog, forClient);
        writer.thread.start();
        return writer;
    }

    private void write() {
        try {
            outlet.prepare();
            for (List<TraceContext> batch = backlog.take(); !batch.isEmpty(); batch = backlog.take()) {
                write(batch);
            }
        } catch (InterruptedException e) {
            LOG.debug("Traces of {} are not written any more: the client has shut down", client);
        }
    }

    private void write(List<TraceContext> batch) throws InterruptedException {
        if (!outlet.open()) {
            return;
        }
        try {
            for (Message message : TraceMessages.of(TopicValidator.RMQ_SYS_TRACE_TOPIC, batch)) {
                outlet.send(message);
            }
        } catch (RuntimeException e) { // RocketMQ's encoder on a record that it does not expect
            LOG.warn("Traces of {} cannot be written as they are. dropped={}", client, batch.size(), e);
        }
    }

    /** Writes what waits, for 3 s at most; called while the RocketMQ client still runs. */
    void close() {
        backlog.close();
        join();
        if (thread.isAlive()) {
            LOG.warn("Traces of {} could not all be written at its shutdown. dropped={}", client, backlog.discard());
            thread.interrupt();
        }
    }

    /** An interrupted caller loses no records; it is interrupted afterwards, too. */
    private void join() {
        boolean interrupted = false;
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_LIMIT_MILLIS);
        for (long left = end - System.nanoTime(); left > 0 && thread.isAlive(); left = end - System.nanoTime()) {
            try {
                TimeUnit.NANOSECONDS.timedJoin(thread, left);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
