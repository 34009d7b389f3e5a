package io.openons.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.OnExceptionContext;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.SendCallback;
import com.aliyun.openservices.ons.api.SendResult;
import io.openons.embedded.BrokerStore;
import io.openons.embedded.EmbeddedRocketMq;
import io.openons.embedded.StoredMessage;
import io.openons.embedded.junit.TopicName;
import io.openons.embedded.junit.WithEmbeddedRocketMq;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.rocketmq.common.sysflag.MessageSysFlag;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A producer's three ways to send: what is stored, and what the caller learns. */
@WithEmbeddedRocketMq
@Timeout(60)
class SendingIT {

    @AutoClose
    private final Clients clients = new Clients();

    @Test
    void syncSendStoresTheMessageAndReturnsItsId(EmbeddedRocketMq broker, @TopicName String topic) {
        Producer producer = clients.producer(broker.clientProperties("GID_sync"));
        Message message = new Message(topic, "tag", "key", "body".getBytes(UTF_8));

        SendResult result = producer.send(message);

        assertThat(result.getTopic()).isEqualTo(topic);
        assertThat(message.getMsgID()).isEqualTo(result.getMessageId());
        assertThat(broker.store().messages(topic)).singleElement().satisfies(stored -> {
            assertThat(stored.messageId()).isEqualTo(result.getMessageId());
            assertThat(stored.bodyAsString()).isEqualTo("body");
        });
    }

    @Test
    void storedPropertiesAreThoseOfThePublishedClient(EmbeddedRocketMq broker, @TopicName String topic) {
        Producer producer = clients.producer(broker.clientProperties("GID_stored"));
        Message message = new Message(topic, "tag", "k1 k2,k3", "body".getBytes(UTF_8));
        message.setShardingKey("shard");
        Properties user = new Properties(defaults("inherited", "from defaults"));
        user.put("number", 5);
        user.setProperty("unicode name", "grüße \"你好\"");
        user.setProperty("empty", "");
        user.setProperty("KEYS", "reserved");
        message.setUserProperties(user);

        producer.send(message);

        StoredMessage stored = broker.store().messages(topic).get(0);
        assertThat(stored.properties()).containsOnly(
                entry("UNIQ_KEY", message.getMsgID()), entry("TAGS", "tag"), entry("KEYS", "k1 k2,k3"),
                entry("__SHARDINGKEY", "shard"), entry("number", "5"), entry("unicode name", "grüße \"你好\""),
                entry("inherited", "from defaults"),
                // added by every broker
                entry("CLUSTER", stored.properties().get("CLUSTER")), entry("MSG_REGION", "DefaultRegion"),
                entry("TRACE_ON", "true"));
        assertThat(stored.sysFlag()).isZero();
    }

    @Test
    void bodiesFrom4096BytesOnAreCompressed(EmbeddedRocketMq broker, @TopicName(queues = 1) String topic) {
        Producer producer = clients.producer(broker.clientProperties("GID_zip"));

        producer.send(new Message(topic, "", new byte[4095]));
        producer.send(new Message(topic, "", new byte[4096]));

        List<StoredMessage> stored = broker.store().messages(topic);
        assertThat(stored).extracting(message -> message.sysFlag() & MessageSysFlag.COMPRESSED_FLAG)
                .containsExactly(0, MessageSysFlag.COMPRESSED_FLAG);
        assertThat(stored).extracting(message -> message.body().length).containsExactly(4095, 4096);
    }

    @Test
    void sendingOneMessageTwiceGivesTwoIds(EmbeddedRocketMq broker, @TopicName String topic) {
        Producer producer = clients.producer(broker.clientProperties("GID_twice"));
        Message message = new Message(topic, "", "body".getBytes(UTF_8));

        String first = producer.send(message).getMessageId();
        String second = producer.send(message).getMessageId();

        assertThat(second).isNotEqualTo(first).isEqualTo(message.getMsgID());
    }

