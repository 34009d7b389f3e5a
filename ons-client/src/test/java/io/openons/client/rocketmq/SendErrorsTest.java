package io.openons.client.rocketmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import com.aliyun.openservices.ons.api.exception.ONSClientException;
import io.openons.client.error.CodedClientException;
import io.openons.client.error.ErrorCode;
import io.openons.client.error.Failure;
import io.openons.client.fixture.Connections;
import java.util.stream.Stream;
import org.apache.rocketmq.client.exception.MQBrokerException;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.common.message.MessageClientIDSetter;
import org.apache.rocketmq.remoting.exception.RemotingCommandException;
import org.apache.rocketmq.remoting.exception.RemotingConnectException;
import org.apache.rocketmq.remoting.exception.RemotingSendRequestException;
import org.apache.rocketmq.remoting.exception.RemotingTimeoutException;
import org.apache.rocketmq.remoting.exception.RemotingTooMuchRequestException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What each failure of a send becomes: code, text and cause. */
class SendErrorsTest {

    private final SendErrors errors = new SendErrors(Connections.producer("INSTANCE_ID", "MQ_INST_1"), 4321,
            mock(DefaultMQProducer.class));
    private final Message message = new Message("MQ_INST_1%T", new byte[] {1});

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @ParameterizedTest
    @CsvSource({
        "2,   BROKER_BUSY",
        "13,  MESSAGE_TOO_LARGE",
        "14,  BROKER_BUSY",
        "16,  NO_PERMISSION",
        "17,  NO_ROUTE",
        "215, BROKER_BUSY",
        "1,   BROKER_REFUSED",
        "29,  BROKER_REFUSED",
        "999, BROKER_REFUSED"})
    void answersOfTheBrokerHaveTheirCode(int responseCode, ErrorCode expected) {
        MQBrokerException answer = new MQBrokerException(responseCode, "the remark", "10.0.0.9:10911");

        assertTranslated(answer, expected);
        assertTranslated(wrapped(answer), expected);
        if (expected != ErrorCode.NO_ROUTE) {
            assertThat(errors.translate(answer, message)).hasMessageContaining("Send failed: the broker 10.0.0.9:10911 "
                    + "answered with code " + responseCode + ": the remark. ");
        }
    }

    @Test
    void anAnswerWithoutAddressReadsWell() {
        assertThat(errors.translate(new MQBrokerException(1, "remark"), message))
                .hasMessageStartingWith("Send failed: the broker answered with code 1: ");
    }

    @ParameterizedTest
    @CsvSource({
        "10001, CONNECT_FAILED",
        "10002, SEND_TIMEOUT",
        "10003, CONNECT_FAILED",
        "10004, NAME_SERVER_UNREACHABLE",
        "10005, NO_ROUTE",
        "13,    MESSAGE_TOO_LARGE",
        "-1,    SEND_FAILED"})
    void errorsOfTheRocketMqClientHaveTheirCode(int responseCode, ErrorCode expected) {
        MQClientException error = new MQClientException(responseCode, "why");

        assertTranslated(error, expected);
        assertTranslated(new MQClientException("wrapped", error), expected);
        assertTranslated(new MQClientException("twice", new MQClientException("wrapped", error)), expected);
    }

    static Stream<Arguments> networkErrors() {
        return Stream.of(
                Arguments.of(new RemotingConnectException("10.0.0.9:10911"), ErrorCode.CONNECT_FAILED),
                Arguments.of(new RemotingSendRequestException("10.0.0.9:10911"), ErrorCode.CONNECT_FAILED),
                Arguments.of(new RemotingTimeoutException("slow"), ErrorCode.SEND_TIMEOUT),
                Arguments.of(new RemotingTooMuchRequestException("late"), ErrorCode.SEND_TIMEOUT),
                Arguments.of(new RemotingCommandException("odd"), ErrorCode.SEND_FAILED),
                Arguments.of(new IllegalStateException(new RemotingConnectException("127.0.0.1:9")),
                        ErrorCode.NAME_SERVER_UNREACHABLE),
                Arguments.of(new IllegalStateException(new RemotingTimeoutException("slow")),
                        ErrorCode.NAME_SERVER_UNREACHABLE),
                Arguments.of(new IllegalStateException("other"), ErrorCode.SEND_FAILED),
                Arguments.of(new NullPointerException(), ErrorCode.SEND_FAILED));
    }

