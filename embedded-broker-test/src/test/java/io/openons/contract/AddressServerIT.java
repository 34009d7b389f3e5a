package io.openons.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.aliyun.openservices.ons.api.Consumer;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.PropertyKeyConst;
import io.openons.client.error.CodedClientException;
import io.openons.client.error.ErrorCode;
import io.openons.embedded.EmbeddedRocketMq;
import java.io.IOException;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that know their name servers from an address server only. */
@Timeout(180)
class AddressServerIT {

    private static final String TOPIC = "addressed";

    @AutoClose
    private final TextServer addressServer = new TextServer();
    @AutoClose
    private final EmbeddedRocketMq first = broker();
    private final Clients clients = new Clients();

    AddressServerIT() throws IOException {
        // The fields may throw.
    }

    /** Before the servers. */
    @AfterEach
    void closeClients() {
        clients.close();
    }

    @Test
    void runningClientsMoveToTheNameServersOfANewAnswer() {
        addressServer.answer(first.nameServerAddress());
        Inbox inbox = new Inbox();
        consumer(inbox).start();
        Producer producer = clients.producer(properties("GID_moving_producer"));
        producer.send(message("before"));
        inbox.awaitDeliveries(1);

        try (EmbeddedRocketMq second = broker()) {
            addressServer.answer(second.nameServerAddress());
            await("the producer's move").atMost(Inbox.LIMIT).until(() -> {
                producer.send(message("moving"));
                return second.store().messageCount(TOPIC) > 0;
            });
            first.stop();
            producer.send(message("after"));

            await("a message from the second cluster").atMost(Duration.ofSeconds(60))
                    .until(() -> inbox.bodies().contains("after"));
            clients.close();
        }
    }

    @Test
    void clientsStartedBeforeTheAddressServerWorkOnceItAnswers() {
        Inbox inbox = new Inbox();
        Consumer consumer = consumer(inbox);
        consumer.start();
        Producer producer = clients.producer(properties("GID_early_producer"));
        assertThat(consumer.isStarted()).isTrue();

        CodedClientException failure =
                catchThrowableOfType(CodedClientException.class, () -> producer.send(message("too early")));
        assertThat(failure.code()).isEqualTo(ErrorCode.ADDRESS_SERVER_UNREACHABLE);
        assertThat(failure).hasMessageContaining("the address server " + addressServer.url() + "/ns has not named")
                .hasMessageContaining("Check ONSAddr");
        assertThat(failure.getCause()).isNotNull();

        addressServer.answer(first.nameServerAddress() + "\n");
        await("the first send").atMost(Inbox.LIMIT).ignoreException(CodedClientException.class).until(() ->
                producer.send(message("in time")).getMessageId() != null);
        inbox.awaitDeliveries(1);
        assertThat(inbox.bodies()).containsOnly("in time");
    }

    private Consumer consumer(Inbox inbox) {
        Consumer consumer = clients.consumer(properties("GID_addressed"));
        consumer.subscribe(TOPIC, "*", inbox);
        return consumer;
    }

    private Properties properties(String group) {
        Properties properties = new Properties();
        properties.setProperty(PropertyKeyConst.ONSAddr, addressServer.url() + "/ns");
        properties.setProperty(PropertyKeyConst.AddressServerPollSeconds, "1");
        properties.setProperty(PropertyKeyConst.GROUP_ID, group);
        return properties;
    }

    private static EmbeddedRocketMq broker() {
        EmbeddedRocketMq broker = EmbeddedRocketMq.start();
        broker.createTopic(TOPIC, 1);
        return broker;
    }

    private static Message message(String body) {
        return new Message(TOPIC, "", body.getBytes(UTF_8));
    }
}