    @Test
    void onewaySendStoresTheMessage(EmbeddedRocketMq broker, BrokerStore store, @TopicName String topic) {
        Producer producer = clients.producer(broker.clientProperties("GID_oneway"));
        Message message = new Message(topic, "", "body".getBytes(UTF_8));

        producer.sendOneway(message);

        await("message stored").atMost(Inbox.LIMIT).until(() -> store.messageCount(topic) == 1);
        assertThat(store.messages(topic).get(0).messageId()).isEqualTo(message.getMsgID());
    }

    @Test
    void asyncSendReportsTheStoredMessage(EmbeddedRocketMq broker, @TopicName String topic) throws Exception {
        Producer producer = clients.producer(broker.clientProperties("GID_async"));
        Message message = new Message(topic, "", "body".getBytes(UTF_8));
        Outcome outcome = new Outcome();

        producer.sendAsync(message, outcome);

        assertThat(message.getMsgID()).isNotNull();
        SendResult result = outcome.success.get(30, TimeUnit.SECONDS);
        assertThat(result.getMessageId()).isEqualTo(message.getMsgID());
        assertThat(result.getTopic()).isEqualTo(topic);
        assertThat(broker.store().messages(topic)).extracting(StoredMessage::messageId)
                .containsExactly(message.getMsgID());
    }

    @Test
    void callbacksRunOnTheLentExecutorWhichStaysOpen(EmbeddedRocketMq broker, @TopicName String topic)
            throws Exception {
        Producer producer = clients.newProducer(broker.clientProperties("GID_executor"));
        ExecutorService executor = Executors.newSingleThreadExecutor(task -> new Thread(task, "lent-by-the-test"));
        try {
            producer.setCallbackExecutor(executor);
            producer.start();
            Outcome outcome = new Outcome();

            producer.sendAsync(new Message(topic, "", "body".getBytes(UTF_8)), outcome);

            outcome.success.get(30, TimeUnit.SECONDS);
            assertThat(outcome.thread).isEqualTo("lent-by-the-test");
            producer.shutdown();
            assertThat(executor.isShutdown()).isFalse();
        } finally {
            executor.shutdown();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GID.with.dots",
            "GID_longer_than_rocketmq_allows_0123456789_0123456789_0123456789_0123456789_0123456789_0123456789_0123456789"
                    + "_0123456789_0123456789"})
    void groupsThatThePublishedClientTakesAreTaken(String group, EmbeddedRocketMq broker, @TopicName String topic) {
        Properties properties = broker.clientProperties();
        properties.setProperty("GROUP_ID", group);
        Producer producer = clients.producer(properties);

        producer.send(new Message(topic, "", new byte[1]));

        assertThat(broker.store().messageCount(topic)).isEqualTo(1);
    }

    @Test
    void propertiesMayHoldAnyType(EmbeddedRocketMq broker, @TopicName String topic) {
        Properties base = new Properties();
        base.putAll(broker.clientProperties());
        Properties properties = new Properties(new Properties(base));
        properties.put("SendMsgTimeoutMillis", 7777);
        properties.put("isVipChannelEnabled", Boolean.FALSE);
        properties.put("GROUP_ID", new StringBuilder("GID_any_type"));

        Producer producer = clients.producer(properties);

        assertThat(producer.send(new Message(topic, "", new byte[1])).getMessageId()).isNotEmpty();
    }

    private static Map.Entry<String, String> entry(String name, String value) {
        return Map.entry(name, value);
    }

    private static Properties defaults(String name, String value) {
        Properties properties = new Properties();
        properties.setProperty(name, value);
        return properties;
    }

    /** What a send callback was told, and on which thread. */
    static final class Outcome implements SendCallback {

        final CompletableFuture<SendResult> success = new CompletableFuture<>();
        final CompletableFuture<OnExceptionContext> failure = new CompletableFuture<>();
        final AtomicInteger calls = new AtomicInteger();
        volatile String thread;

        /** Done when the callback was called either way. */
        CompletableFuture<Object> any() {
            return CompletableFuture.anyOf(success, failure);
        }

        @Override
        public void onSuccess(SendResult result) {
            calls.incrementAndGet();
            thread = Thread.currentThread().getName();
            success.complete(result);
        }

        @Override
        public void onException(OnExceptionContext context) {
            calls.incrementAndGet();
            thread = Thread.currentThread().getName();
            failure.complete(context);
        }
    }
}
