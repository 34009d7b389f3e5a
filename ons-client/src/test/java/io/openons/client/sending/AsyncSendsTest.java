package io.openons.client.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.aliyun.openservices.ons.api.Message;
import io.openons.client.error.CodedClientException;
import io.openons.client.error.ErrorCode;
import io.openons.client.fixture.CapturedLog;
import io.openons.client.fixture.RecordingCallback;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.apache.rocketmq.client.exception.MQBrokerException;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.client.producer.SendCallback;
import org.apache.rocketmq.remoting.exception.RemotingTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every asynchronous send is reported exactly once: in races, at shutdown and without a callback. */
@Timeout(60)
class AsyncSendsTest {

    private static final Class<org.apache.rocketmq.common.message.Message> CONVERTED =
            org.apache.rocketmq.common.message.Message.class;
    private static final MQBrokerException BUSY = new MQBrokerException(2, "broker busy");
    private static final int LONG_MILLIS = 60_000;

    private final MockedSending sending = new MockedSending(LONG_MILLIS);
    private final DefaultMQProducer rocketMq = sending.rocketMq;
    private final Message message = new Message("T", null, new byte[] {1});
    private final RecordingCallback callback = new RecordingCallback();

    @AfterEach
    void close() {
        Thread.interrupted();
        sending.close();
    }

