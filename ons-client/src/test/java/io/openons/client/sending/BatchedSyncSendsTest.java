package io.openons.client.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.OnExceptionContext;
import com.aliyun.openservices.ons.api.SendCallback;
import com.aliyun.openservices.ons.api.SendResult;
import io.openons.client.error.CodedClientException;
import io.openons.client.error.ErrorCode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.rocketmq.client.exception.MQBrokerException;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.remoting.exception.RemotingConnectException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Synchronous sends when autoBatch is on: by their own thread, or waiting for a request that is shared. */
@Timeout(60)
class BatchedSyncSendsTest {

    private static final Class<org.apache.rocketmq.common.message.Message> CONVERTED =
            org.apache.rocketmq.common.message.Message.class;
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int FEW = TopicBatches.FEW;

    @AutoClose
    private final MockedSending sending = new MockedSending(30_000, "autoBatch", "true");
    private final DefaultMQProducer rocketMq = sending.rocketMq;
    private final Requests requests = new Requests(rocketMq);
    private final Message message = new Message("T", "tag", new byte[] {1});

    BatchedSyncSendsTest() throws Exception {
    }

    @Test
    void aThreadThatFindsAPlaceSendsByItself() throws Exception {
        SendResult result = sending.sender.send(message);

        assertThat(result.getMessageId()).isEqualTo(message.getMsgID());
        verify(rocketMq).send(any(CONVERTED), anyLong());
        assertThat(requests.count()).isZero();
    }

    @Test
    void itsPlaceIsFreeAgainAfterAFailureToo() throws Exception {
        doThrow(new MQBrokerException(16, "no")).when(rocketMq).send(any(CONVERTED), anyLong());
        for (int i = 0; i < 2 * FEW; i++) {
            assertThat(failure(() -> sending.sender.send(message)).code()).isEqualTo(ErrorCode.NO_PERMISSION);
        }
        assertThat(requests.count()).isZero();
    }

    @Test
    void threadsWithoutAPlaceShareARequestAndAnswerWithTheirOwnIds() throws Exception {
        takePlaces();
        Sending first = new Sending();
        Sending second = new Sending();
        requests.get(0).callback.onSuccess(null);
        await("a request").atMost(LIMIT).until(() -> requests.count() == FEW + 1);

        requests.get(FEW).callback.onSuccess(new org.apache.rocketmq.client.producer.SendResult());

        assertThat(requests.get(FEW).messages).hasSize(2);
        assertThat(first.outcome.get().getMessageId()).isEqualTo(first.own.getMsgID());
        assertThat(second.outcome.get().getMessageId()).isEqualTo(second.own.getMsgID());
        verify(rocketMq, never()).send(any(CONVERTED), anyLong());
    }

    @Test
    void afterAFailureOfTheSharedRequestTheThreadFailsAsItWouldByItself() throws Exception {
        MQBrokerException own = new MQBrokerException(13, "message illegal");
        doThrow(own).when(rocketMq).send(any(CONVERTED), anyLong());
        takePlaces();
        Sending first = new Sending();
        Sending second = new Sending();
        requests.get(0).callback.onSuccess(null);
        await("a request").atMost(LIMIT).until(() -> requests.count() == FEW + 1);

        requests.get(FEW).callback.onException(new RemotingConnectException("10.0.0.9:10911"));

        for (Sending each : new Sending[] {first, second}) {
            CodedClientException failure = each.failure();
            assertThat(failure).hasCause(own).hasMessageContaining("msgId=" + each.own.getMsgID());
            assertThat(failure.getStackTrace()).as("the caller's").anyMatch(
                    frame -> frame.getClassName().equals(MessageSender.class.getName())
                            && frame.getMethodName().equals("send"));
        }
    }

    @Test
    void aThreadWaitsNoLongerThanItsTimeout() throws Exception {
        takePlaces();
        when(rocketMq.getSendMsgTimeout()).thenReturn(20);

        CodedClientException failure = failure(() -> sending.sender.send(message));

        assertThat(failure.code()).isEqualTo(ErrorCode.SEND_TIMEOUT);
        verify(rocketMq, never()).send(any(CONVERTED), anyLong());
    }

    @Test
    void anInterruptEndsTheWait() {
        takePlaces();
        Thread.currentThread().interrupt();

        CodedClientException failure = failure(() -> sending.sender.send(message));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure.code()).isEqualTo(ErrorCode.INTERRUPTED);
    }

    @Test
    void theShutdownEndsTheWait() throws Exception {
        doThrow(new IllegalStateException("shut down")).when(rocketMq).send(any(CONVERTED), anyLong());
        takePlaces();
        Sending waiting = new Sending();
        when(rocketMq.getSendMsgTimeout()).thenReturn(1);

        sending.asyncSends.drain();
        sending.asyncSends.cutOff();

        assertThat(waiting.failure()).hasMessageContaining("shut down");
    }

    @Test
    void aSendInACallbackWaitsForNoOther() throws Exception {
        AtomicReference<String> id = new AtomicReference<>();
        sending.sender.sendAsync(new Message("T", "", new byte[] {2}), new SendCallback() {
            @Override
            public void onSuccess(SendResult result) {
                id.set(sending.sender.send(message).getMessageId());
            }

            @Override
            public void onException(OnExceptionContext context) {
                throw new AssertionError(context.getException());
            }
        });
        takePlaces();

        requests.get(0).callback.onSuccess(null);

        assertThat(id.get()).isEqualTo(message.getMsgID()).isNotNull();
        verify(rocketMq).send(any(CONVERTED), anyLong());
    }

    @Test
    void requestsThatRocketMqForgetsDoNotHoldTheirPlacesForEver() {
        TopicBatches topic = new TopicBatches(new Batches(rocketMq, io.openons.client.endpoint.Namespace.NONE,
                new InFlightSends(), Runnable::run));
        for (int i = 0; i < FEW; i++) {
            assertThat(topic.enter(-10_000)).as("an outcome is overdue for 10 s").isNotNull();
        }
        assertThat(topic.enter(1000)).isNull();

        topic.add(new WaitingSend(new org.apache.rocketmq.common.message.Message("T", new byte[1]), 1000), 10);

        assertThat(requests.count()).isEqualTo(1);
    }

    private void takePlaces() {
        while (requests.count() < FEW) {
            sending.sender.sendAsync(new Message("T", "", new byte[] {2}), null);
        }
    }

    private static CodedClientException failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable send) {
        return catchThrowableOfType(CodedClientException.class, send);
    }

    /** A send in a thread of its own, which waits for a shared request when this has been made. */
    private final class Sending {

        final Message own = new Message("T", "tag", new byte[] {3});
        final CompletableFuture<SendResult> outcome = new CompletableFuture<>();

        Sending() {
            Thread thread = new Thread(() -> {
                try {
                    outcome.complete(sending.sender.send(own));
                } catch (Throwable e) {
                    outcome.completeExceptionally(e);
                }
            });
            thread.start();
            await("it waits").atMost(LIMIT).until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        }

        CodedClientException failure() throws InterruptedException {
            try {
                throw new AssertionError(outcome.get());
            } catch (ExecutionException e) {
                return (CodedClientException) e.getCause();
            }
        }
    }
}
