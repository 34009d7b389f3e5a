package io.openons.legacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.MessageSelector;
import com.aliyun.openservices.ons.api.OnExceptionContext;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.PropertyKeyConst;
import com.aliyun.openservices.ons.api.SendCallback;
import com.aliyun.openservices.ons.api.SendResult;
import com.aliyun.openservices.ons.api.order.OrderProducer;
import com.aliyun.openservices.ons.api.transaction.TransactionProducer;
import com.aliyun.openservices.ons.api.transaction.TransactionStatus;
import io.openons.client.error.CodedClientException;
import io.openons.client.error.ErrorCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sending, receiving, retrying, filtering, ordering and transactions on a broker of RocketMQ 4.9.7. */
@Timeout(90)
class LegacyBrokerIT {

    private static RocketMq4Server server;

    @AutoClose
    private final Clients clients = new Clients();

    @BeforeAll
    static void startServer() throws IOException {
        server = RocketMq4Server.start(LegacyBrokerIT.class);
    }

    @AfterAll
    static void stopServer() {
        server.close();
        server.assertComplete();
    }

    @Test
    void everyWayToSendDelivers() throws Exception {
        String topic = server.createTopic("ways");
        String group = server.createGroup("ways");
        Inbox inbox = clients.receive(server.clientProperties(group), topic, new Inbox());

        for (Way way : Way.values()) {
            way.send(clients, server.clientProperties(group + way), message(topic, "tag", way.name()));
        }

        inbox.awaitDeliveries(Way.values().length);
        assertThat(inbox.bodies()).containsExactlyInAnyOrder("SYNC", "ONEWAY", "ASYNC", "ORDERED", "TRANSACTIONAL",
                "CHECKED");
    }

    @Test
    void gettersAnswerAsOnBrokersOfVersion5() {
        String topic = server.createTopic("getters");
        String group = server.createGroup("getters");
        Inbox inbox = clients.receive(server.clientProperties(group), topic, new Inbox());
        Message sent = message(topic, "tag", "long body ".repeat(1000)); // compressed on its way
        sent.putUserProperties("user", "value");
        sent.setShardingKey("shard");
        long before = System.currentTimeMillis();

        String id = clients.producer(server.clientProperties(group)).send(sent).getMessageId();

        Message got = inbox.awaitDeliveries(1).get(0);
        assertThat(got.getTopic()).isEqualTo(topic);
        assertThat(got.getTag()).isEqualTo("tag");
        assertThat(got.getKey()).isEqualTo("key");
        assertThat(got.getMsgID()).isEqualTo(id).isEqualTo(sent.getMsgID());
        assertThat(got.getShardingKey()).isEqualTo("shard");
        assertThat(got.getBody()).isEqualTo(sent.getBody());
        assertThat(got.getReconsumeTimes()).isZero();
        assertThat(got.getBornTimestamp()).isBetween(before, System.currentTimeMillis());
        assertThat(got.getBornHost()).matches("/127\\.0\\.0\\.1:\\d+");
        assertThat(got.getStartDeliverTime()).isZero();
        assertThat(got.getOffset()).isZero();
        assertThat(got.getTopicPartition().getTopic()).isEqualTo(topic);
        assertThat(got.getTopicPartition().getPartition()).matches("broker-4#[0-3]");
        assertThat(got.getUserProperties("user")).isEqualTo("value");
    }

    @Test
    void failedMessageComesAgainAndAtLastBecomesADeadLetter() {
        String topic = server.createTopic("retry");
        String group = server.createGroup("retry");
        Properties properties = server.clientProperties(group);
        properties.put(PropertyKeyConst.MaxReconsumeTimes, 2);
        Inbox inbox = clients.receive(properties, topic, new Inbox(message -> Action.ReconsumeLater));
        Message sent = message(topic, "tag", "body");
        sent.putUserProperties("user", "value");

        clients.producer(server.clientProperties(group)).send(sent);

        await("dead letter").atMost(Inbox.LIMIT).until(() -> server.messageCount("%DLQ%" + group) == 1);
        assertThat(inbox.deliveries()).extracting(Message::getReconsumeTimes).containsExactly(0, 1, 2);
        assertThat(inbox.deliveries()).allSatisfy(got -> {
            assertThat(got.getMsgID()).isEqualTo(sent.getMsgID());
            assertThat(got.getTopic()).isEqualTo(topic);
            assertThat(got.getTag()).isEqualTo("tag");
            assertThat(got.getKey()).isEqualTo("key");
            assertThat(got.getBody()).asString(UTF_8).isEqualTo("body");
            assertThat(got.getUserProperties("user")).isEqualTo("value");
        });
    }

    @Test
    void tagsAndSqlChoose() {
        String topic = server.createTopic("filter");
        Inbox tags = clients.receive(server.clientProperties(server.createGroup("tags")), topic,
                MessageSelector.byTag("a || b"), new Inbox());
        Inbox sql = clients.receive(server.clientProperties(server.createGroup("sql")), topic,
                MessageSelector.bySql("size between 2 and 4 and TAGS <> 'c'"), new Inbox());
        Producer producer = clients.producer(server.clientProperties("GID_filter"));

        for (int size = 1; size <= 6; size++) {
            Message message = message(topic, "abc".substring((size - 1) % 3, (size - 1) % 3 + 1), "" + size);
            message.putUserProperties("size", "" + size);
            producer.send(message);
        }

        tags.awaitDeliveries(4);
        sql.awaitDeliveries(2);
        assertThat(tags.bodies()).containsExactlyInAnyOrder("1", "2", "4", "5");
        assertThat(sql.bodies()).containsExactlyInAnyOrder("2", "4");
    }

