package io.openons.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.aliyun.openservices.ons.api.Consumer;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.ONSFactory;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.PropertyKeyConst;
import io.openons.embedded.BrokerStore;
import io.openons.embedded.EmbeddedRocketMq;
import io.openons.embedded.StoredMessage;
import io.openons.embedded.junit.GroupName;
import io.openons.embedded.junit.TopicName;
import io.openons.embedded.junit.WithEmbeddedRocketMq;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How an application tests its listener against a real broker: success, retry and dead letter. */
@Timeout(120)
@WithEmbeddedRocketMq
class OrderListenerIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private OrderTable table;
    private Producer producer;
    private Consumer consumer;
    private Properties properties;
    private BrokerStore store;
    private String topic;
    private String group;

    @BeforeEach
    void prepare(EmbeddedRocketMq rocketMq, @TopicName String newTopic, @GroupName String newGroup)
            throws SQLException {
        topic = newTopic;
        group = newGroup;
        store = rocketMq.store();
        table = new OrderTable();
        properties = rocketMq.clientProperties(group);
        producer = ONSFactory.createProducer(properties);
        producer.start();
    }

    private void listen() {
        consumer = ONSFactory.createConsumer(properties);
        consumer.subscribe(topic, "*", new OrderListener(table));
        consumer.start();
    }

    @AfterEach
    void stop() throws SQLException {
        producer.shutdown();
        consumer.shutdown();
        table.close();
    }

    private void send(String order, String pieces) {
        producer.send(new Message(topic, "order", order, pieces.getBytes(StandardCharsets.UTF_8)));
    }

    private void awaitOrder(String order) {
        await(order + " in the table").atMost(LIMIT).until(() -> table.contains(order));
    }

    @Test
    void orderIsStored() throws SQLException {
        table.restock(5);
        listen();
        send("order-1", "5");

        awaitOrder("order-1");
    }

    @Test
    void orderThatArrivesTwiceIsStoredOnce() throws SQLException {
        table.restock(5);
        listen();
        send("order-1", "5");
        awaitOrder("order-1");
        send("order-1", "5"); // the stock is empty: storing it again would fail and be retried

        await("all consumed").atMost(LIMIT).until(() -> store.backlog(group, topic) == 0);
        assertThat(store.messages(topic)).hasSize(2);
        assertThat(store.retries(group)).isEmpty();
    }

    @Test
    void orderWaitsForTheStock() throws SQLException {
        listen();
        send("order-1", "5");
        await("a retry").atMost(LIMIT).until(() -> !store.retries(group).isEmpty());
        assertThat(table.contains("order-1")).isFalse();

        table.restock(5);

        awaitOrder("order-1");
        assertThat(store.deadLetters(group)).isEmpty();
    }

    @Test
    void unreadableOrderEndsAsDeadLetterAndHoldsNobodyUp() throws SQLException {
        table.restock(5);
        properties.setProperty(PropertyKeyConst.MaxReconsumeTimes, "1");
        listen();
        send("order-1", "five");
        send("order-2", "5");

        awaitOrder("order-2");
        await("the dead letter").atMost(LIMIT).until(() -> !store.deadLetters(group).isEmpty());
        assertThat(store.deadLetters(group)).extracting(StoredMessage::keys, StoredMessage::bodyAsString)
                .containsExactly(tuple("order-1", "five"));
        assertThat(table.contains("order-1")).isFalse();
    }
}
