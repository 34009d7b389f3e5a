package io.openons.client.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.SendResult;
import com.aliyun.openservices.ons.api.exception.ONSClientException;
import io.openons.client.error.CodedClientException;
import io.openons.client.error.ErrorCode;
import io.openons.client.fixture.CapturedLog;
import io.openons.client.fixture.RecordingCallback;
import java.util.stream.Stream;
import org.apache.rocketmq.client.exception.MQBrokerException;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.client.producer.SendCallback;
import org.apache.rocketmq.remoting.exception.RemotingConnectException;
import org.apache.rocketmq.remoting.exception.RemotingTooMuchRequestException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.ArgumentCaptor;

/** Every way of sending over a RocketMQ producer that answers as told. */
@Timeout(60)
class MessageSenderTest {

    private static final Class<org.apache.rocketmq.common.message.Message> CONVERTED =
            org.apache.rocketmq.common.message.Message.class;

    private final MockedSending sending = new MockedSending(4321, "INSTANCE_ID", "MQ_INST_1");
    private final DefaultMQProducer rocketMq = sending.rocketMq;
    private final MessageSender sender = sending.sender;
    private final RecordingCallback callback = new RecordingCallback();
    private final Message message = new Message("T", "tag", "key", new byte[] {1});

    @AfterEach
    void close() {
        Thread.interrupted();
        sending.close();
    }

    @Test
    void sendAnswersWithTopicAndIdAsTheApplicationKnowsThem() throws Exception {
        SendResult result = sender.send(message);

        ArgumentCaptor<org.apache.rocketmq.common.message.Message> sent = ArgumentCaptor.forClass(CONVERTED);
        verify(rocketMq).send(sent.capture(), anyLong());
        assertThat(sent.getValue().getTopic()).isEqualTo("MQ_INST_1%T");
        assertThat(result.getTopic()).isEqualTo("T");
        assertThat(result.getMessageId()).isEqualTo(sent.getValue().getProperty("UNIQ_KEY"))
                .isEqualTo(message.getMsgID());
    }

    static Stream<Arguments> syncFailures() {
        return Stream.of(
                Arguments.of(new MQClientException(10005, "no route"), ErrorCode.NO_ROUTE),
                Arguments.of(new RemotingConnectException("10.0.0.9:10911"), ErrorCode.CONNECT_FAILED),
                Arguments.of(new RemotingTooMuchRequestException("late"), ErrorCode.SEND_TIMEOUT),
                Arguments.of(new MQBrokerException(16, "no"), ErrorCode.NO_PERMISSION),
                Arguments.of(new InterruptedException(), ErrorCode.INTERRUPTED),
                Arguments.of(new IllegalStateException(new RemotingConnectException("127.0.0.1:9")),
                        ErrorCode.NAME_SERVER_UNREACHABLE),
                Arguments.of(new IllegalArgumentException("odd"), ErrorCode.SEND_FAILED));
    }

    @ParameterizedTest
    @MethodSource("syncFailures")
    void sendThrowsOurErrorWithTheCause(Exception failure, ErrorCode expected) throws Exception {
        doThrow(failure).when(rocketMq).send(any(CONVERTED), anyLong());

        assertThatThrownBy(() -> sender.send(message)).isInstanceOfSatisfying(CodedClientException.class,
                e -> assertThat(e.code()).isEqualTo(expected)).hasCause(failure)
                .hasMessageContaining("topic=T msgId=" + message.getMsgID());
        verify(rocketMq).send(any(CONVERTED), anyLong());
    }

    @Test
    void aTryHasAtMostTheSendTimeout() throws Exception {
        sender.send(message);
        sender.sendAsync(message, callback);

        ArgumentCaptor<Long> timeout = ArgumentCaptor.forClass(Long.class);
        verify(rocketMq).send(any(CONVERTED), timeout.capture());
        verify(rocketMq).send(any(CONVERTED), any(SendCallback.class), timeout.capture());
        assertThat(timeout.getAllValues()).hasSize(2).allMatch(millis -> millis >= 1 && millis <= 4321);
    }

    @Test
    void onewayHandsTheMessageOverAndSetsItsId() throws Exception {
        sender.sendOneway(message);

        ArgumentCaptor<org.apache.rocketmq.common.message.Message> sent = ArgumentCaptor.forClass(CONVERTED);
        verify(rocketMq).sendOneway(sent.capture());
        assertThat(message.getMsgID()).isEqualTo(sent.getValue().getProperty("UNIQ_KEY")).isNotNull();
    }

