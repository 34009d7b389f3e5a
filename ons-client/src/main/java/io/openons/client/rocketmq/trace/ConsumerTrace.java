package io.openons.client.rocketmq.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.consumer.listener.ConsumeReturnType;
import org.apache.rocketmq.client.hook.ConsumeMessageContext;
import org.apache.rocketmq.client.hook.ConsumeMessageHook;
import org.apache.rocketmq.client.trace.TraceBean;
import org.apache.rocketmq.client.trace.TraceContext;
import org.apache.rocketmq.client.trace.TraceDispatcher;
import org.apache.rocketmq.client.trace.hook.ConsumeMessageTraceHookImpl;
import org.apache.rocketmq.common.MixAll;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.common.message.MessageQueue;

/**
 * Traces the calls of a push consumer's listener by RocketMQ's own hook: a record when a call begins and one when it
 * ends, for each of its messages. The hook is called here and not by RocketMQ, which would also call it for messages
 * that no listener is given because the consumer shuts down. Thread-safe.
 */
public final class ConsumerTrace {

    /** Traces nothing. */
    public static final ConsumerTrace OFF = new ConsumerTrace(null, null, null);

    private final DefaultMQPushConsumer consumer;
    private final ConsumeMessageHook hook;
    private final TraceWriter writer;

    ConsumerTrace(DefaultMQPushConsumer consumer, ConsumeMessageHook hook, TraceWriter writer) {
        this.consumer = consumer;
        this.hook = hook;
        this.writer = writer;
    }

    /**
     * Begins to trace; costs one daemon thread.
     *
     * @param consumer a started consumer
     * @param client the consumer in words, for the log
     * @param forClient runs what the trace asks of brokers in the consumer's name, on the thread that it is given
     * @return the trace; to be closed before the consumer is shut down
     */
    @SuppressWarnings("deprecation") // the implementation behind the consumer has no other way to it
    public static ConsumerTrace begin(DefaultMQPushConsumer consumer, String client, Executor forClient) {
        TraceBacklog backlog = new TraceBacklog(client);
        TraceInlet inlet = new TraceInlet(backlog, consumer.getConsumerGroup(), TraceDispatcher.Type.CONSUME);
        return new ConsumerTrace(consumer, new ConsumeMessageTraceHookImpl(inlet),
                TraceWriter.begin(consumer.getDefaultMQPushConsumerImpl().getmQClientFactory(), client,
                        consumer.getConsumerGroup(), backlog, forClient));
    }

    /**
     * Traces that a listener is about to be called.
     *
     * @param messages what it is given, never empty
     * @param queue where they come from
     * @return the call, for {@link #answered}; null when nothing is traced
     */
    public Call called(List<MessageExt> messages, MessageQueue queue) {
        if (hook == null) {
            return null;
        }
        Call call = new Call(context(messages, queue));
        hook.consumeMessageBefore(call.context);
        return call;
    }

    private ConsumeMessageContext context(List<MessageExt> messages, MessageQueue queue) {
        ConsumeMessageContext context = new ConsumeMessageContext();
        context.setConsumerGroup(consumer.getConsumerGroup());
        context.setAccessChannel(consumer.getAccessChannel());
        context.setMq(queue);
        context.setMsgList(messages);
        context.setProps(new HashMap<>());
        return context;
    }

    /**
     * Traces that the listener has answered.
     *
     * @param call what {@link #called} returned
     * @param done how many messages are done, counted from the first one; the others come again
     */
    public void answered(Call call, int done) {
        if (call == null) {
            return;
        }
        List<MessageExt> messages = call.context.getMsgList();
        TraceContext begun = (TraceContext) call.context.getMqTraceContext();
        if (done == 0 || done == messages.size() || begun.getTraceBeans() == null) {
            end(call, done > 0);
            return;
        }
        Set<String> ids = new HashSet<>();
        messages.subList(0, done).forEach(message -> ids.add(message.getMsgId()));
        endPart(call, begun, ids, true);
        endPart(call, begun, ids, false);
    }

    private void endPart(Call call, TraceContext begun, Set<String> done, boolean success) {
        List<TraceBean> beans = new ArrayList<>(begun.getTraceBeans());
        beans.removeIf(bean -> done.contains(bean.getMsgId()) != success);
        call.context.setMqTraceContext(TraceMessages.part(begun, beans));
        end(call, success);
    }

    private void end(Call call, boolean success) {
        call.context.setSuccess(success);
        call.context.getProps().put(MixAll.CONSUME_CONTEXT_TYPE, call.outcome(success, consumer).name());
        hook.consumeMessageAfter(call.context);
    }

    /** Writes what waits, for 3 s at most, and ends the thread; what is consumed later is not traced. */
    public void close() {
        if (writer != null) {
            writer.close();
        }
    }

    /** One call of a listener. */
    public static final class Call {

        private final ConsumeMessageContext context;
        private final long begun = System.nanoTime();

        private Call(ConsumeMessageContext context) {
            this.context = context;
        }

        private ConsumeReturnType outcome(boolean success, DefaultMQPushConsumer consumer) {
            if (System.nanoTime() - begun >= TimeUnit.MINUTES.toNanos(consumer.getConsumeTimeout())) {
                return ConsumeReturnType.TIME_OUT;
            }
            return success ? ConsumeReturnType.SUCCESS : ConsumeReturnType.FAILED;
        }
    }
}
