package io.openons.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.MessageAccessor;
import com.aliyun.openservices.ons.api.PropertyKeyConst;
import io.openons.embedded.EmbeddedRocketMq;
import io.openons.embedded.StoredMessage;
import io.openons.embedded.junit.EmbeddedRocketMqExtension;
import io.openons.embedded.junit.GroupName;
import io.openons.embedded.junit.TopicName;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.common.AbortProcessException;
import org.apache.rocketmq.remoting.RPCHook;
import org.apache.rocketmq.remoting.protocol.RemotingCommand;
import org.apache.rocketmq.remoting.protocol.RequestCode;
import org.apache.rocketmq.remoting.protocol.ResponseCode;
import org.apache.rocketmq.store.config.MessageStoreConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How often and at which delay level a failed message comes again, and what becomes of it. The broker has as many
 * levels as a real one, without their delays.
 */
@Timeout(90)
class RetryIT {

    private static final String DOCUMENTED_INTERVALS = "10s 30s 1m 2m 3m 4m 5m 6m 7m 8m 9m 10m 20m 30m 1h 2h";
    private static final int FIRST_LEVEL = 3;

    @RegisterExtension
    static final EmbeddedRocketMqExtension ROCKETMQ = EmbeddedRocketMqExtension.with(
            EmbeddedRocketMq.builder().messageDelayLevels("0s" + " 0s".repeat(17)));

    @AutoClose
    private final Clients clients = new Clients();
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void releaseListeners() {
        release.countDown();
    }

    @Test
    void documentedIntervalsAreTheBrokersDelayLevelsFromTheThirdOn() {
        List<String> levels = List.of(new MessageStoreConfig().getMessageDelayLevel().split(" "));

        assertThat(levels.subList(FIRST_LEVEL - 1, levels.size())).containsExactly(DOCUMENTED_INTERVALS.split(" "));
    }

    @ParameterizedTest
    @EnumSource(names = {"SINGLE", "BATCH"})
    void sixteenRetriesOneLevelApartThenADeadLetter(ReceiverKind kind, EmbeddedRocketMq broker,
            @TopicName String topic, @GroupName String group) {
        Message sent = new Message(topic, "tag", "key", "body".getBytes(UTF_8));
        sent.putUserProperties("user", "value");
        sent.setShardingKey("shard");
        Inbox inbox = new Inbox(message -> Action.ReconsumeLater);
        kind.create(clients, broker.clientProperties(group)).subscribe(topic, "*", inbox).start();

        String id = clients.producer(broker.clientProperties(group)).send(sent).getMessageId();
        StoredMessage dead = awaitDeadLetter(broker, group);

        List<Message> deliveries = inbox.deliveries();
        assertThat(deliveries).extracting(Message::getReconsumeTimes).containsExactlyElementsOf(numbers(0, 16));
        assertThat(deliveries).allSatisfy(got -> {
            assertThat(got.getMsgID()).isEqualTo(id);
            assertThat(got.getTopic()).isEqualTo(topic);
            assertThat(got.getTag()).isEqualTo("tag");
            assertThat(got.getKey()).isEqualTo("key");
            assertThat(got.getShardingKey()).isEqualTo("shard");
            assertThat(got.getUserProperties("user")).isEqualTo("value");
            assertThat(got.getBody()).asString(UTF_8).isEqualTo("body");
            assertThat(got.getBornTimestamp()).isEqualTo(deliveries.get(0).getBornTimestamp());
            assertThat(got.getBornHost()).isEqualTo(deliveries.get(0).getBornHost());
        });
        List<Message> retries = deliveries.subList(1, deliveries.size());
        assertThat(retries).extracting(got -> MessageAccessor.getSystemProperties(got).getProperty("DELAY"))
                .as("level said in the message").containsExactlyElementsOf(texts(numbers(3, 18)));
        assertThat(broker.store().messages("SCHEDULE_TOPIC_XXXX").stream()
                .filter(waiting -> waiting.messageId().equals(id)).map(StoredMessage::queueId))
                .as("level it waited in, counted from 0").containsExactlyElementsOf(numbers(2, 17));
        String firstStored = retries.get(0).getUserProperties("ORIGIN_MESSAGE_ID");
        assertThat(retries).extracting(got -> got.getUserProperties("ORIGIN_MESSAGE_ID")).containsOnly(firstStored);

        assertThat(dead.reconsumeTimes()).isEqualTo(17);
        assertThat(dead.messageId()).isEqualTo(id);
        assertThat(dead.bodyAsString()).isEqualTo("body");
        assertThat(dead.bornTimestamp()).isEqualTo(deliveries.get(0).getBornTimestamp());
        assertThat(dead.properties()).containsEntry("RETRY_TOPIC", topic).containsEntry("TAGS", "tag")
                .containsEntry("KEYS", "key").containsEntry("user", "value").containsEntry("__SHARDINGKEY", "shard")
                .containsEntry("ORIGIN_MESSAGE_ID", firstStored).containsEntry("REAL_TOPIC", "%RETRY%" + group)
                .containsEntry("DELAY", "0");
    }

