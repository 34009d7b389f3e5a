package io.openons.client.rocketmq.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.rocketmq.client.AccessChannel;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.trace.TraceContext;
import org.apache.rocketmq.client.trace.TraceDispatcher;
import org.apache.rocketmq.client.trace.TraceType;
import org.apache.rocketmq.client.trace.hook.ConsumeMessageTraceHookImpl;
import org.apache.rocketmq.common.message.MessageAccessor;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.common.message.MessageQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The records of a listener's call, with RocketMQ's own hook. */
class ConsumerTraceTest {

    private final List<TraceContext> records = new ArrayList<>();
    private final DefaultMQPushConsumer consumer = mock(DefaultMQPushConsumer.class);
    private final TraceDispatcher dispatcher = mock(TraceDispatcher.class,
            call -> call.getMethod().getName().equals("append") && records.add(call.getArgument(0)));
    private final ConsumerTrace trace =
            new ConsumerTrace(consumer, new ConsumeMessageTraceHookImpl(dispatcher), null);

    @BeforeEach
    void connectMocks() {
        when(consumer.getConsumerGroup()).thenReturn("MQ_INST_1%GID");
        when(consumer.getAccessChannel()).thenReturn(AccessChannel.LOCAL);
        when(consumer.getConsumeTimeout()).thenReturn(15L);
    }

    @Test
    void aCallIsTracedWhenItBeginsAndWhenItEnds() {
        ConsumerTrace.Call call = begin("id-1", "id-2");

        assertThat(records).extracting(TraceContext::getTraceType).containsExactly(TraceType.SubBefore);

        trace.answered(call, 2);

        assertThat(records).extracting(TraceContext::getTraceType, TraceContext::getGroupName, this::ids)
                .containsExactly(tuple(TraceType.SubBefore, "GID", List.of("id-1", "id-2")),
                        tuple(TraceType.SubAfter, "GID", List.of("id-1", "id-2")));
        assertThat(records.get(1)).extracting(TraceContext::isSuccess, TraceContext::getContextCode)
                .containsExactly(true, 0);
        assertThat(records.get(1).getRequestId()).isEqualTo(records.get(0).getRequestId());
    }

    @Test
    void aFailedCallIsTracedAsOne() {
        trace.answered(begin("id-1"), 0);

        assertThat(records.get(1)).extracting(TraceContext::isSuccess, TraceContext::getContextCode)
                .containsExactly(false, 4);
    }

    @Test
    void ofABatchThatIsPartlyDoneEachMessageHasItsOwnOutcome() {
        trace.answered(begin("id-1", "id-2", "id-3"), 2);

        assertThat(records).extracting(TraceContext::getTraceType, TraceContext::isSuccess, this::ids)
                .containsExactly(tuple(TraceType.SubBefore, true, List.of("id-1", "id-2", "id-3")),
                        tuple(TraceType.SubAfter, true, List.of("id-1", "id-2")),
                        tuple(TraceType.SubAfter, false, List.of("id-3")));
        assertThat(records).extracting(TraceContext::getRequestId).containsOnly(records.get(0).getRequestId());
    }

    @Test
    void aCallThatTookLongerThanTheTimeoutSaysSo() {
        when(consumer.getConsumeTimeout()).thenReturn(0L);

        trace.answered(begin("id-1"), 1);

        assertThat(records.get(1)).extracting(TraceContext::isSuccess, TraceContext::getContextCode)
                .containsExactly(true, 1);
    }

    @Test
    void messagesOfBrokersThatWantNoTraceAreNotTraced() {
        MessageExt message = message("id-1");
        MessageAccessor.putProperty(message, "TRACE_ON", "false");

        trace.answered(trace.called(List.of(message), queue()), 1);
        trace.answered(trace.called(List.of(message, message), queue()), 1);

        assertThat(records).isEmpty();
    }

    @Test
    void nothingIsTracedUnlessAsked() {
        ConsumerTrace.Call call = ConsumerTrace.OFF.called(List.of(message("id-1")), queue());

        assertThat(call).isNull();
        ConsumerTrace.OFF.answered(call, 1);
        ConsumerTrace.OFF.close();
    }

    private ConsumerTrace.Call begin(String... ids) {
        List<MessageExt> messages = new ArrayList<>();
        for (String id : ids) {
            messages.add(message(id));
        }
        return trace.called(messages, queue());
    }

    private static MessageExt message(String id) {
        MessageExt message = new MessageExt();
        message.setMsgId(id);
        message.setTopic("T");
        MessageAccessor.putProperty(message, "MSG_REGION", "region");
        return message;
    }

    private static MessageQueue queue() {
        return new MessageQueue("T", "broker-a", 0);
    }

    private List<String> ids(TraceContext context) {
        return context.getTraceBeans().stream().map(bean -> bean.getMsgId()).toList();
    }
}