    @Test
    void messagesOfAKeyStayInOneQueueInTheirOrder() {
        String topic = server.createTopic("order");
        String group = server.createGroup("order");
        Inbox inbox = clients.receive(server.clientProperties(group), topic, new Inbox());
        OrderProducer producer = clients.orderProducer(server.clientProperties(group));

        for (int i = 0; i < 20; i++) {
            producer.send(message(topic, "tag", "x" + i), "a");
            producer.send(message(topic, "tag", "y" + i), "b");
        }

        // The hash codes of the keys are 97 and 98.
        assertThat(server.queueSizes(topic)).containsExactly(0L, 20L, 20L, 0L);
        inbox.awaitDeliveries(40);
        for (String key : List.of("x", "y")) {
            assertThat(inbox.deliveries().stream().sorted(Comparator.comparingLong(Message::getOffset)).map(Inbox::body)
                    .filter(body -> body.startsWith(key)))
                    .containsExactly(IntStream.range(0, 20).mapToObj(i -> key + i).toArray(String[]::new));
        }
    }

    @Test
    void transactionsEndAsTheExecuterOrTheCheckerSays() {
        String topic = server.createTopic("transaction");
        String group = server.createGroup("transaction");
        Inbox inbox = clients.receive(server.clientProperties(group), topic, new Inbox());
        List<Message> asked = new CopyOnWriteArrayList<>();
        Properties properties = server.clientProperties(group);
        properties.put(PropertyKeyConst.CheckImmunityTimeInSeconds, 0);
        TransactionProducer producer = clients.transactionProducer(properties, half -> {
            asked.add(half);
            return Inbox.body(half).equals("check-commit") ? TransactionStatus.CommitTransaction
                    : TransactionStatus.RollbackTransaction;
        });

        assertThatThrownBy(() -> producer.send(message(topic, "tag", "rollback"),
                (half, arg) -> TransactionStatus.RollbackTransaction, null))
                .isInstanceOfSatisfying(CodedClientException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.TRANSACTION_ROLLED_BACK));
        producer.send(message(topic, "tag", "check-rollback"), (half, arg) -> TransactionStatus.Unknow, null);
        producer.send(message(topic, "tag", "check-commit"), (half, arg) -> TransactionStatus.Unknow, null);
        await("both asked").atMost(Inbox.LIMIT).until(() -> asked.size() >= 2);
        producer.send(message(topic, "tag", "commit"), (half, arg) -> {
            assertThat(inbox.bodies()).doesNotContain("commit");
            return TransactionStatus.CommitTransaction;
        }, null);

        inbox.awaitDeliveries(2);
        assertThat(inbox.bodies()).containsExactlyInAnyOrder("check-commit", "commit");
        assertThat(asked).extracting(Inbox::body).contains("check-commit", "check-rollback").doesNotContain("rollback");
        assertThat(asked).allSatisfy(half -> {
            assertThat(half.getTopic()).isEqualTo(topic);
            assertThat(half.getTag()).isEqualTo("tag");
            assertThat(half.getKey()).isEqualTo("key");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MQ_INST_1_batch"})
    void messagesThatShareRequestsAreDeliveredOnceEach(String instance) {
        String prefix = instance.isEmpty() ? "" : instance + "%";
        String topic = server.createTopic(prefix + "batches").substring(prefix.length());
        String group = server.createGroup("batches");
        Properties properties = server.clientProperties(group);
        properties.setProperty(PropertyKeyConst.INSTANCE_ID, instance);
        properties.setProperty(PropertyKeyConst.AutoBatch, "true");
        Inbox inbox = clients.receive(properties, topic, MessageSelector.byTag("even"), new Inbox());
        Producer producer = clients.producer(properties);
        List<String> even = new ArrayList<>();
        Queue<String> stored = new ConcurrentLinkedQueue<>();

        for (int i = 0; i < 500; i++) {
            Message message = message(topic, i % 2 == 0 ? "even" : "odd", "body " + i);
            message.putUserProperties("user", "value");
            producer.sendAsync(message, new SendCallback() {
                @Override
                public void onSuccess(SendResult result) {
                    stored.add(result.getMessageId());
                }

                @Override
                public void onException(OnExceptionContext context) {
                    stored.add(context.getException().toString());
                }
            });
            if (i % 2 == 0) {
                even.add(message.getMsgID());
            }
        }

        assertThat(inbox.awaitDeliveries(250)).extracting(Message::getMsgID)
                .containsExactlyInAnyOrderElementsOf(even);
        assertThat(inbox.deliveries()).allSatisfy(got -> {
            assertThat(got.getTopic()).isEqualTo(topic);
            assertThat(got.getKey()).isEqualTo("key");
            assertThat(got.getUserProperties()).contains(Map.entry("user", "value"))
                    .as("brokers of version 4 add this to batches, too").containsKey("CLUSTER");
        });
        await("all told").atMost(Inbox.LIMIT).until(() -> stored.size() == 500);
        assertThat(stored).containsAll(even);
        assertThat(server.messageCount(prefix + topic)).isEqualTo(500);
    }

    private static Message message(String topic, String tag, String body) {
        return new Message(topic, tag, "key", body.getBytes(UTF_8));
    }
}