    @ParameterizedTest
    @MethodSource("networkErrors")
    void networkErrorsHaveTheirCodeBareAndWrapped(Exception error, ErrorCode expected) {
        assertTranslated(error, expected);
        if (!(error instanceof NullPointerException)) {
            assertTranslated(wrapped(error), expected);
        }
    }

    @Test
    void textNamesTopicAndNameServersWhenThereIsNoRoute() {
        assertThat(errors.translate(new MQClientException(10005, "?"), message)).hasMessageStartingWith(
                "Send failed: no route for topic \"T\" from name servers " + Connections.NAME_SERVER + ". Check that");
    }

    @Test
    void textNamesNameServersWhenNoneAnswers() {
        assertThat(errors.translate(new MQClientException(10004, "?"), message)).hasMessageStartingWith("Send failed: "
                + "none of the name servers " + Connections.NAME_SERVER
                + " can be reached to find the route for topic \"T\". Check NAMESRV_ADDR");
    }

    @Test
    void textNamesTheTimeoutAndItsKey() {
        assertThat(errors.translate(new RemotingTimeoutException("?"), message))
                .hasMessageStartingWith(
                        "Send failed: no answer from the broker within 4321 ms (SendMsgTimeoutMillis).");
    }

    @Test
    void textNamesTheBrokerThatCannotBeConnected() {
        assertThat(errors.translate(wrapped(new RemotingConnectException("10.0.0.9:10911")), message))
                .hasMessageContaining("no connection to the broker of topic \"T\": ")
                .hasMessageContaining("10.0.0.9:10911");
    }

    @Test
    void detailsHaveTopicIdGroupAndInstance() {
        MessageClientIDSetter.setUniqID(message);

        assertThat(errors.translate(new RemotingTimeoutException("?"), message)).hasMessageEndingWith("[ONS-3004 "
                + "topic=T msgId=" + MessageClientIDSetter.getUniqID(message) + " group=GID_test instance=MQ_INST_1]");
        SendErrors withoutNamespace = new SendErrors(Connections.producer(), 1, mock(DefaultMQProducer.class));
        assertThat(withoutNamespace.translate(new NullPointerException(), new Message("T", new byte[] {1})))
                .hasMessageEndingWith("[ONS-3099 topic=T group=GID_test]");
    }

    @Test
    void anInterruptSetsTheFlagAgain() {
        assertTranslated(new InterruptedException(), ErrorCode.INTERRUPTED);

        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void textOfOtherErrorsIsTheirOwnOrTheirName() {
        assertThat(errors.translate(new IllegalArgumentException("odd"), message))
                .hasMessageStartingWith("Send failed: odd. ");
        assertThat(errors.translate(new NullPointerException(), message))
                .hasMessageStartingWith("Send failed: java.lang.NullPointerException. ");
        assertThat(errors.translate(new InterruptedException(), message))
                .hasMessageStartingWith("Send failed: the sending thread was interrupted. ");
    }

    @Test
    void ourOwnErrorsPassUnchanged() {
        CodedClientException own = Failure.of(ErrorCode.CUT_OFF, "told already").toException();

        assertThat(errors.translate(own, message)).isSameAs(own);
        assertThat(errors.translate(new ONSClientException("of elsewhere"), message).code())
                .isEqualTo(ErrorCode.SEND_FAILED);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    /** As the RocketMQ client reports the last of its tries. */
    private static MQClientException wrapped(Exception lastTry) {
        return new MQClientException("Send [3] times, still failed", lastTry);
    }

    private void assertTranslated(Exception error, ErrorCode expected) {
        CodedClientException translated = errors.translate(error, message);

        assertThat(translated).hasCause(error).hasMessageStartingWith("Send failed: ")
                .hasMessageContaining("[" + expected.id() + " ").hasMessageNotContaining("null");
        assertThat(translated.code()).isEqualTo(expected);
        assertThat(translated.getCause()).isSameAs(error);
    }
}
