package io.openons.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.Consumer;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.MessageAccessor;
import com.aliyun.openservices.ons.api.MessageSelector;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.PropertyKeyConst;
import com.aliyun.openservices.ons.api.exception.ONSClientException;
import io.openons.embedded.EmbeddedRocketMq;
import io.openons.embedded.StoredMessage;
import io.openons.embedded.junit.GroupName;
import io.openons.embedded.junit.TopicName;
import io.openons.embedded.junit.WithEmbeddedRocketMq;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a consumer receives, when it receives it again, and how subscriptions choose. */
@WithEmbeddedRocketMq
@Timeout(90)
class ReceivingIT {

    @AutoClose
    private final Clients clients = new Clients();

    @Test
    void everyGetterAnswersAsPublishedOnTheFirstDelivery(EmbeddedRocketMq broker,
            @TopicName(queues = 1) String topic, @GroupName String group) {
        Producer producer = clients.producer(broker.clientProperties(group));
        Inbox inbox = receive(broker, group, topic, "*", new Inbox());
        Message sent = new Message(topic, "tag", "key", "body".getBytes(UTF_8));
        sent.putUserProperties("user", "value");
        sent.setShardingKey("shard");
        long before = System.currentTimeMillis();

        String id = producer.send(sent).getMessageId();

        Message got = inbox.awaitDeliveries(1).get(0);
        assertThat(got.getTopic()).isEqualTo(topic);
        assertThat(got.getTag()).isEqualTo("tag");
        assertThat(got.getKey()).isEqualTo("key");
        assertThat(got.getMsgID()).isEqualTo(id);
        assertThat(got.getShardingKey()).isEqualTo("shard");
        assertThat(got.getBody()).asString(UTF_8).isEqualTo("body");
        assertThat(got.getReconsumeTimes()).isZero();
        assertThat(got.getBornTimestamp()).isBetween(before, System.currentTimeMillis());
        assertThat(got.getBornHost()).matches("/127\\.0\\.0\\.1:\\d+");
        assertThat(got.getStartDeliverTime()).isZero();
        assertThat(got.getOffset()).isZero();
        assertThat(got.getTopicPartition().getTopic()).isEqualTo(topic);
        assertThat(got.getTopicPartition().getPartition()).isEqualTo(broker.brokerName() + "#0");
        assertThat(got.getUserProperties("user")).isEqualTo("value");
        assertThat(got.getUserProperties().stringPropertyNames()).containsExactlyInAnyOrder("user", "CLUSTER",
                "MSG_REGION", "TRACE_ON", "UNIQ_KEY", "CONSUME_START_TIME", "__FQN_TOPIC",
                "__MESSAGE_DECODED_TIME");
        assertThat(got.getUserProperties("__FQN_TOPIC")).isEqualTo(topic);
        assertThat(MessageAccessor.getSystemProperties(got).stringPropertyNames()).containsExactlyInAnyOrder("TAGS",
                "KEYS", "MIN_OFFSET", "MAX_OFFSET", "__TAG", "__KEY", "__MSGID", "__BORNHOST", "__BORNTIMESTAMP",
                "__RECONSUMETIMES", "__CONSUMEOFFSET", "__PARTITION", "__SHARDINGKEY");
    }

    @Test
    void whatWasNotSetIsNullOrEmptyAsPublished(EmbeddedRocketMq broker, @TopicName String topic,
            @GroupName String group) {
        Producer producer = clients.producer(broker.clientProperties(group));
        Inbox inbox = receive(broker, group, topic, null, new Inbox());

        producer.send(new Message(topic, null, new byte[] {0}));

        Message got = inbox.awaitDeliveries(1).get(0);
        assertThat(got.getTag()).isNull();
        assertThat(got.getKey()).isEmpty();
        assertThat(got.getShardingKey()).isEmpty();
        assertThat(got.getStartDeliverTime()).isZero();
    }

