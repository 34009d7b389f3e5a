package io.openons.client.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.aliyun.openservices.ons.api.Message;
import io.openons.client.error.CodedClientException;
import io.openons.client.error.ErrorCode;
import io.openons.client.fixture.RecordingCallback;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.rocketmq.client.exception.MQBrokerException;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.client.producer.SendCallback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An overloaded broker gets more rounds after pauses; then the failure says what it was. */
@Timeout(60)
class BusyBrokerTest {

    private static final Class<org.apache.rocketmq.common.message.Message> CONVERTED =
            org.apache.rocketmq.common.message.Message.class;
    private static final MQBrokerException BUSY = new MQBrokerException(2, "[TIMEOUT_CLEAN_QUEUE]broker busy");

    private final MockedSending sending = new MockedSending(30_000);
    private final DefaultMQProducer rocketMq = sending.rocketMq;
    private final Message message = new Message("T", null, new byte[] {1});
    private final RecordingCallback callback = new RecordingCallback();
    private final List<String> ids = new ArrayList<>();

    @AfterEach
    void close() {
        Thread.interrupted();
        sending.close();
    }

    @Test
    void aSendSucceedsWhenTheBrokerRecoversAndKeepsItsId() throws Exception {
        doThrow(BUSY).doThrow(new MQClientException("wrapped", BUSY)).doAnswer(call -> {
            ids.add(call.<org.apache.rocketmq.common.message.Message>getArgument(0).getProperty("UNIQ_KEY"));
            return null;
        }).when(rocketMq).send(any(CONVERTED), anyLong());

        long begin = System.nanoTime();
        String id = sending.sender.send(message).getMessageId();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).as("two pauses, of at least 38 and 75 ms")
                .isGreaterThanOrEqualTo(Duration.ofMillis(113));
        assertThat(ids).containsExactly(id);
        verify(rocketMq, times(3)).send(any(CONVERTED), anyLong());
    }

    @Test
    void aSendFailsAsBusyAfterFiveTries() throws Exception {
        doThrow(BUSY).when(rocketMq).send(any(CONVERTED), anyLong());

        assertThatThrownBy(() -> sending.sender.send(message)).hasCause(BUSY)
                .isInstanceOfSatisfying(CodedClientException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.BROKER_BUSY))
                .hasMessageContaining("answered with code 2: [TIMEOUT_CLEAN_QUEUE]broker busy");

        verify(rocketMq, times(5)).send(any(CONVERTED), anyLong());
    }

    @Test
    void aShortTimeoutLeavesNoTimeForAPause() throws Exception {
        when(rocketMq.getSendMsgTimeout()).thenReturn(30);
        doThrow(BUSY).when(rocketMq).send(any(CONVERTED), anyLong());

        assertThatThrownBy(() -> sending.sender.send(message)).hasMessageContaining("[ONS-3005 ");

        verify(rocketMq).send(any(CONVERTED), anyLong());
    }

    @Test
    void anotherFailureAfterABusyOneIsFinal() throws Exception {
        doThrow(BUSY).doThrow(new MQBrokerException(16, "no")).when(rocketMq).send(any(CONVERTED), anyLong());

        assertThatThrownBy(() -> sending.sender.send(message)).hasMessageContaining("[ONS-3006 ");

        verify(rocketMq, times(2)).send(any(CONVERTED), anyLong());
    }

    @Test
    void anInterruptEndsThePauseWithTheLastFailureAndTheFlagSet() throws Exception {
        doThrow(BUSY).when(rocketMq).send(any(CONVERTED), anyLong());
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> sending.sender.send(message)).hasCause(BUSY).hasMessageContaining("[ONS-3005 ");

        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        verify(rocketMq).send(any(CONVERTED), anyLong());
    }

    @Test
    void aHalfMessageIsTriedAgainLikeAnyOther() throws Exception {
        org.apache.rocketmq.client.producer.SendResult stored = new org.apache.rocketmq.client.producer.SendResult();
        doThrow(BUSY).doReturn(stored).when(rocketMq).send(any(CONVERTED), anyLong());

        assertThat(sending.sender.sendHalf(message, half -> { }).stored()).isSameAs(stored);
    }

    @Test
    void onewayIsNotTriedAgain() throws Exception {
        doThrow(new MQClientException("wrapped", BUSY)).when(rocketMq).sendOneway(any(CONVERTED));

        assertThatThrownBy(() -> sending.sender.sendOneway(message)).hasMessageContaining("[ONS-3005 ");

        verify(rocketMq).sendOneway(any(CONVERTED));
    }

    @Test
    void anAsynchronousSendIsTriedAgainAndReportedOnce() throws Exception {
        answerAsyncSends(BUSY, BUSY, null);

        sending.sender.sendAsync(message, callback);

        await("the outcome").atMost(20, TimeUnit.SECONDS).until(() -> !callback.successes.isEmpty());
        assertThat(callback.failures).isEmpty();
        assertThat(callback.successes).singleElement()
                .satisfies(result -> assertThat(result.getMessageId()).isEqualTo(message.getMsgID()));
        assertThat(ids).hasSize(3).containsOnly(message.getMsgID());
    }

    @Test
    void anAsynchronousSendFailsAsBusyOnceAfterFiveTries() throws Exception {
        answerAsyncSends(BUSY, BUSY, BUSY, BUSY, BUSY);

        sending.sender.sendAsync(message, callback);

        await("the outcome").atMost(20, TimeUnit.SECONDS).until(() -> !callback.failures.isEmpty());
        assertThat(callback.successes).isEmpty();
        assertThat(callback.failures).singleElement().satisfies(context ->
                assertThat(context.getException()).hasCause(BUSY).hasMessageContaining("[ONS-3005 "));
        assertThat(ids).hasSize(5).containsOnly(message.getMsgID());
    }

    @Test
    void callbacksAfterAPauseRunOnANamedThread() throws Exception {
        answerAsyncSends(BUSY, null);
        List<String> names = new ArrayList<>();
        sending.threads.lend(new DirectExecutor(names));

        sending.sender.sendAsync(message, callback);

        await("the outcome").atMost(20, TimeUnit.SECONDS).until(() -> !callback.successes.isEmpty());
        assertThat(names).containsExactly("ons-producer-GID_test");
    }

    /** Each asynchronous send is answered at once, with a failure or, for null, with success. */
    private void answerAsyncSends(Exception... answers) throws Exception {
        doAnswer(call -> {
            ids.add(call.<org.apache.rocketmq.common.message.Message>getArgument(0).getProperty("UNIQ_KEY"));
            Exception answer = answers[ids.size() - 1];
            SendCallback bridge = call.getArgument(1);
            if (answer == null) {
                bridge.onSuccess(null);
            } else {
                bridge.onException(answer);
            }
            return null;
        }).when(rocketMq).send(any(CONVERTED), any(SendCallback.class), anyLong());
    }

    /** Runs work at once and notes on which thread. */
    private static final class DirectExecutor extends java.util.concurrent.AbstractExecutorService {

        private final List<String> names;

        DirectExecutor(List<String> names) {
            this.names = names;
        }

        @Override
        public void execute(Runnable work) {
            names.add(Thread.currentThread().getName());
            work.run();
        }

        @Override
        public void shutdown() {
            throw new AssertionError("a lent executor is never closed");
        }

        @Override
        public List<Runnable> shutdownNow() {
            throw new AssertionError("a lent executor is never closed");
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return false;
        }
    }
}
