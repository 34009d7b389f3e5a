package io.openons.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.Admin;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.spi.ConsumerInterceptor;
import com.aliyun.openservices.ons.api.spi.InvocationContext;
import com.aliyun.openservices.ons.api.spi.ProducerInterceptor;
import com.aliyun.openservices.ons.api.transaction.TransactionProducer;
import com.aliyun.openservices.ons.api.transaction.TransactionStatus;
import io.openons.client.error.CodedClientException;
import io.openons.client.error.ErrorCode;
import io.openons.embedded.EmbeddedRocketMq;
import io.openons.embedded.junit.GroupName;
import io.openons.embedded.junit.TopicName;
import io.openons.embedded.junit.WithEmbeddedRocketMq;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Interceptors registered as services, around sends of every kind and around listener calls. */
@WithEmbeddedRocketMq
@Timeout(60)
class InterceptorIT {

    private static final List<String> CALLS = new CopyOnWriteArrayList<>();

    @AutoClose
    private final Clients clients = new Clients();
    private ClassLoader before;

    /** Notes each call; refuses bodies and messages that say so. */
    abstract static class Noting {

        private final String name = getClass().getSimpleName();

        boolean pre(InvocationContext context) throws Exception {
            List<Message> messages = context.getMessages().get();
            CALLS.add(name + ".pre" + (messages.size() == 1 ? "" : " of " + messages.size())
                    + (messages.get(0).getMsgID() == null ? "" : " with id"));
            String body = body(messages.get(0));
            if (body.equals("throw")) {
                throw new Exception("thrown by the test's interceptor");
            }
            return !body.equals("refused by " + name);
        }

        void post(InvocationContext context) {
            CALLS.add(name + ".post" + (context.getSendResult().isPresent() ? " sent" : "")
                    + (context.getAction().isPresent() ? " " + context.getAction().get() : "")
                    + (context.getOrderAction().isPresent() ? " " + context.getOrderAction().get() : "")
                    + (context.getException().isPresent() ? " failed" : ""));
        }
    }

    /** Public, as services are. */
    public static class A extends Noting implements ProducerInterceptor {
        @Override
        public boolean preHandle(InvocationContext context, Admin client) throws Exception {
            return pre(context);
        }

        @Override
        public void postHandle(InvocationContext context, Admin client) {
            post(context);
        }
    }

    /** The second producer interceptor. */
    public static final class B extends A {
    }

    /** A consumer interceptor. */
    public static final class C extends Noting implements ConsumerInterceptor {

        private static final Set<String> GROUPS = ConcurrentHashMap.newKeySet();

        @Override
        public boolean preHandle(InvocationContext context, Admin client) throws Exception {
            GROUPS.add(context.getConsumerGroup().get());
            return pre(context);
        }

        @Override
        public void postHandle(InvocationContext context, Admin client) {
            post(context);
        }
    }

