package io.openons.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.OnExceptionContext;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.PropertyKeyConst;
import com.aliyun.openservices.ons.api.exception.ONSClientException;
import io.openons.client.error.CodedClientException;
import io.openons.client.error.ErrorCode;
import io.openons.embedded.EmbeddedRocketMq;
import io.openons.embedded.junit.Lifetime;
import io.openons.embedded.junit.TopicName;
import io.openons.embedded.junit.WithEmbeddedRocketMq;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Everything that can go wrong with a send: a typed exception that says what, why and what to do; nothing is stored.
 */
@WithEmbeddedRocketMq(lifetime = Lifetime.PER_CLASS)
@Timeout(60)
class SendFailuresIT {

    @AutoClose
    private final Clients clients = new Clients();

    /** The three ways to send; each returns the failure, wherever it arrives. */
    enum Way {
        SYNC {
            @Override
            ONSClientException failure(Producer producer, Message message) {
                return catchThrowableOfType(ONSClientException.class, () -> producer.send(message));
            }
        },
        ONEWAY {
            @Override
            ONSClientException failure(Producer producer, Message message) {
                return catchThrowableOfType(ONSClientException.class, () -> producer.sendOneway(message));
            }
        },
        ASYNC {
            @Override
            ONSClientException failure(Producer producer, Message message) throws Exception {
                SendingIT.Outcome outcome = new SendingIT.Outcome();
                producer.sendAsync(message, outcome);
                OnExceptionContext context = outcome.failure.get(30, TimeUnit.SECONDS);
                assertThat(context.getTopic()).isEqualTo(message.getTopic());
                assertThat(context.getMessageId()).isEqualTo(message.getMsgID()).isNotEmpty();
                return context.getException();
            }
        };

        abstract ONSClientException failure(Producer producer, Message message) throws Exception;
    }

    @ParameterizedTest
    @EnumSource
    void unknownTopicHasNoRoute(Way way, EmbeddedRocketMq broker) throws Exception {
        Producer producer = clients.producer(broker.clientProperties("GID_unknown_topic"));

        ONSClientException failure = way.failure(producer, message("no-such-topic"));

        assertCode(failure, ErrorCode.NO_ROUTE);
        assertThat(failure).hasMessageContaining("no route for topic \"no-such-topic\"")
                .hasMessageContaining(broker.nameServerAddress()).hasMessageContaining("group=GID_unknown_topic");
        assertThat(failure.getCause()).isNotNull();
    }

    @ParameterizedTest
    @EnumSource
    void unreachableNameServerIsToldApartFromAnUnknownTopic(Way way) throws Exception {
        Properties properties = new Properties();
        properties.setProperty(PropertyKeyConst.NAMESRV_ADDR, "127.0.0.1:" + closedPort());
        properties.setProperty(PropertyKeyConst.GROUP_ID, "GID_nobody_there");
        Producer producer = clients.producer(properties);

        ONSClientException failure = way.failure(producer, message("any-topic"));

        assertCode(failure, ErrorCode.NAME_SERVER_UNREACHABLE);
        assertThat(failure).hasMessageContaining(properties.getProperty(PropertyKeyConst.NAMESRV_ADDR))
                .hasMessageContaining("NAMESRV_ADDR");
        assertThat(failure.getCause()).isNotNull();
    }

