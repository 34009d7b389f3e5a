package io.openons.legacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.PropertyKeyConst;
import com.aliyun.openservices.ons.api.transaction.TransactionStatus;
import io.openons.client.error.CodedClientException;
import io.openons.client.error.ErrorCode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Start deliver times on a broker without timer: refused, or rounded up to delay levels if the application agrees. */
@Timeout(90)
class LegacyDeliveryTimeIT {

    /** Where RocketMQ 4 keeps delayed messages; level n is queue n - 1. */
    private static final String DELAYED = "SCHEDULE_TOPIC_XXXX";
    private static final String HALF = "RMQ_SYS_TRANS_HALF_TOPIC";

    private static RocketMq4Server server;

    @AutoClose
    private final Clients clients = new Clients();

    @BeforeAll
    static void startServer() throws IOException {
        server = RocketMq4Server.start(LegacyDeliveryTimeIT.class);
    }

    @AfterAll
    static void stopServer() {
        server.close();
        server.assertComplete();
    }

    @ParameterizedTest
    @EnumSource
    void futureTimeIsRefusedUnlessTheApplicationAgreesToLevels(Way way) {
        String topic = server.createTopic("refused");
        long delayed = server.messageCount(DELAYED);
        long halves = server.messageCount(HALF);

        assertThatThrownBy(() -> way.send(clients, server.clientProperties("GID_refused"), eightSecondsAhead(topic)))
                .isInstanceOfSatisfying(CodedClientException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.DELIVERY_TIME_UNSUPPORTED))
                .hasMessageContainingAll("broker " + server.brokerAddress() + " (version V4_9_7) has no timer",
                        "set the property delayLevelFallback", "ONS-4004", "topic=" + topic);

        assertThat(server.messageCount(topic)).isZero();
        assertThat(server.messageCount(DELAYED)).isEqualTo(delayed);
        assertThat(server.messageCount(HALF)).isEqualTo(halves);
    }

    @Test
    void localTransactionOfARefusedMessageIsNotRun() {
        String topic = server.createTopic("refused-transaction");
        AtomicLong runs = new AtomicLong();

        assertThatThrownBy(() -> clients.transactionProducer(server.clientProperties("GID_refused"),
                half -> TransactionStatus.Unknow).send(eightSecondsAhead(topic), (half, arg) -> {
                    runs.incrementAndGet();
                    return TransactionStatus.CommitTransaction;
                }, null)).isInstanceOf(CodedClientException.class);

        assertThat(runs).hasValue(0);
    }

    @Test
    void pastTimeIsDeliveredAtOnceWhicheverWayItIsSent() throws Exception {
        String topic = server.createTopic("past");
        String group = server.createGroup("past");
        long delayed = server.messageCount(DELAYED);
        Inbox inbox = clients.receive(server.clientProperties(group), topic, new Inbox());

        for (Way way : Way.values()) {
            Message message = message(topic, way.name());
            message.setStartDeliverTime(1000);
            way.send(clients, server.clientProperties(group + way), message);
        }

        assertThat(inbox.awaitDeliveries(Way.values().length)).extracting(Message::getStartDeliverTime)
                .containsOnly(1000L);
        assertThat(inbox.bodies()).containsExactlyInAnyOrder(names());
        assertThat(server.messageCount(DELAYED)).isEqualTo(delayed);
    }

    @Test
    void withTheFallbackMessagesComeByTheNextLevelAndNeverEarly() throws Exception {
        String topic = server.createTopic("fallback");
        String group = server.createGroup("fallback");
        long before = delayed(2);
        Inbox inbox = clients.receive(server.clientProperties(group), topic, new Inbox());
        Map<String, Message> sent = new HashMap<>();

        for (Way way : Way.values()) {
            Message message = message(topic, way.name());
            message.setStartDeliverTime(System.currentTimeMillis() + 4000);
            way.send(clients, fallback(group + way, "true"), message);
            sent.put(way.name(), message);
        }

        await("all ways").atMost(Inbox.LIMIT).until(() -> inbox.bodies().containsAll(sent.keySet()));
        for (Message got : inbox.deliveries()) {
            Message message = sent.get(Inbox.body(got));
            assertNotEarly(got, message.getStartDeliverTime());
            assertThat(got.getMsgID()).isEqualTo(message.getMsgID());
        }
        assertThat(delayed(2) - before).as("messages of level 2, 5 s").isEqualTo(inbox.deliveries().size());
    }

    @Test
    void ownTableChoosesAmongItsLevels() {
        String topic = server.createTopic("table");
        String group = server.createGroup("table");
        long five = delayed(2);
        long all = server.messageCount(DELAYED);
        Inbox inbox = clients.receive(server.clientProperties(group), topic, new Inbox());
        Message message = message(topic, "body");
        message.setStartDeliverTime(System.currentTimeMillis() + 2900);

        clients.producer(fallback(group, RocketMq4Program.DELAY_LEVELS)).send(message);

        assertNotEarly(inbox.awaitDeliveries(1).get(0), message.getStartDeliverTime());
        assertThat(server.messageCount(DELAYED)).isEqualTo(all + 1);
        assertThat(delayed(2)).as("messages of the level that the default table has for it").isEqualTo(five);
    }

    @Test
    void longestLevelIsTheLimit() {
        String topic = server.createTopic("limit");
        long before = delayed(18);
        Producer producer = clients.producer(fallback("GID_limit", "true"));
        Message within = message(topic, "within");
        within.setStartDeliverTime(System.currentTimeMillis() + TimeUnit.HOURS.toMillis(2) - 60_000);
        Message beyond = message(topic, "beyond");
        beyond.setStartDeliverTime(System.currentTimeMillis() + TimeUnit.HOURS.toMillis(2) + 60_000);

        producer.send(within);
        assertThatThrownBy(() -> producer.send(beyond))
                .isInstanceOfSatisfying(CodedClientException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.DELIVERY_TIME_TOO_FAR))
                .hasMessageContainingAll("start deliver time is 72", "longest delay level",
                        server.brokerAddress(), "is 7200 s");

        assertThat(delayed(18)).as("messages of level 18, 2 h").isEqualTo(before + 1);
        assertThat(server.messageCount(topic)).isZero();
    }

    private static void assertNotEarly(Message got, long at) {
        long late = Inbox.consumed(got) - at;
        System.out.printf("%s: delivered %d ms after its time%n", Inbox.body(got), late);
        assertThat(late).as(Inbox.body(got)).isNotNegative();
        assertThat(got.getStartDeliverTime()).isEqualTo(at);
    }

    /** The number of messages that were ever given a delay level. */
    private static long delayed(int level) {
        return server.queueSizes(DELAYED).get(level - 1);
    }

    private static Properties fallback(String group, String value) {
        Properties properties = server.clientProperties(group);
        properties.setProperty(PropertyKeyConst.DelayLevelFallback, value);
        return properties;
    }

    private static String[] names() {
        return Stream.of(Way.values()).map(Way::name).toArray(String[]::new);
    }

    private static Message eightSecondsAhead(String topic) {
        Message message = message(topic, "body");
        message.setStartDeliverTime(System.currentTimeMillis() + 8000);
        return message;
    }

    private static Message message(String topic, String body) {
        return new Message(topic, "tag", "key", body.getBytes(UTF_8));
    }
}
