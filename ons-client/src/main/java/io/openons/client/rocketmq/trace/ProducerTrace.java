package io.openons.client.rocketmq.trace;

import java.util.concurrent.Executor;
import org.apache.rocketmq.client.impl.producer.DefaultMQProducerImpl;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.client.trace.hook.EndTransactionTraceHookImpl;
import org.apache.rocketmq.client.trace.hook.SendMessageTraceHookImpl;

/**
 * Traces what a producer sends and how its transactions end, by RocketMQ's own hooks: one record for each message that
 * a broker answered for, none for one-way and failed sends, as Apache's client writes them. Thread-safe.
 */
public final class ProducerTrace {

    private final TraceWriter writer;

    private ProducerTrace(TraceWriter writer) {
        this.writer = writer;
    }

    /**
     * Begins to trace; costs one daemon thread.
     *
     * @param producer a started producer that has not sent anything
     * @param client the producer in words, for the log
     * @param forClient runs what the trace asks of brokers in the producer's name, on the thread that it is given
     * @return the trace; to be closed before the producer is shut down
     */
    @SuppressWarnings("deprecation") // the implementation behind the producer has no other way to it
    public static ProducerTrace begin(DefaultMQProducer producer, String client, Executor forClient) {
        DefaultMQProducerImpl implementation = producer.getDefaultMQProducerImpl();
        TraceBacklog backlog = new TraceBacklog(client);
        TraceInlet inlet = new TraceInlet(backlog, producer.getProducerGroup(), implementation);
        implementation.registerSendMessageHook(new SendTrace(new SendMessageTraceHookImpl(inlet)));
        implementation.registerEndTransactionHook(new EndTransactionTraceHookImpl(inlet));
        return new ProducerTrace(TraceWriter.begin(implementation.getMqClientFactory(), client,
                producer.getProducerGroup(), backlog, forClient));
    }

    /** Writes what waits, for 3 s at most, and ends the thread; what is sent later is not traced. */
    public void close() {
        writer.close();
    }
}
