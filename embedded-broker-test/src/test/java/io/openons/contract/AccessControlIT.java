package io.openons.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.PropertyKeyConst;
import com.aliyun.openservices.ons.api.PullConsumer;
import io.openons.client.error.CodedClientException;
import io.openons.client.error.ErrorCode;
import io.openons.embedded.EmbeddedRocketMq;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A broker that asks who is there, and clients with right, wrong and no keys. */
@Timeout(120)
class AccessControlIT {

    private static final String TOPIC = "allowed";
    private static final String OTHER_TOPIC = "forbidden";
    private static final String GROUP = "GID_allowed";

    private static EmbeddedRocketMq broker;

    @AutoClose
    private final Clients clients = new Clients();

    @BeforeAll
    static void start() {
        broker = EmbeddedRocketMq.builder().accessControl().start();
        broker.createTopic(TOPIC);
        broker.createTopic(OTHER_TOPIC);
        broker.createGroup(GROUP);
        broker.accessControl().createUser("alice", "alice's secret");
        broker.accessControl().allowTopic("alice", TOPIC);
        broker.accessControl().allowGroup("alice", GROUP);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @ParameterizedTest
    @EnumSource
    void aUserWithPermissionSends(FaultIT.Way way) throws Exception {
        FaultIT.Sender sender = way.sender(clients, keys("alice", "alice's secret"));
        long before = broker.store().messageCount(TOPIC);

        sender.send(message(TOPIC));

        // A transaction's message follows its half message by a request of its own.
        await("the message in the store").atMost(Inbox.LIMIT).until(() -> broker.store().messageCount(TOPIC) > before);
    }

    @ParameterizedTest
    @EnumSource
    void everyProducerSaysWhyItIsRefused(FaultIT.Way way) {
        assertRefused(way, keys("alice", "wrong"), TOPIC, ErrorCode.AUTHENTICATION_FAILED, "check signature failed");
        assertRefused(way, keys("bob", "any"), TOPIC, ErrorCode.AUTHENTICATION_FAILED, "User:bob is not found");
        assertRefused(way, broker.clientProperties(GROUP), TOPIC, ErrorCode.AUTHENTICATION_FAILED,
                "username cannot be null");
        assertRefused(way, keys("alice", "alice's secret"), OTHER_TOPIC, ErrorCode.NO_PERMISSION,
                "User:alice has no permission to access Topic:" + OTHER_TOPIC);
        assertThat(broker.store().messageCount(OTHER_TOPIC)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void consumersOfAUserWithPermissionReceive(ReceiverKind kind) {
        Inbox inbox = new Inbox();
        kind.create(clients, keys("alice", "alice's secret")).subscribe(TOPIC, "*", inbox).start();

        clients.producer(keys("alice", "alice's secret")).send(message(TOPIC));

        inbox.awaitDeliveries(1);
    }

    @ParameterizedTest
    @EnumSource
    void everyPushConsumerSaysAtItsStartWhyItIsRefused(ReceiverKind kind) {
        assertRefused(kind, keys("alice", "wrong"), TOPIC, ErrorCode.AUTHENTICATION_FAILED, "check signature failed");
        assertRefused(kind, keys("bob", "any"), TOPIC, ErrorCode.AUTHENTICATION_FAILED, "User:bob is not found");
        assertRefused(kind, broker.clientProperties(GROUP), TOPIC, ErrorCode.AUTHENTICATION_FAILED,
                "username cannot be null");
        assertRefused(kind, keys("alice", "alice's secret"), OTHER_TOPIC, ErrorCode.NO_PERMISSION,
                "User:alice has no permission to access Topic:" + OTHER_TOPIC);
        Properties otherGroup = keys("alice", "alice's secret");
        otherGroup.setProperty(PropertyKeyConst.GROUP_ID, "GID_forbidden");
        assertRefused(kind, otherGroup, TOPIC, ErrorCode.NO_PERMISSION,
                "User:alice has no permission to access Group:GID_forbidden");
    }

    private void assertRefused(ReceiverKind kind, Properties properties, String topic, ErrorCode code, String words) {
        Receiver receiver = kind.create(clients, properties).subscribe(topic, "*", new Inbox());
        CodedClientException failure = catchThrowableOfType(CodedClientException.class, receiver::start);
        assertRefused(failure, kind + ": " + words, code, words);
        assertThat(receiver.client().isStarted()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void aTopicRefusedWhileRunningLeavesTheOthersAlone(ReceiverKind kind) {
        Inbox inbox = new Inbox();
        Receiver receiver = kind.create(clients, keys("alice", "alice's secret")).subscribe(TOPIC, "*", inbox).start();

        CodedClientException failure = catchThrowableOfType(CodedClientException.class,
                () -> receiver.subscribe(OTHER_TOPIC, "*", new Inbox()));
        assertRefused(failure, kind.toString(), ErrorCode.NO_PERMISSION, "Topic:" + OTHER_TOPIC);
        clients.producer(keys("alice", "alice's secret")).send(message(TOPIC));

        inbox.awaitDeliveries(1);
    }

    @Test
    void everyPullConsumerSaysWhyItIsRefused() {
        assertPollRefused(keys("alice", "wrong"), TOPIC, ErrorCode.AUTHENTICATION_FAILED, "check signature failed");
        assertPollRefused(keys("bob", "any"), TOPIC, ErrorCode.AUTHENTICATION_FAILED, "User:bob is not found");
        assertPollRefused(broker.clientProperties(GROUP), TOPIC, ErrorCode.AUTHENTICATION_FAILED,
                "username cannot be null");
        assertPollRefused(keys("alice", "alice's secret"), OTHER_TOPIC, ErrorCode.NO_PERMISSION,
                "User:alice has no permission to access Topic:" + OTHER_TOPIC);
        Properties otherGroup = keys("alice", "alice's secret");
        otherGroup.setProperty(PropertyKeyConst.GROUP_ID, "GID_forbidden");
        assertPollRefused(otherGroup, TOPIC, ErrorCode.NO_PERMISSION,
                "User:alice has no permission to access Group:GID_forbidden");
    }

    /** The refusal comes from the background, so polls before it are merely empty. */
    private void assertPollRefused(Properties properties, String topic, ErrorCode code, String words) {
        PullConsumer consumer = clients.pullConsumer(properties);
        consumer.start();
        consumer.assign(consumer.topicPartitions(topic));
        await("refusal: " + words).atMost(Inbox.LIMIT).untilAsserted(() -> assertRefused(
                catchThrowableOfType(CodedClientException.class, () -> consumer.poll(100)), words, code, words));
    }

    @Test
    void aPullConsumerSaysWhyItIsRefusedUntilItsKeysAreRight() {
        PullConsumer right = clients.pullConsumer(keys("alice", "alice's secret"));
        right.start();
        PullConsumer wrong = clients.pullConsumer(keys("alice", "wrong"));
        wrong.start();

        wrong.assign(right.topicPartitions(TOPIC));
        await("the refusal").atMost(Inbox.LIMIT).untilAsserted(() -> {
            CodedClientException failure = catchThrowableOfType(CodedClientException.class, () -> wrong.poll(100));
            assertThat(failure).hasStackTraceContaining("check signature failed");
            assertThat(failure.code()).isEqualTo(ErrorCode.AUTHENTICATION_FAILED);
        });

        wrong.updateCredential(keys("alice", "alice's secret"));
        await("polls without refusal").atMost(Inbox.LIMIT).ignoreExceptions().until(() -> wrong.poll(100) != null);
        clients.producer(keys("alice", "alice's secret")).send(message(TOPIC));
        await("a message").atMost(Inbox.LIMIT).until(() -> !wrong.poll(100).isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void aRunningConsumerWhoseKeysTurnWrongGoesOnWhenTheyAreRightAgain(ReceiverKind kind) {
        Inbox inbox = new Inbox();
        Receiver receiver = kind.create(clients, keys("alice", "alice's secret")).subscribe(TOPIC, "*", inbox).start();
        Producer producer = clients.producer(keys("alice", "alice's secret"));
        producer.send(message(TOPIC));
        inbox.awaitDeliveries(1);

        receiver.client().updateCredential(keys("alice", "wrong"));
        producer.send(message(TOPIC)); // ends a pull that waits with the right keys; the next one has the wrong ones
        inbox.awaitDeliveries(2);
        receiver.client().updateCredential(keys("alice", "alice's secret"));
        producer.send(message(TOPIC));

        inbox.awaitDeliveries(3);
    }

    @Test
    void rightKeysByUpdateEndTheRefusals() {
        Producer producer = clients.producer(keys("alice", "wrong"));
        assertThat(catchThrowableOfType(CodedClientException.class, () -> producer.send(message(TOPIC))).code())
                .isEqualTo(ErrorCode.AUTHENTICATION_FAILED);

        producer.updateCredential(keys("alice", "alice's secret"));

        assertThat(producer.send(message(TOPIC)).getMessageId()).isNotEmpty();
    }

    private void assertRefused(FaultIT.Way way, Properties properties, String topic, ErrorCode code, String words) {
        FaultIT.Sender sender = way.sender(clients, properties);
        CodedClientException failure = catchThrowableOfType(CodedClientException.class,
                () -> sender.send(message(topic)));
        assertRefused(failure, way + ": " + words, code, words);
    }

    private static void assertRefused(CodedClientException failure, String what, ErrorCode code, String words) {
        assertThat(failure).as(what).isNotNull().hasMessageContaining(words)
                .hasMessageContaining(code.advice()).hasMessageNotContaining("alice's secret");
        assertThat(failure.code()).isEqualTo(code);
    }

    private static Properties keys(String accessKey, String secretKey) {
        Properties properties = broker.clientProperties(GROUP);
        properties.setProperty(PropertyKeyConst.AccessKey, accessKey);
        properties.setProperty(PropertyKeyConst.SecretKey, secretKey);
        return properties;
    }

    private static Message message(String topic) {
        return new Message(topic, "", "body".getBytes(UTF_8));
    }
}
