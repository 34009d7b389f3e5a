package io.openons.client.rocketmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.openons.client.error.CodedClientException;
import io.openons.client.error.ErrorCode;
import io.openons.client.fixture.Connections;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.apache.rocketmq.client.exception.MQBrokerException;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.impl.MQClientAPIImpl;
import org.apache.rocketmq.client.impl.factory.MQClientInstance;
import org.apache.rocketmq.client.impl.producer.DefaultMQProducerImpl;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.remoting.protocol.route.TopicRouteData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Failures that only the broker's words or a second look tell apart. */
class BrokerAnswersTest {

    private final DefaultMQProducer producer = mock(DefaultMQProducer.class);
    private final MQClientAPIImpl network = mock(MQClientAPIImpl.class);
    private final SendErrors errors = new SendErrors(Connections.producer(), 4321, producer);
    private final SendErrors inNamespace =
            new SendErrors(Connections.producer("INSTANCE_ID", "MQ_INST_1"), 4321, producer);
    private final Message message = new Message("T", new byte[] {1});
    private final Message messageInNamespace = new Message("MQ_INST_1%T", new byte[] {1});

    @BeforeEach
    @SuppressWarnings("deprecation") // the way to the name server that the translator takes
    void connectMocks() {
        DefaultMQProducerImpl implementation = mock(DefaultMQProducerImpl.class);
        MQClientInstance instance = mock(MQClientInstance.class);
        when(producer.getDefaultMQProducerImpl()).thenReturn(implementation);
        when(implementation.getMqClientFactory()).thenReturn(instance);
        when(instance.getMQClientAPIImpl()).thenReturn(network);
    }

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "16 | [AccessKey:nobody] User:nobody is not found.                       | AUTHENTICATION_FAILED",
        "16 | check signature failed.                                            | AUTHENTICATION_FAILED",
        "16 | Check Signature Failed                                             | AUTHENTICATION_FAILED",
        "16 | username cannot be null.                                           | AUTHENTICATION_FAILED",
        "16 | User:u has no permission to access Topic:T from 127.0.0.1, denied. | NO_PERMISSION",
        "16 | the topic[T] sending message is forbidden                          | NO_PERMISSION",
        "16 |                                                                    | NO_PERMISSION",
        "1  | org.apache.rocketmq.acl.common.AclException: No accessKey          | AUTHENTICATION_FAILED",
        "1  | timer message is under flow control, max num limit is 0            | BROKER_BUSY",
        "1  | accurate timer message is not enabled, timerWheelEnable is false   | DELIVERY_TIME_UNSUPPORTED",
        "1  | the broker's disk is full                                          | BROKER_REFUSED",
        "1  |                                                                    | BROKER_REFUSED",
        "13 | timer message illegal, the delay time should not be bigger than 3d | DELIVERY_TIME_TOO_FAR",
        "13 | the message is illegal, maybe msg body or properties length not    | MESSAGE_TOO_LARGE",
        "13 |                                                                    | MESSAGE_TOO_LARGE",
        "2  | [TIMEOUT_CLEAN_QUEUE]broker busy, start flow control for a while   | BROKER_BUSY"})
    void theWordsTellFailuresOfOneCodeApart(int responseCode, String words, ErrorCode expected) {
        MQBrokerException answer = new MQBrokerException(responseCode, words, "10.0.0.9:10911");

        assertThat(code(errors, answer, message)).isEqualTo(expected);
        assertThat(code(errors, new MQClientException("Send [3] times, still failed", answer), message))
                .isEqualTo(expected);
    }

    @Test
    void aFullQueueOfAsynchronousSendsIsTooMany() {
        MQClientException refused = new MQClientException("executor rejected ", new RejectedExecutionException("full"));

        assertThat(errors.translate(refused, message)).hasCause(refused).hasMessageStartingWith(
                "Send failed: more asynchronous sends are waiting than the client holds. ")
                .hasMessageContaining("[ONS-3011 topic=T");
    }

    static Stream<Arguments> missingRoutes() {
        return Stream.of(
                Arguments.of(new MQClientException(10005, "No route info of this topic: T")),
                Arguments.of(new MQClientException("No route info of this topic, T", null)),
                Arguments.of(new MQClientException("No route info for this topic, T", null)),
                Arguments.of(new MQBrokerException(17, "topic[T] not exist, apply first please!")));
    }

    @ParameterizedTest
    @MethodSource("missingRoutes")
    void aMissingRouteIsTheSameFromEveryWayOfSending(Exception missing) {
        assertThat(errors.translate(missing, message)).hasMessageStartingWith("Send failed: no route for topic \"T\" "
                + "from name servers " + Connections.NAME_SERVER + ". ").hasMessageContaining("[ONS-3001 topic=T");
        verifyNoInteractions(network);
    }

    @ParameterizedTest
    @MethodSource("missingRoutes")
    void aTopicThatExistsOutsideTheNamespaceMeansTheWrongNamespace(Exception missing) throws Exception {
        when(network.getTopicRouteInfoFromNameServer(eq("T"), anyLong(), eq(false))).thenReturn(new TopicRouteData());

        assertThat(inNamespace.translate(missing, messageInNamespace)).hasCause(missing).hasMessageStartingWith(
                "Send failed: namespace MQ_INST_1 has no topic \"T\", but the cluster has one of this name outside")
                .hasMessageContaining("[ONS-3009 topic=T").hasMessageEndingWith(" instance=MQ_INST_1]");
    }

    @ParameterizedTest
    @MethodSource("missingRoutes")
    void aTopicThatExistsNowhereHasNoRoute(Exception missing) throws Exception {
        when(network.getTopicRouteInfoFromNameServer(any(), anyLong(), anyBoolean()))
                .thenThrow(new MQClientException(17, "not exist"));

        assertThat(code(inNamespace, missing, messageInNamespace)).isEqualTo(ErrorCode.NO_ROUTE);
    }

    @Test
    void anInterruptedSecondLookKeepsTheFlag() throws Exception {
        when(network.getTopicRouteInfoFromNameServer(any(), anyLong(), anyBoolean()))
                .thenThrow(new InterruptedException());

        assertThat(code(inNamespace, new MQClientException(10005, "no"), messageInNamespace))
                .isEqualTo(ErrorCode.NO_ROUTE);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    private static ErrorCode code(SendErrors errors, Exception error, Message message) {
        CodedClientException translated = errors.translate(error, message);
        assertThat(translated).hasCause(error).hasMessageContaining("[" + translated.code().id() + " ");
        return translated.code();
    }
}