    @ParameterizedTest
    @CsvSource({"SINGLE, 0, 0", "SINGLE, 1, 1", "SINGLE, 3, 3", "SINGLE, -1, 16", "SINGLE, junk, 16", "BATCH, 0, 0",
        "BATCH, 3, 3", "BATCH, -1, 16", "ORDERED, 0, 0", "ORDERED, 3, 3"})
    void maxReconsumeTimesIsTheNumberOfRetries(ReceiverKind kind, String setting, int retries, EmbeddedRocketMq broker,
            @TopicName(queues = 1) String topic, @GroupName String group) {
        Properties properties = broker.clientProperties(group);
        properties.put(PropertyKeyConst.MaxReconsumeTimes, setting);
        Inbox inbox = new Inbox(message -> Action.ReconsumeLater);
        kind.create(clients, properties).subscribe(topic, "*", inbox).start();

        String id = send(broker, topic);
        StoredMessage dead = awaitDeadLetter(broker, group);

        assertThat(inbox.deliveries()).extracting(Message::getReconsumeTimes)
                .containsExactlyElementsOf(numbers(0, retries));
        assertThat(dead.messageId()).isEqualTo(id);
        assertThat(dead.reconsumeTimes()).isEqualTo(retries + 1);
        assertThat(dead.properties()).containsEntry("RETRY_TOPIC", topic).containsKey("ORIGIN_MESSAGE_ID");
        if (kind == ReceiverKind.ORDERED) {
            assertThat(dead.properties()).containsEntry("RECONSUME_TIME", String.valueOf(retries + 1))
                    .containsEntry("MAX_RECONSUME_TIMES", setting).containsEntry("DELAY", "-1");
        }
        assertThat(broker.store().deadLetters(group)).hasSize(1);
    }

    /** Otherwise RocketMQ asks for that route again 30 s later. */
    @ParameterizedTest
    @EnumSource(names = {"SINGLE", "BATCH"})
    void firstRetryOfAGroupIsNotLateThoughNameServersHearOfItsTopicLate(ReceiverKind kind, EmbeddedRocketMq broker,
            @TopicName(queues = 1) String topic, @GroupName String group) {
        AtomicInteger unknown = new AtomicInteger(4);
        broker.nameServerController().getRemotingServer().registerRPCHook(new RPCHook() {
            @Override
            public void doBeforeRequest(String address, RemotingCommand request) {
                if (request.getCode() == RequestCode.GET_ROUTEINFO_BY_TOPIC
                        && ("%RETRY%" + group).equals(request.getExtFields().get("topic"))
                        && unknown.getAndDecrement() > 0) {
                    throw new AbortProcessException(ResponseCode.TOPIC_NOT_EXIST, "not yet");
                }
            }

            @Override
            public void doAfterResponse(String address, RemotingCommand request, RemotingCommand response) {
                // Only requests are disturbed.
            }
        });
        Inbox inbox = new Inbox(message -> message.getReconsumeTimes() == 0
                ? Action.ReconsumeLater : Action.CommitMessage);
        kind.create(clients, broker.clientProperties(group)).subscribe(topic, "*", inbox).start();
        assertThat(unknown.get()).as("the retry topic is asked for by the start, and unknown").isBetween(0, 3);

        send(broker, topic);

        await("retry").atMost(Duration.ofSeconds(20)).until(() -> inbox.deliveries().size() == 2);
    }

