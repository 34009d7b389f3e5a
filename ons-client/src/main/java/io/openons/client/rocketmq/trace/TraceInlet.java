package io.openons.client.rocketmq.trace;

import org.apache.rocketmq.client.impl.producer.DefaultMQProducerImpl;
import org.apache.rocketmq.client.trace.AsyncTraceDispatcher;
import org.apache.rocketmq.client.trace.TraceContext;

/**
 * Where RocketMQ's hooks leave their records. They insist on RocketMQ's own dispatcher; of that one only the name of
 * the trace topic is used here: it is never started, so neither its threads nor its hidden producer ever run.
 */
final class TraceInlet extends AsyncTraceDispatcher {

    private final TraceBacklog backlog;

    TraceInlet(TraceBacklog backlog, String group, Type type) {
        super(group, type, 1, null, null);
        this.backlog = backlog;
    }

    /** With the producer, whose client id RocketMQ notes at the end of transactions. */
    TraceInlet(TraceBacklog backlog, String group, DefaultMQProducerImpl producer) {
        this(backlog, group, Type.PRODUCE);
        setHostProducer(producer);
    }

    @Override
    public boolean append(Object context) {
        return backlog.offer((TraceContext) context);
    }
}