    @Test
    void onewayThrowsWhatIsKnownLocally() throws Exception {
        RemotingConnectException failure = new RemotingConnectException("10.0.0.9:10911");
        doThrow(failure).when(rocketMq).sendOneway(any(CONVERTED));

        assertThatThrownBy(() -> sender.sendOneway(message)).isInstanceOfSatisfying(CodedClientException.class,
                e -> assertThat(e.code()).isEqualTo(ErrorCode.CONNECT_FAILED)).hasCause(failure);
    }

    @Test
    void asyncSuccessReachesTheCallbackOnce() throws Exception {
        sender.sendAsync(message, callback);
        assertThat(callback.successes).as("before the broker's answer").isEmpty();
        String id = message.getMsgID();
        message.setMsgID("used again meanwhile");

        sending.handedOver().onSuccess(null);

        assertThat(callback.failures).isEmpty();
        assertThat(callback.successes).singleElement().satisfies(result -> {
            assertThat(result.getTopic()).isEqualTo("T");
            assertThat(result.getMessageId()).isEqualTo(id);
        });
    }

    @Test
    void asyncFailureReachesTheCallbackOnceAsOurError() throws Exception {
        sender.sendAsync(message, callback);
        MQBrokerException failure = new MQBrokerException(16, "no");

        sending.handedOver().onException(new MQClientException("all tries failed", failure));

        assertFailedOnce(ErrorCode.NO_PERMISSION);
        assertThat(callback.failures.get(0).getException()).hasRootCause(failure);
    }

    @ParameterizedTest
    @MethodSource("syncFailures")
    void whatAsyncSendThrowsReachesTheCallbackOnceInstead(Exception failure, ErrorCode expected) throws Exception {
        if (failure instanceof MQBrokerException) {
            return; // no asynchronous send declares it
        }
        doThrow(failure).when(rocketMq).send(any(CONVERTED), any(SendCallback.class), anyLong());

        sender.sendAsync(message, callback);

        assertFailedOnce(expected);
        assertThat(callback.failures.get(0).getException()).hasCause(failure);
    }

    @Test
    void asyncWithoutCallbackLogsAFailureAndNothingElse() throws Exception {
        try (CapturedLog log = CapturedLog.of(CallbackThreads.class)) {
            sender.sendAsync(message, null);
            sending.handedOver().onSuccess(null);
            assertThat(log.lines()).isEmpty();

            clearInvocations(rocketMq);
            sender.sendAsync(message, null);
            sending.handedOver().onException(new RemotingConnectException("10.0.0.9:10911"));

            assertThat(log.lines()).containsExactly("ERROR An asynchronous send without callback failed. topic=T msgId="
                    + message.getMsgID());
            assertThat(log.events().get(0).getThrowableProxy().getMessage()).contains("[ONS-3003 ");
        }
    }

    @Test
    void aCallbackThatThrowsIsNotToldAgain() throws Exception {
        int[] calls = new int[1];
        sender.sendAsync(message, new com.aliyun.openservices.ons.api.SendCallback() {
            @Override
            public void onSuccess(SendResult result) {
                calls[0]++;
                throw new IllegalStateException("the application's own");
            }

            @Override
            public void onException(com.aliyun.openservices.ons.api.OnExceptionContext context) {
                calls[0]++;
            }
        });

        sending.handedOver().onSuccess(null);

        assertThat(calls[0]).isEqualTo(1);
    }

    @Test
    void messagesThatCannotBeSentAreRefusedTheSameWayByAllWaysAndNeverSent() {
        Message empty = new Message("T", null, new byte[0]);

        assertThatThrownBy(() -> sender.send(empty)).isInstanceOf(ONSClientException.class)
                .hasMessageContaining("[ONS-4001 ");
        assertThatThrownBy(() -> sender.sendOneway(empty)).isInstanceOf(ONSClientException.class)
                .hasMessageContaining("[ONS-4001 ");
        assertThatThrownBy(() -> sender.sendAsync(empty, callback)).isInstanceOf(ONSClientException.class)
                .hasMessageContaining("[ONS-4001 ");
        assertThatThrownBy(() -> sender.send(empty, "key")).isInstanceOf(ONSClientException.class)
                .hasMessageContaining("[ONS-4001 ");
        assertThatThrownBy(() -> sender.sendHalf(empty, half -> fail("prepared")))
                .isInstanceOf(ONSClientException.class)
                .hasMessageContaining("[ONS-4001 ");

        verifyNoInteractions(rocketMq);
        assertThat(callback.failures).isEmpty();
    }

    private void assertFailedOnce(ErrorCode expected) {
        assertThat(callback.successes).isEmpty();
        assertThat(callback.failures).singleElement().satisfies(context -> {
            assertThat(context.getTopic()).isEqualTo("T");
            assertThat(context.getMessageId()).isEqualTo(message.getMsgID()).isNotNull();
            assertThat(((CodedClientException) context.getException()).code()).isEqualTo(expected);
        });
    }
}