    @Test
    void failedMessageIsDeliveredAgainAndKeepsItsIdentity(EmbeddedRocketMq broker, @TopicName String topic,
            @GroupName String group) {
        Producer producer = clients.producer(broker.clientProperties(group));
        Inbox inbox = receive(broker, group, topic, "*",
                new Inbox(message -> message.getReconsumeTimes() < 2 ? Action.ReconsumeLater : Action.CommitMessage));
        Message sent = new Message(topic, "tag", "key", "body".getBytes(UTF_8));
        sent.putUserProperties("user", "value");

        String id = producer.send(sent).getMessageId();

        inbox.awaitDeliveries(3);
        assertThat(inbox.deliveries()).extracting(Message::getReconsumeTimes).containsExactly(0, 1, 2);
        assertThat(inbox.deliveries()).allSatisfy(got -> {
            assertThat(got.getMsgID()).isEqualTo(id);
            assertThat(got.getTopic()).isEqualTo(topic);
            assertThat(got.getTag()).isEqualTo("tag");
            assertThat(got.getKey()).isEqualTo("key");
            assertThat(got.getBody()).asString(UTF_8).isEqualTo("body");
            assertThat(got.getUserProperties("user")).isEqualTo("value");
            assertThat(got.getBornTimestamp()).isEqualTo(inbox.deliveries().get(0).getBornTimestamp());
            assertThat(got.getBornHost()).isEqualTo(inbox.deliveries().get(0).getBornHost());
        });
        Message retried = inbox.deliveries().get(1);
        assertThat(retried.getTopicPartition().getTopic()).isEqualTo(topic);
        assertThat(retried.getUserProperties("__FQN_TOPIC")).isEqualTo("%RETRY%" + group);
        assertThat(retried.getUserProperties().stringPropertyNames()).contains("ORIGIN_MESSAGE_ID");
        assertThat(MessageAccessor.getSystemProperties(retried).stringPropertyNames())
                .contains("DELAY", "RETRY_TOPIC", "REAL_TOPIC", "REAL_QID", "WAIT");
    }

    @Test
    void firstRetryOfANewGroupIsNotLate(EmbeddedRocketMq broker, @TopicName String topic) {
        // A group that nobody created: its retry topic appears with the consumer's first heartbeat.
        String group = "GID_new_" + Long.toString(System.nanoTime(), 36);
        Producer producer = clients.producer(broker.clientProperties(group));
        Inbox inbox = receive(broker, group, topic, "*",
                new Inbox(message -> message.getReconsumeTimes() == 0 ? Action.ReconsumeLater : Action.CommitMessage));

        producer.send(new Message(topic, "", "body".getBytes(UTF_8)));

        inbox.awaitDeliveries(1);
        await("first retry").atMost(Duration.ofSeconds(15)).until(() -> inbox.deliveries().size() == 2);
    }

    @Test
    void messageThatFailsTooOftenBecomesADeadLetter(EmbeddedRocketMq broker, @TopicName String topic,
            @GroupName String group) {
        Producer producer = clients.producer(broker.clientProperties(group));
        Properties properties = broker.clientProperties(group);
        properties.put(PropertyKeyConst.MaxReconsumeTimes, 2);
        Inbox inbox = new Inbox(message -> Action.ReconsumeLater);
        Consumer consumer = clients.consumer(properties);
        consumer.subscribe(topic, "*", inbox);
        consumer.start();

        String id = producer.send(new Message(topic, "tag", "key", "body".getBytes(UTF_8))).getMessageId();

        await("dead letter").atMost(Inbox.LIMIT).until(() -> !broker.store().deadLetters(group).isEmpty());
        assertThat(broker.store().deadLetters(group)).extracting(StoredMessage::messageId).containsExactly(id);
        assertThat(inbox.deliveries()).extracting(Message::getReconsumeTimes).containsExactly(0, 1, 2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', nullValues = "null", value = {
            "a; a", "a||b; a b", "a || b; a b", "*; a b c none", "null; a b c none", "''; a b c none", "' '; ''"})
    void tagExpressionChooses(String expression, String expected, EmbeddedRocketMq broker,
            @TopicName(queues = 1) String topic, @GroupName String group) {
        Producer producer = clients.producer(broker.clientProperties(group));
        Inbox inbox = receive(broker, group, topic, expression, new Inbox());

        // The last one suits all expressions but one, so that nothing can come after it.
        for (String tag : new String[] {null, "c", "b", "a"}) {
            producer.send(new Message(topic, tag, (tag == null ? "none" : tag).getBytes(UTF_8)));
        }

        await("all consumed or filtered").atMost(Inbox.LIMIT).until(() -> inbox.bodies().contains("a")
                || broker.store().messageCount(topic) == 4 && broker.store().backlog(group, topic) == 0);
        await("everything settled").atMost(Inbox.LIMIT).until(() -> HeldMessages.count(broker, group) == 0);
        assertThat(inbox.bodies()).containsExactlyInAnyOrder(
                expected.isEmpty() ? new String[0] : expected.split(" "));
    }

