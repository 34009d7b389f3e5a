package io.openons.client.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.same;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.SendResult;
import io.openons.client.error.CodedClientException;
import io.openons.client.error.ErrorCode;
import io.openons.client.fixture.RecordingCallback;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.rocketmq.client.exception.MQBrokerException;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.client.producer.SendCallback;
import org.apache.rocketmq.common.message.MessageBatch;
import org.apache.rocketmq.remoting.exception.RemotingConnectException;
import org.apache.rocketmq.remoting.exception.RemotingTooMuchRequestException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockito.ArgumentCaptor;

/** Which asynchronous sends share a request when autoBatch is on, and that each has its own outcome. */
@Timeout(60)
class BatchedAsyncSendsTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int FEW = TopicBatches.FEW;

    @AutoClose
    private final MockedSending sending = new MockedSending(30_000, "autoBatch", "true");
    private final DefaultMQProducer rocketMq = sending.rocketMq;
    private final Requests requests = new Requests(rocketMq);
    private final RecordingCallback callback = new RecordingCallback();
    private final List<String> ids = new ArrayList<>();

    BatchedAsyncSendsTest() throws Exception {
    }

    @Test
    void messagesGoAtOnceWhileFewRequestsAreUnderWayAndTheNextTogether() {
        send("T", 0, FEW + 3);
        assertThat(requests.bodies()).containsExactlyElementsOf(
                IntStream.range(0, FEW).mapToObj(i -> List.of("T" + i)).toList());

        requests.get(2).callback.onSuccess(null);

        assertThat(requests.bodies()).hasSize(FEW + 1).last()
                .isEqualTo(List.of("T" + FEW, "T" + (FEW + 1), "T" + (FEW + 2)));
        assertThat(callback.successes).extracting(SendResult::getMessageId).containsExactly(ids.get(2));

        requests.get(FEW).callback.onSuccess(null);
        requests.get(FEW).callback.onSuccess(null);
        requests.get(FEW).callback.onException(new RemotingConnectException("late"));

        assertThat(callback.successes).hasSize(4).extracting(SendResult::getMessageId).startsWith(ids.get(2))
                .endsWith(ids.get(FEW), ids.get(FEW + 1), ids.get(FEW + 2));
        assertThat(callback.successes).extracting(SendResult::getTopic).containsOnly("T");
        assertThat(callback.failures).isEmpty();
    }

    @Test
    void aBatchHasNoPropertiesThatBrokersCouldGiveToItsMessages() throws Exception {
        send("T", 0, FEW + 2);
        requests.get(0).callback.onSuccess(null);

        ArgumentCaptor<MessageBatch> batch = ArgumentCaptor.forClass(MessageBatch.class);
        verify(rocketMq).send(batch.capture(), same(requests.get(FEW).callback), anyLong());
        assertThat(batch.getValue().getProperties()).isNullOrEmpty();
        assertThat(batch.getValue().getBody()).isEqualTo(batch.getValue().encode());
    }

    @Test
    void placesAreFreeAgainWhenRequestsHaveComeBack() {
        send("T", 0, FEW);
        requests.all.forEach(request -> request.callback.onSuccess(null));

        send("T", FEW, 2 * FEW + 1);

        assertThat(requests.count()).isEqualTo(2 * FEW);
    }

    @Test
    void topicsDoNotWaitForEachOther() {
        send("A", 0, FEW + 1);
        send("B", 0, 1);

        assertThat(requests.bodies()).last().isEqualTo(List.of("B0"));
    }

    @Test
    void withoutTheKeyEachMessageHasItsRequest() throws Exception {
        try (MockedSending plain = new MockedSending(30_000)) {
            Requests plainRequests = new Requests(plain.rocketMq);
            for (int i = 0; i < 3 * FEW; i++) {
                plain.sender.sendAsync(new Message("T", "", new byte[1]), callback);
            }
            assertThat(plainRequests.all).hasSize(3 * FEW).allSatisfy(
                    request -> assertThat(request.callback).isInstanceOf(CallbackBridge.class));
        }
    }

    @Test
    void messagesThatMayNotShareGoAtOnce() {
        send("T", 0, FEW + 1);

        sending.sender.sendAsync(new Message("T", "", new byte[4096]), callback);

        assertThat(requests.count()).isEqualTo(FEW + 1);
        assertThat(requests.get(FEW).messages.get(0).getBody()).hasSize(4096);
    }

    @Test
    void fullBatchesGoOutAlthoughRequestsAreUnderWayButNotWithoutEnd() {
        Message message = new Message("T", "", new byte[4000]);
        for (int i = 0; i < 20 * (TopicBatches.MANY + 2); i++) {
            sending.sender.sendAsync(message, callback);
        }

        assertThat(requests.count()).isEqualTo(TopicBatches.MANY);
        assertThat(requests.all.subList(FEW, TopicBatches.MANY)).allSatisfy(request ->
                assertThat(request.messages.stream().mapToInt(each -> each.getBody().length).sum())
                        .isBetween(60_000, 64 * 1024));
    }

    @Test
    void whatFindsNoRoomGoesAlone() {
        Message message = new Message("T", "", new byte[1]);
        while (requests.count() < TopicBatches.MANY) {
            sending.sender.sendAsync(message, callback);
        }

        for (int i = 0; requests.count() == TopicBatches.MANY; i++) {
            assertThat(i).isLessThanOrEqualTo(50_000);
            sending.sender.sendAsync(message, callback);
        }

        assertThat(requests.all).last().satisfies(request -> assertThat(request.messages).hasSize(1));
    }

    @Test
    void ofARefusedBatchEachMessageIsSentAlone() {
        send("T", 0, FEW + 3);
        requests.get(0).callback.onSuccess(null);

        requests.get(FEW).callback.onException(new MQBrokerException(13, "message illegal"));
        assertThat(requests.bodies().subList(FEW + 1, requests.count()))
                .containsExactly(List.of("T" + FEW), List.of("T" + (FEW + 1)), List.of("T" + (FEW + 2)));
        requests.get(FEW + 1).callback.onSuccess(null);
        requests.get(FEW + 2).callback.onException(new MQBrokerException(13, "message illegal"));
        requests.get(FEW + 3).callback.onSuccess(null);

        assertThat(callback.successes).extracting(SendResult::getMessageId)
                .containsExactly(ids.get(0), ids.get(FEW), ids.get(FEW + 2));
        assertThat(callback.failures).singleElement().satisfies(failure -> {
            assertThat(failure.getMessageId()).isEqualTo(ids.get(FEW + 1));
            assertThat(code(failure.getException())).isEqualTo(ErrorCode.MESSAGE_TOO_LARGE);
        });
    }

    @Test
    void aFailureOfTheConnectionIsThatOfEachMessage() {
        send("T", 0, FEW + 2);
        requests.get(0).callback.onSuccess(null);

        requests.get(FEW).callback.onException(new RemotingConnectException("10.0.0.9:10911"));

        assertThat(callback.failures).hasSize(2).allSatisfy(failure -> {
            assertThat(code(failure.getException())).isEqualTo(ErrorCode.CONNECT_FAILED);
            assertThat(failure.getException()).hasMessageContaining("msgId=" + failure.getMessageId());
        });
        assertThat(requests.count()).isEqualTo(FEW + 1);
    }

    @Test
    void messagesThatABusyBrokerRefusedAreTriedAgainEachAfterItsPause() {
        send("T", 0, FEW + 2);
        requests.get(0).callback.onSuccess(null);
        requests.get(FEW).callback.onException(new MQBrokerException(2, "system busy"));
        await("the first one sent again").atMost(LIMIT).until(() -> requests.count() == FEW + 2);
        requests.get(1).callback.onSuccess(null);
        await("both sent again").atMost(LIMIT).until(() -> requests.count() == FEW + 3);
        requests.all.subList(FEW + 1, requests.count()).forEach(request -> request.callback.onSuccess(null));

        await("all told").atMost(LIMIT).until(() -> callback.successes.size() == 4);
        assertThat(callback.failures).isEmpty();
    }

    @Test
    void whatThrowsAtHandOverIsTriedAloneAndHoldsNoPlace() throws Exception {
        doThrow(new MQClientException("executor rejected", null))
                .when(rocketMq).send(any(MessageBatch.class), any(SendCallback.class), anyLong());
        send("T", 0, FEW + 2);

        requests.get(0).callback.onSuccess(null);
        await("both sent alone").atMost(LIMIT).until(() -> requests.count() == FEW + 2);
        requests.all.forEach(request -> request.callback.onSuccess(null));

        assertThat(callback.successes).hasSize(FEW + 2);
        send("T", 0, FEW);
        assertThat(requests.count()).isEqualTo(2 * FEW + 2);
    }

    @Test
    void manyBatchesThatThrowDoNotPileUpOnTheStack() throws Exception {
        Message message = new Message("T", "", new byte[4000]);
        for (int i = 0; i < 20_000; i++) {
            sending.sender.sendAsync(message, callback);
        }
        doThrow(new MQClientException("executor rejected", null))
                .when(rocketMq).send(any(MessageBatch.class), any(SendCallback.class), anyLong());
        doThrow(new MQClientException("executor rejected", null))
                .when(rocketMq).send(any(org.apache.rocketmq.common.message.Message.class), any(SendCallback.class),
                        anyLong());

        requests.all.forEach(request -> request.callback.onSuccess(null));

        await("all told").atMost(LIMIT).until(() -> callback.successes.size() + callback.failures.size() == 20_000);
    }

    @Test
    void aMessageWhoseTimeIsOverIsReportedAndNotSent() {
        send("T", 0, FEW);
        when(rocketMq.getSendMsgTimeout()).thenReturn(1);
        send("T", FEW, FEW + 1);
        long handedOver = System.nanoTime();
        await("the time is over").atMost(LIMIT).until(() -> System.nanoTime() - handedOver > 5_000_000);

        requests.get(0).callback.onSuccess(null);

        await("told").atMost(LIMIT).until(() -> callback.failures.size() == 1);
        assertThat(callback.failures.get(0).getMessageId()).isEqualTo(ids.get(FEW));
        assertThat(code(callback.failures.get(0).getException())).isEqualTo(ErrorCode.SEND_TIMEOUT);
        assertThat(callback.failures.get(0).getException()).hasCauseInstanceOf(RemotingTooMuchRequestException.class);
        assertThat(requests.count()).isEqualTo(FEW);
    }

    @Test
    void whatWaitsAtShutdownIsCutOffOnce() {
        send("T", 0, FEW + 2);
        when(rocketMq.getSendMsgTimeout()).thenReturn(1);

        sending.asyncSends.drain();
        sending.asyncSends.cutOff();
        requests.all.forEach(request -> request.callback.onSuccess(null));
        requests.get(FEW).callback.onException(new MQBrokerException(13, "message illegal"));

        assertThat(callback.successes).isEmpty();
        assertThat(callback.failures).hasSize(FEW + 2)
                .allSatisfy(failure -> assertThat(code(failure.getException())).isEqualTo(ErrorCode.CUT_OFF));
    }

    @Test
    void inANamespaceEachMessageOfABatchHasItsInstance() throws Exception {
        try (MockedSending namespaced = new MockedSending(30_000, "autoBatch", "true", "INSTANCE_ID", "MQ_INST_1")) {
            Requests namespacedRequests = new Requests(namespaced.rocketMq);
            for (int i = 0; i < FEW + 2; i++) {
                namespaced.sender.sendAsync(new Message("T", "", new byte[1]), callback);
            }
            namespacedRequests.get(0).callback.onSuccess(null);

            assertThat(namespacedRequests.get(FEW).messages).hasSize(2).allSatisfy(message -> {
                assertThat(message.getProperty("INSTANCE_ID")).isEqualTo("MQ_INST_1");
            });
            assertThat(namespacedRequests.topics()).containsOnly("MQ_INST_1%T");
        }
    }

    private void send(String topic, int from, int to) {
        for (int i = from; i < to; i++) {
            Message message = new Message(topic, "tag", (topic + i).getBytes());
            sending.sender.sendAsync(message, callback);
            ids.add(message.getMsgID());
        }
    }

    private static ErrorCode code(Exception failure) {
        return ((CodedClientException) failure).code();
    }
}
