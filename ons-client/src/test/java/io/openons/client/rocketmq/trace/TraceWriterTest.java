package io.openons.client.rocketmq.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.openons.client.fixture.CapturedLog;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.impl.MQClientAPIImpl;
import org.apache.rocketmq.client.impl.factory.MQClientInstance;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.client.trace.TraceContext;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.remoting.exception.RemotingTimeoutException;
import org.apache.rocketmq.remoting.protocol.ResponseCode;
import org.apache.rocketmq.remoting.protocol.route.TopicRouteData;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Records go out by the client's own inner producer, or are lost without harm. */
@Timeout(60)
class TraceWriterTest {

    private static final String TOPIC = "RMQ_SYS_TRACE_TOPIC";

    private final MQClientInstance instance = mock(MQClientInstance.class);
    private final MQClientAPIImpl network = mock(MQClientAPIImpl.class);
    private final DefaultMQProducer inner = mock(DefaultMQProducer.class);
    private final TraceBacklog backlog = new TraceBacklog("producer \"GID\"");
    private final ThreadLocal<Boolean> acting = ThreadLocal.withInitial(() -> false);
    private final Executor forClient = work -> {
        acting.set(true);
        work.run();
        acting.set(false);
    };

    @BeforeEach
    void connectMocks() throws Exception {
        when(instance.getMQClientAPIImpl()).thenReturn(network);
        when(instance.getDefaultMQProducer()).thenReturn(inner);
        when(network.getTopicRouteInfoFromNameServer(anyString(), anyLong(), anyBoolean()))
                .thenThrow(new MQClientException(ResponseCode.TOPIC_NOT_EXIST, "No topic route info"));
    }

    private void exists(String topic) throws Exception {
        doReturn(new TopicRouteData()).when(network)
                .getTopicRouteInfoFromNameServer(eq(topic), anyLong(), anyBoolean());
    }

    @Test
    void whatWaitsIsWrittenAtClose() throws Exception {
        exists(TOPIC);
        TraceWriter writer = begin();
        backlog.offer(Records.consumed("key", "id"));

        writer.close();

        verify(inner).send(any(Message.class), anyLong());
        assertThat(threads()).isZero();
    }

    @Test
    void aMissingTopicIsOneLineAtDebugAndIsNotAskedForAgainSoon() throws Exception {
        try (CapturedLog log = CapturedLog.of(TraceOutlet.class)) {
            TraceWriter writer = begin();
            for (int i = 0; i < 3 * TraceBacklog.BATCH; i++) {
                backlog.offer(Records.consumed("key", "id"));
            }

            writer.close();

            assertThat(log.lines()).containsExactly("DEBUG producer \"GID\" is not traced: there is no topic "
                    + "RMQ_SYS_TRACE_TOPIC. Brokers with traceTopicEnable=true have it.");
        }
        verify(network, times(1)).getTopicRouteInfoFromNameServer(eq(TOPIC), anyLong(), eq(false));
        verify(inner, never()).send(any(Message.class), anyLong());
    }

    @Test
    void brokersThatCreateTopicsAreGivenTheChance() throws Exception {
        exists("TBW102");
        TraceWriter writer = begin();
        backlog.offer(Records.consumed("key", "id"));

        writer.close();

        verify(inner).send(any(Message.class), anyLong());
    }

    @Test
    void nameServersThatDoNotAnswerAreAskedAgain() throws Exception {
        doThrow(new RemotingTimeoutException("slow")).doThrow(new RemotingTimeoutException("slow"))
                .doReturn(new TopicRouteData()).when(network)
                .getTopicRouteInfoFromNameServer(eq(TOPIC), anyLong(), anyBoolean());
        try (CapturedLog log = CapturedLog.of(TraceOutlet.class)) {
            TraceWriter writer = begin();
            for (int i = 0; i < 2 * TraceBacklog.BATCH; i++) {
                backlog.offer(Records.consumed("key", "id"));
            }

            writer.close();

            assertThat(log.lines()).containsExactly("DEBUG The name servers of producer \"GID\" cannot be asked for "
                    + "RMQ_SYS_TRACE_TOPIC yet", "WARN Traces of producer \"GID\" could not be written to "
                    + "RMQ_SYS_TRACE_TOPIC and are lost; more of this is told at DEBUG");
        }
        verify(inner).send(any(Message.class), anyLong());
    }