    @Test
    void sendingWorksAgainWhenTheServersAreBack(EmbeddedRocketMq broker, @TopicName String topic) {
        Producer producer = clients.producer(broker.clientProperties("GID_back"));
        String before = producer.send(message(topic)).getMessageId();
        broker.stop();

        CodedClientException failure =
                catchThrowableOfType(CodedClientException.class, () -> producer.send(message(topic)));
        assertThat(failure.code()).isEqualTo(ErrorCode.CONNECT_FAILED);
        assertThat(failure.getCause()).isNotNull();
        broker.restart();
        String after = producer.send(message(topic)).getMessageId();

        assertThat(broker.store().messages(topic)).extracting(stored -> stored.messageId())
                .containsExactlyInAnyOrder(before, after);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "white space", "t.o.p.i.c", "grüße", "SCHEDULE_TOPIC_XXXX", "TBW102"})
    void illegalTopicIsRefusedBeforeAnythingIsSent(String topic, EmbeddedRocketMq broker) {
        Producer producer = clients.producer(broker.clientProperties("GID_illegal_topic"));

        assertRefusedByAllThree(producer, message(topic), topic == null || topic.isBlank()
                ? ErrorCode.MESSAGE_INVALID : ErrorCode.TOPIC_ILLEGAL);
    }

    @Test
    void topicLongerThanBrokersTakeIsRefused(EmbeddedRocketMq broker) {
        Producer producer = clients.producer(broker.clientProperties("GID_long_topic"));

        assertRefusedByAllThree(producer, message("t".repeat(128)), ErrorCode.TOPIC_ILLEGAL);
        assertThatThrownBy(() -> producer.send(message("t".repeat(128)))).hasMessageContaining("128")
                .hasMessageContaining("1..127");
    }

    static Stream<byte[]> unusableBodies() {
        return Stream.of(null, new byte[0], new byte[4 * 1024 * 1024 + 1]);
    }

    @ParameterizedTest
    @MethodSource("unusableBodies")
    void bodyOutsideTheLimitsIsRefused(byte[] body, EmbeddedRocketMq broker, @TopicName String topic) {
        Producer producer = clients.producer(broker.clientProperties("GID_body"));

        assertRefusedByAllThree(producer, new Message(topic, "", body), body == null || body.length == 0
                ? ErrorCode.MESSAGE_INVALID : ErrorCode.MESSAGE_TOO_LARGE);
        assertThat(broker.store().messageCount(topic)).isZero();
    }

    @Test
    void theLargestBodyIsStored(EmbeddedRocketMq broker, @TopicName String topic) {
        Producer producer = clients.producer(broker.clientProperties("GID_largest"));

        producer.send(new Message(topic, "", new byte[4 * 1024 * 1024]));

        assertThat(broker.store().messages(topic)).singleElement()
                .satisfies(stored -> assertThat(stored.body()).hasSize(4 * 1024 * 1024));
    }

    @Test
    void tooManyPropertiesAreRefusedInsteadOfLost(EmbeddedRocketMq broker, @TopicName String topic) {
        Producer producer = clients.producer(broker.clientProperties("GID_properties"));
        Message message = message(topic);
        message.putUserProperties("long", "x".repeat(33_000));

        assertRefusedByAllThree(producer, message, ErrorCode.MESSAGE_TOO_LARGE);
        assertThat(broker.store().messageCount(topic)).isZero();
    }

    @Test
    void nullMessageIsRefused(EmbeddedRocketMq broker) {
        Producer producer = clients.producer(broker.clientProperties("GID_null"));

        assertRefusedByAllThree(producer, null, ErrorCode.MESSAGE_INVALID);
    }

    @Test
    void sendingBeforeStartIsRefused(EmbeddedRocketMq broker, @TopicName String topic) {
        Producer producer = clients.newProducer(broker.clientProperties("GID_early"));

        assertRefusedByAllThree(producer, message(topic), ErrorCode.NOT_STARTED);
        assertThatThrownBy(() -> producer.send(message(topic))).hasMessageContaining("Call start() first");
    }

    @Test
    void sendingAfterShutdownIsRefused(EmbeddedRocketMq broker, @TopicName String topic) {
        Producer producer = clients.producer(broker.clientProperties("GID_late"));
        producer.shutdown();

        assertRefusedByAllThree(producer, message(topic), ErrorCode.ALREADY_SHUT_DOWN);
        assertThat(broker.store().messageCount(topic)).isZero();
    }

    private static void assertRefusedByAllThree(Producer producer, Message message, ErrorCode code) {
        SendingIT.Outcome outcome = new SendingIT.Outcome();
        assertThatThrownBy(() -> producer.send(message)).isInstanceOfSatisfying(CodedClientException.class,
                e -> assertThat(e.code()).isEqualTo(code));
        assertThatThrownBy(() -> producer.sendOneway(message)).isInstanceOfSatisfying(CodedClientException.class,
                e -> assertThat(e.code()).isEqualTo(code));
        assertThatThrownBy(() -> producer.sendAsync(message, outcome)).isInstanceOfSatisfying(
                CodedClientException.class, e -> assertThat(e.code()).isEqualTo(code));
        assertThat(outcome.failure).isNotDone();
    }

    private static void assertCode(ONSClientException failure, ErrorCode code) {
        assertThat(failure).isInstanceOfSatisfying(CodedClientException.class,
                e -> assertThat(e.code()).isEqualTo(code)).hasMessageContaining("[" + code.id());
    }

    private static Message message(String topic) {
        return new Message(topic, "tag", "key", "body".getBytes(UTF_8));
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