    /** RocketMQ looks for such messages once in ConsumeTimeout, of at least a minute; here it is made to look now. */
    @Tag("separate-jars")
    @ParameterizedTest
    @EnumSource(names = {"SINGLE", "BATCH"})
    void messageThatHangsLongerThanConsumeTimeoutComesAgainMeanwhile(ReceiverKind kind, EmbeddedRocketMq broker,
            @TopicName(queues = 1) String topic, @GroupName String group) throws Exception {
        Inbox inbox = new Inbox(message -> {
            if (message.getReconsumeTimes() == 0) {
                awaitRelease();
                return Action.ReconsumeLater;
            }
            return Action.CommitMessage;
        });
        Receiver receiver = kind.create(clients, broker.clientProperties(group)).subscribe(topic, "*", inbox).start();
        String id = send(broker, topic);
        inbox.awaitDeliveries(1);

        DefaultMQPushConsumer consumer = rocketMqConsumer(receiver);
        assertThat(consumer.getConsumeTimeout()).isEqualTo(15);
        consumer.setConsumeTimeout(0);
        await("second delivery").atMost(Inbox.LIMIT).until(() -> {
            lookForTimedOutMessages(consumer, topic);
            return inbox.deliveries().size() == 2;
        });

        assertThat(inbox.deliveries()).extracting(Message::getMsgID).containsExactly(id, id);
        assertThat(inbox.deliveries()).extracting(Message::getReconsumeTimes).containsExactly(0, 1);
        release.countDown();
        receiver.shutdown();
        assertThat(broker.store().retries(group)).as("sent back once, whatever the late listener answers").hasSize(1);
    }

    private void awaitRelease() {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Not in the retry topic: the second delivery is never late. */
    @SuppressWarnings("deprecation") // the implementation behind the consumer has no other way to it
    private static void lookForTimedOutMessages(DefaultMQPushConsumer consumer, String topic) {
        consumer.getDefaultMQPushConsumerImpl().getRebalanceImpl().getProcessQueueTable().forEach((queue, held) -> {
            if (queue.getTopic().equals(topic)) {
                held.cleanExpiredMsg(consumer);
            }
        });
    }

    private static DefaultMQPushConsumer rocketMqConsumer(Receiver receiver) throws ReflectiveOperationException {
        return (DefaultMQPushConsumer) field(field(receiver.client(), "engine"), "consumer");
    }

    private static Object field(Object owner, String name) throws ReflectiveOperationException {
        Field field = owner.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(owner);
    }

    private String send(EmbeddedRocketMq broker, String topic) {
        return clients.producer(broker.clientProperties("GID_retry_producer"))
                .send(new Message(topic, "tag", "key", "body".getBytes(UTF_8))).getMessageId();
    }

    private static StoredMessage awaitDeadLetter(EmbeddedRocketMq broker, String group) {
        await("dead letter").atMost(Inbox.LIMIT).until(() -> !broker.store().deadLetters(group).isEmpty());
        return broker.store().deadLetters(group).get(0);
    }

    private static List<Integer> numbers(int first, int last) {
        return IntStream.rangeClosed(first, last).boxed().toList();
    }

    private static List<String> texts(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).toList();
    }
}
