package io.openons.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.PropertyKeyConst;
import io.openons.client.error.CodedClientException;
import io.openons.client.error.ErrorCode;
import io.openons.embedded.EmbeddedRocketMq;
import io.openons.embedded.junit.TopicName;
import io.openons.embedded.junit.WithEmbeddedRocketMq;
import java.util.Properties;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What cannot be sent is refused alike by every kind of producer, with the same codes. */
@WithEmbeddedRocketMq
@Timeout(60)
class ProducersAlikeIT {

    @AutoClose
    private final Clients clients = new Clients();

    @ParameterizedTest
    @EnumSource
    void unusableMessagesAreRefusedAndNothingIsStored(FaultIT.Way way, EmbeddedRocketMq broker,
            @TopicName String topic) {
        FaultIT.Sender sender = way.sender(clients, broker.clientProperties("GID_alike"));

        assertCode(sender, null, ErrorCode.MESSAGE_INVALID);
        assertCode(sender, message(null), ErrorCode.MESSAGE_INVALID);
        assertCode(sender, message(" "), ErrorCode.MESSAGE_INVALID);
        assertCode(sender, message("t.o.p.i.c"), ErrorCode.TOPIC_ILLEGAL);
        assertCode(sender, message("SCHEDULE_TOPIC_XXXX"), ErrorCode.TOPIC_ILLEGAL);
        assertCode(sender, message("t".repeat(128)), ErrorCode.TOPIC_ILLEGAL);
        assertCode(sender, new Message(topic, "", new byte[0]), ErrorCode.MESSAGE_INVALID);
        assertCode(sender, new Message(topic, "", new byte[4 * 1024 * 1024 + 1]), ErrorCode.MESSAGE_TOO_LARGE);
        Message properties = message(topic);
        properties.putUserProperties("long", "x".repeat(33_000));
        assertCode(sender, properties, ErrorCode.MESSAGE_TOO_LARGE);
        assertThat(broker.store().messageCount(topic)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void missingRoutesAreToldApart(FaultIT.Way way, EmbeddedRocketMq broker, @TopicName String topic) {
        FaultIT.Sender sender = way.sender(clients, broker.clientProperties("GID_alike"));
        assertCode(sender, message("no-such-topic"), ErrorCode.NO_ROUTE);

        Properties namespaced = broker.clientProperties("GID_alike");
        namespaced.setProperty(PropertyKeyConst.INSTANCE_ID, "MQ_INST_wrong");
        assertCode(way.sender(clients, namespaced), message(topic), ErrorCode.WRONG_NAMESPACE);

        Properties nowhere = broker.clientProperties("GID_alike");
        nowhere.setProperty(PropertyKeyConst.NAMESRV_ADDR, "127.0.0.1:9");
        assertCode(way.sender(clients, nowhere), message(topic), ErrorCode.NAME_SERVER_UNREACHABLE);
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsSentAfterShutdown(FaultIT.Way way, EmbeddedRocketMq broker, @TopicName String topic) {
        FaultIT.Sender sender = way.sender(clients, broker.clientProperties("GID_alike"));
        clients.close();

        assertCode(sender, message(topic), ErrorCode.ALREADY_SHUT_DOWN);
        assertThat(broker.store().messageCount(topic)).isZero();
    }

    private static void assertCode(FaultIT.Sender sender, Message message, ErrorCode code) {
        CodedClientException failure =
                catchThrowableOfType(CodedClientException.class, () -> sender.send(message));
        assertThat(failure).isNotNull().hasMessageContaining("[" + code.id());
        assertThat(failure.code()).isEqualTo(code);
    }

    private static Message message(String topic) {
        return new Message(topic, "tag", "key", "body".getBytes(UTF_8));
    }
}