    @BeforeEach
    void register(@TempDir Path folder) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(ProducerInterceptor.class.getName()),
                A.class.getName() + "\n" + B.class.getName());
        Files.writeString(services.resolve(ConsumerInterceptor.class.getName()), C.class.getName());
        before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, before));
        CALLS.clear();
        C.GROUPS.clear();
    }

    @AfterEach
    void unregister() {
        Thread.currentThread().setContextClassLoader(before);
    }

    @Test
    void everyKindOfSendIsSurrounded(EmbeddedRocketMq broker, @TopicName String topic) throws Exception {
        Producer producer = clients.producer(broker.clientProperties("GID_surrounded"));
        List<String> surrounded = List.of("A.pre", "B.pre", "B.post sent", "A.post sent");

        producer.send(message(topic, "sync"));
        assertThat(CALLS).containsExactlyElementsOf(surrounded);
        CALLS.clear();
        SendingIT.Outcome outcome = new SendingIT.Outcome();
        producer.sendAsync(message(topic, "async"), outcome);
        outcome.success.get(30, TimeUnit.SECONDS);
        await("post after the callback").atMost(Inbox.LIMIT).until(() -> CALLS.size() == 4);
        assertThat(CALLS).containsExactlyElementsOf(surrounded);
        CALLS.clear();
        producer.sendOneway(message(topic, "oneway"));
        assertThat(CALLS).containsExactly("A.pre", "B.pre", "B.post", "A.post");
        CALLS.clear();
        clients.orderProducer(broker.clientProperties("GID_surrounded")).send(message(topic, "ordered"), "key");
        assertThat(CALLS).containsExactlyElementsOf(surrounded);
        CALLS.clear();
        TransactionProducer transactional = clients.transactionProducer(broker.clientProperties("GID_surrounded"),
                checked -> TransactionStatus.Unknow);
        transactional.send(message(topic, "tx"), (half, arg) -> TransactionStatus.CommitTransaction, null);
        assertThat(CALLS).containsExactlyElementsOf(surrounded);
    }

    @Test
    void refusalStopsTheSendAndExceptionsDoNot(EmbeddedRocketMq broker, @TopicName String topic) {
        Producer producer = clients.producer(broker.clientProperties("GID_refused"));

        assertThatThrownBy(() -> producer.send(message(topic, "refused by B")))
                .isInstanceOfSatisfying(CodedClientException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.REFUSED_BY_INTERCEPTOR))
                .hasMessageContaining("ProducerInterceptor aborts sending");
        assertThat(CALLS).containsExactly("A.pre", "B.pre", "B.post", "A.post");
        CALLS.clear();
        producer.send(message(topic, "throw"));
        assertThat(CALLS).containsExactly("A.pre", "B.pre", "B.post sent", "A.post sent");
        CALLS.clear();
        assertThatThrownBy(() -> producer.send(message("no-such-topic", "x"))).isInstanceOf(CodedClientException.class);
        assertThat(CALLS).containsExactly("A.pre", "B.pre", "B.post failed", "A.post failed");
        assertThat(broker.store().messageCount(topic)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void listenerCallsAreSurroundedAndCanBeRefused(ReceiverKind kind, EmbeddedRocketMq broker,
            @TopicName(queues = 1) String topic, @GroupName String group) {
        Inbox inbox = new Inbox(message -> {
            if (body(message).equals("fails") && message.getReconsumeTimes() == 0) {
                throw new IllegalStateException("thrown by the test's listener");
            }
            return Action.CommitMessage;
        });
        kind.create(clients, broker.clientProperties(group)).subscribe(topic, "*", inbox).start();
        Producer producer = clients.producer(broker.clientProperties(group));
        String done = kind == ReceiverKind.ORDERED ? "C.post Success" : "C.post CommitMessage";

        producer.send(message(topic, "refused by C"));
        awaitConsumerCalls("C.pre with id", "C.post");
        producer.send(message(topic, "throw"));
        awaitConsumerCalls("C.pre with id", done);
        producer.send(message(topic, "fails"));
        awaitConsumerCalls("C.pre with id", "C.post", "C.pre with id", done);
        producer.send(message(topic, "seen"));
        awaitConsumerCalls("C.pre with id", done);

        assertThat(inbox.bodies()).containsExactly("throw", "fails", "fails", "seen");
        assertThat(C.GROUPS).containsOnly(group);
    }

    /** Waits for exactly these calls of the consumer's interceptor, and forgets them. */
    private static void awaitConsumerCalls(String... calls) {
        await("calls of the interceptor").atMost(Inbox.LIMIT).untilAsserted(() -> assertThat(CALLS)
                .filteredOn(call -> call.startsWith("C.")).containsExactly(calls));
        CALLS.clear();
    }

    @Test
    void batchIsSurroundedOnceAndSeenAsAWhole(EmbeddedRocketMq broker, @TopicName(queues = 1) String topic,
            @GroupName String group) {
        Producer producer = clients.producer(broker.clientProperties(group));
        for (String body : List.of("1", "2", "3", "4")) {
            producer.send(message(topic, body));
        }
        Inbox inbox = new Inbox();

        ReceiverKind.BATCH.create(clients, broker.clientProperties(group)).subscribe(topic, "*", inbox).start();

        inbox.awaitDeliveries(4);
        awaitConsumerCalls("C.pre of 4 with id", "C.post CommitMessage");
    }

    private static String body(Message message) {
        return new String(message.getBody(), UTF_8);
    }

    private static Message message(String topic, String body) {
        return new Message(topic, "tag", "key", body.getBytes(UTF_8));
    }
}