    @Test
    void sqlSelectorChooses(EmbeddedRocketMq broker, @TopicName String topic, @GroupName String group) {
        Producer producer = clients.producer(broker.clientProperties(group));
        Inbox inbox = new Inbox();
        Consumer consumer = clients.consumer(broker.clientProperties(group));
        consumer.subscribe(topic, MessageSelector.bySql("size between 5 and 7 and TAGS = 'a'"), inbox);
        consumer.start();

        for (int size = 3; size < 10; size++) {
            Message message = new Message(topic, size == 6 ? "b" : "a", String.valueOf(size).getBytes(UTF_8));
            message.putUserProperties("size", String.valueOf(size));
            producer.send(message);
        }

        inbox.awaitDeliveries(2);
        assertThat(inbox.bodies()).containsExactlyInAnyOrder("5", "7");
    }

    @Test
    void unusableExpressionsAreRefusedWithTheReason(EmbeddedRocketMq broker, @TopicName String topic,
            @GroupName String group) {
        Consumer consumer = clients.consumer(broker.clientProperties(group));

        assertThatThrownBy(() -> consumer.subscribe(topic, "||", new Inbox()))
                .isInstanceOf(ONSClientException.class).hasMessageContaining("\"||\"").hasMessageContaining("ONS-5002");
        assertThatThrownBy(() -> consumer.subscribe(topic, MessageSelector.bySql(""), new Inbox()))
                .isInstanceOf(ONSClientException.class).hasMessageContaining("ONS-5002");
        assertThatThrownBy(() -> consumer.subscribe(null, "*", new Inbox()))
                .isInstanceOf(ONSClientException.class).hasMessageContaining("topic is null");
        assertThatThrownBy(() -> consumer.subscribe(topic, "*", null))
                .isInstanceOf(ONSClientException.class).hasMessageContaining("listener is null");

        consumer.subscribe(topic, MessageSelector.bySql("size between and"), new Inbox());
        assertThatThrownBy(consumer::start).isInstanceOf(ONSClientException.class).hasMessageContaining("ONS-5002")
                .hasMessageContaining("size between and").hasStackTraceContaining("ParseException");
        assertThat(consumer.isStarted()).isFalse();
    }

    @Test
    void instanceKeepsItsNamesApartAndOutOfSight(EmbeddedRocketMq broker, @TopicName String topic,
            @GroupName String group) {
        String instance = "MQ_INST_1_abc";
        broker.createTopic(instance + "%" + topic);
        broker.createGroup(instance + "%" + group);
        Properties properties = broker.clientProperties(group);
        properties.setProperty(PropertyKeyConst.INSTANCE_ID, instance);
        Producer producer = clients.producer(properties);
        Consumer consumer = clients.consumer(properties);
        Inbox inbox = new Inbox(message -> message.getReconsumeTimes() == 0 ? null : Action.CommitMessage);
        consumer.subscribe(topic, "*", inbox);
        consumer.start();

        producer.send(new Message(topic, "", "inside".getBytes(UTF_8)));

        inbox.awaitDeliveries(2);
        assertThat(inbox.deliveries()).extracting(Message::getTopic).containsExactly(topic, topic);
        assertThat(inbox.deliveries().get(0).getUserProperties("INSTANCE_ID")).isEqualTo(instance);
        assertThat(inbox.deliveries().get(1).getUserProperties("__FQN_TOPIC"))
                .isEqualTo("%RETRY%" + instance + "%" + group);
        assertThat(broker.store().messageCount(topic)).isZero();
        assertThat(broker.store().messages(instance + "%" + topic)).singleElement()
                .extracting(stored -> stored.properties().get("INSTANCE_ID")).isEqualTo(instance);
    }

    @Test
    void broadcastingDeliversToEachConsumerAndNeverAgain(EmbeddedRocketMq broker, @TopicName String topic,
            @GroupName String group) {
        Properties properties = broker.clientProperties(group);
        properties.setProperty(PropertyKeyConst.MessageModel, "BROADCASTING");
        Inbox one = new Inbox(message -> Action.ReconsumeLater);
        Inbox two = new Inbox();
        for (Inbox inbox : new Inbox[] {one, two}) {
            Consumer consumer = clients.consumer(properties);
            consumer.subscribe(topic, "*", inbox);
            consumer.start();
        }
        Producer producer = clients.producer(broker.clientProperties(group));

        producer.send(new Message(topic, "", "all".getBytes(UTF_8)));
        one.awaitDeliveries(1);
        two.awaitDeliveries(1);
        producer.send(new Message(topic, "", "again".getBytes(UTF_8)));
        one.awaitDeliveries(2);
        two.awaitDeliveries(2);

        assertThat(one.bodies()).containsExactly("all", "again");
        assertThat(two.bodies()).containsExactly("all", "again");
    }

    private Inbox receive(EmbeddedRocketMq broker, String group, String topic, String expression, Inbox inbox) {
        Consumer consumer = clients.consumer(broker.clientProperties(group));
        consumer.subscribe(topic, expression, inbox);
        consumer.start();
        return inbox;
    }
}