    @Test
    void aRecordThatCannotBeWrittenDoesNotEndTheWriter() throws Exception {
        exists(TOPIC);
        TraceContext broken = Records.consumed("key", "id");
        broken.setAccessChannel(null);
        try (CapturedLog log = CapturedLog.of(TraceWriter.class)) {
            TraceWriter writer = begin();
            for (int i = 0; i < TraceBacklog.BATCH; i++) {
                backlog.offer(broken);
            }
            backlog.offer(Records.consumed("key", "id"));

            writer.close();

            assertThat(log.lines()).containsExactly(
                    "WARN Traces of producer \"GID\" cannot be written as they are. dropped=100");
        }
        verify(inner).send(any(Message.class), anyLong());
    }

    @Test
    void failuresWarnOnceAndEndNothing() throws Exception {
        exists(TOPIC);
        when(inner.send(any(Message.class), anyLong())).thenThrow(new RemotingTimeoutException("slow"));
        try (CapturedLog log = CapturedLog.of(TraceOutlet.class)) {
            TraceWriter writer = begin();
            for (int i = 0; i < 2 * TraceBacklog.BATCH; i++) {
                backlog.offer(Records.consumed("key", "id"));
            }

            writer.close();

            assertThat(log.lines()).containsExactly("WARN Traces of producer \"GID\" could not be written to "
                    + "RMQ_SYS_TRACE_TOPIC and are lost; more of this is told at DEBUG",
                    "DEBUG Traces of producer \"GID\" could not be written");
        }
    }

    @Test
    void closingDoesNotWaitForABrokerThatDoesNotAnswer() throws Exception {
        exists(TOPIC);
        CountDownLatch never = new CountDownLatch(1);
        when(inner.send(any(Message.class), anyLong())).thenAnswer(call -> {
            never.await();
            return null;
        });
        try (CapturedLog log = CapturedLog.of(TraceWriter.class)) {
            TraceWriter writer = begin();
            for (int i = 0; i < TraceBacklog.BATCH + 7; i++) {
                backlog.offer(Records.consumed("key", "id"));
            }

            writer.close();

            Awaitility.await("the thread ends").atMost(Duration.ofSeconds(10)).until(() -> threads() == 0);
            assertThat(log.lines()).first().isEqualTo("WARN Traces of producer \"GID\" could not all be written at its "
                    + "shutdown. dropped=7");
        }
    }

    @Test
    void theTopicIsLookedForAndSentToInTheClientsName() throws Exception {
        List<Boolean> asked = new CopyOnWriteArrayList<>();
        doAnswer(call -> {
            asked.add(acting.get());
            return new TopicRouteData();
        }).when(network).getTopicRouteInfoFromNameServer(eq(TOPIC), anyLong(), anyBoolean());
        when(inner.send(any(Message.class), anyLong())).thenAnswer(call -> {
            asked.add(acting.get());
            return null;
        });
        TraceWriter writer = begin();
        backlog.offer(Records.consumed("key", "id"));

        writer.close();

        assertThat(asked).containsExactly(true, true);
    }

    @Test
    void anInterruptedCallerLosesNoRecordsAndStaysInterrupted() throws Exception {
        exists(TOPIC);
        TraceWriter writer = begin();
        backlog.offer(Records.consumed("key", "id"));

        Thread.currentThread().interrupt();
        writer.close();

        assertThat(Thread.interrupted()).isTrue();
        verify(inner).send(any(Message.class), anyLong());
        assertThat(threads()).isZero();
    }

    private TraceWriter begin() {
        return TraceWriter.begin(instance, "producer \"GID\"", "GID", backlog, forClient);
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("ons-trace-GID") && thread.isAlive()).count();
    }
}