    @Test
    void whenSuccessAndFailureRaceOneOfThemIsReported() throws Exception {
        SendCallback[] bridge = new SendCallback[1];
        doAnswer(call -> bridge[0] = call.getArgument(1))
                .when(rocketMq).send(any(CONVERTED), any(SendCallback.class), anyLong());
        CyclicBarrier barrier = new CyclicBarrier(2);
        for (int i = 1; i <= 300; i++) {
            sending.sender.sendAsync(message, callback);
            Thread failing = new Thread(() -> {
                meet(barrier);
                bridge[0].onException(new RemotingTimeoutException("slow"));
            });
            failing.start();
            meet(barrier);
            bridge[0].onSuccess(null);
            failing.join();

            assertThat(callback.successes.size() + callback.failures.size()).isEqualTo(i);
        }
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void laterReportsOfTheSameSendAreIgnored() throws Exception {
        sending.sender.sendAsync(message, callback);
        SendCallback bridge = sending.handedOver();

        bridge.onException(new RemotingTimeoutException("slow"));
        bridge.onSuccess(null);
        bridge.onException(new RemotingTimeoutException("slow"));
        bridge.onSuccess(null);

        assertThat(callback.failures).hasSize(1);
        assertThat(callback.successes).isEmpty();
    }

    @Test
    void whatHasNoOutcomeAtShutdownIsCutOffOnce() throws Exception {
        sending.sender.sendAsync(message, callback);
        SendCallback bridge = sending.handedOver();
        when(rocketMq.getSendMsgTimeout()).thenReturn(1);
        sending.asyncSends.drain();
        assertThat(callback.failures).as("before the RocketMQ producer is shut down").isEmpty();

        sending.asyncSends.cutOff();
        sending.asyncSends.cutOff();
        bridge.onSuccess(null);
        bridge.onException(new RemotingTimeoutException("slow"));

        assertThat(callback.successes).isEmpty();
        assertThat(callback.failures).singleElement().satisfies(context -> {
            assertThat(context.getTopic()).isEqualTo("T");
            assertThat(context.getMessageId()).isEqualTo(message.getMsgID()).isNotBlank();
            assertThat(((CodedClientException) context.getException()).code()).isEqualTo(ErrorCode.CUT_OFF);
            assertThat(context.getException()).hasMessageStartingWith(
                    "Send failed: the producer was shut down before the broker answered. ")
                    .hasMessageEndingWith("[ONS-3012 topic=T msgId=" + message.getMsgID() + "]");
        });
    }

    @Test
    void aSendInItsPauseIsCutOffToo() throws Exception {
        sending.sender.sendAsync(message, callback);
        sending.handedOver().onException(BUSY);
        assertThat(callback.failures).as("during the pause").isEmpty();
        when(rocketMq.getSendMsgTimeout()).thenReturn(0);

        sending.asyncSends.drain();
        sending.asyncSends.cutOff();

        assertThat(callback.failures).singleElement().satisfies(context ->
                assertThat(context.getException()).hasMessageContaining("[ONS-3012 "));
    }

    @Test
    void aBrokerBusyAfterTheDrainIsReportedInsteadOfTriedAgain() throws Exception {
        sending.sender.sendAsync(message, callback);
        when(rocketMq.getSendMsgTimeout()).thenReturn(0);
        sending.asyncSends.drain();

        sending.handedOver().onException(BUSY);

        assertThat(callback.failures).singleElement().satisfies(context ->
                assertThat(context.getException()).hasCause(BUSY).hasMessageContaining("[ONS-3005 "));
    }

    @Test
    void theDrainWaitsForOutcomesAndNoLonger() throws Exception {
        sending.sender.sendAsync(message, callback);
        Thread draining = new Thread(sending.asyncSends::drain);
        draining.start();
        await("the drain waits").atMost(20, TimeUnit.SECONDS)
                .until(() -> draining.getState() == Thread.State.TIMED_WAITING);

        sending.handedOver().onSuccess(null);

        draining.join(LONG_MILLIS / 2);
        assertThat(draining.isAlive()).isFalse();
        assertThat(callback.successes).hasSize(1);
    }

    @Test
    void anInterruptEndsTheDrainAndStaysSet() {
        sending.sender.sendAsync(message, callback);
        Thread.currentThread().interrupt();

        sending.asyncSends.drain();

        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(callback.failures).isEmpty();
    }

    @Test
    void withoutCallbackAFailureIsLoggedOnceAfterItsTries() throws Exception {
        doAnswer(call -> {
            call.<SendCallback>getArgument(1).onException(BUSY);
            return null;
        }).when(rocketMq).send(any(CONVERTED), any(SendCallback.class), anyLong());
        when(rocketMq.getSendMsgTimeout()).thenReturn(30); // too short for a pause

        try (CapturedLog log = CapturedLog.of(CallbackThreads.class)) {
            sending.sender.sendAsync(message, null);

            assertThat(log.lines()).containsExactly("ERROR An asynchronous send without callback failed. topic=T msgId="
                    + message.getMsgID());
            assertThat(log.events().get(0).getThrowableProxy().getMessage()).contains("[ONS-3005 ");
        }
    }

    @Test
    void withoutCallbackACutOffIsLogged() {
        sending.sender.sendAsync(message, null);

        try (CapturedLog log = CapturedLog.of(CallbackThreads.class)) {
            sending.asyncSends.cutOff();
            sending.asyncSends.cutOff();

            assertThat(log.lines()).hasSize(1);
            assertThat(log.events().get(0).getThrowableProxy().getMessage()).contains("[ONS-3012 ");
        }
    }

    @Test
    void everySendIsOnItsOwn() throws Exception {
        doAnswer(call -> {
            call.<SendCallback>getArgument(1).onSuccess(null);
            return null;
        }).doThrow(new MQClientException(10005, "no route")).doAnswer(call -> null)
                .when(rocketMq).send(any(CONVERTED), any(SendCallback.class), anyLong());

        sending.sender.sendAsync(message, callback);
        sending.sender.sendAsync(message, callback);
        sending.sender.sendAsync(message, callback);

        assertThat(callback.successes).hasSize(1);
        assertThat(callback.failures).hasSize(1);
        sending.asyncSends.cutOff();
        assertThat(callback.failures).hasSize(2);
        verify(rocketMq, times(3)).send(any(CONVERTED), any(SendCallback.class), anyLong());
    }
}
