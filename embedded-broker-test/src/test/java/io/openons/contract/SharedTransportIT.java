package io.openons.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.Consumer;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.MessageSelector;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.PropertyKeyConst;
import com.aliyun.openservices.ons.api.exception.ONSClientException;
import com.aliyun.openservices.ons.api.transaction.TransactionProducer;
import com.aliyun.openservices.ons.api.transaction.TransactionStatus;
import io.netty.channel.Channel;
import io.openons.client.error.CodedClientException;
import io.openons.client.error.ErrorCode;
import io.openons.embedded.EmbeddedRocketMq;
import io.openons.embedded.junit.Lifetime;
import io.openons.embedded.junit.TopicName;
import io.openons.embedded.junit.WithEmbeddedRocketMq;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.rocketmq.client.impl.MQClientManager;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients of one JVM that connect alike: what they share, seen from the broker, and what they do not. */
@WithEmbeddedRocketMq(lifetime = Lifetime.PER_CLASS)
@Timeout(120)
class SharedTransportIT {

    private static final AtomicInteger GROUPS = new AtomicInteger();

    private final ClientThreads threads = ClientThreads.watch();
    @AutoClose
    private final Clients clients = new Clients();

    @Test
    void twentyProducersHaveTheConnectionAndTheThreadsOfOne(EmbeddedRocketMq broker, @TopicName String topic) {
        Set<String> groups = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            groups.add(send(broker, topic));
        }

        await("all producers known to the broker").atMost(Inbox.LIMIT).until(() -> groups.stream()
                .allMatch(group -> !producers(broker, group).isEmpty()));
        assertThat(connections(broker, groups)).hasSize(1);
        // RocketMQ's pools grow up to 8 threads, depending on what happens at a time; a producer alone has 13 at least.
        assertThat(threads.added()).as("threads").hasSizeLessThan(25);
    }

    @Test
    void consumersShareAConnectionAndEachReceivesAll(EmbeddedRocketMq broker, @TopicName String topic) {
        List<Inbox> inboxes = new ArrayList<>();
        Set<Channel> connections = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            String group = newGroup(broker);
            inboxes.add(receive(broker, group, topic));
            connections.addAll(consumers(broker, group));
        }

        send(broker, topic);

        inboxes.forEach(inbox -> inbox.awaitDeliveries(1));
        assertThat(connections).hasSize(1);
    }

    @Test
    void sendsGoOnWhileOthersStartAndStop(EmbeddedRocketMq broker, @TopicName String topic) throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        List<CompletableFuture<Integer>> sends = new ArrayList<>();
        ExecutorService threads = Executors.newCachedThreadPool();
        for (int i = 0; i < 10; i++) {
            Producer producer = clients.producer(broker.clientProperties(newGroup(broker)));
            sends.add(CompletableFuture.supplyAsync(() -> {
                int sent = 0;
                for (; !enough.get(); sent++) {
                    producer.send(new Message(topic, "", ("body" + sent).getBytes(UTF_8)));
                }
                return sent;
            }, threads));
        }

        for (int i = 0; i < 20; i++) {
            try (Clients passing = new Clients()) {
                Properties properties = broker.clientProperties(newGroup(broker));
                passing.producer(properties).send(new Message(topic, "", new byte[1]));
                Consumer consumer = passing.consumer(properties);
                consumer.subscribe(topic, "*", new Inbox());
                consumer.start();
            }
        }
        enough.set(true);

        for (CompletableFuture<Integer> sent : sends) {
            assertThat(sent.get()).as("sent, none failed").isPositive();
        }
        threads.shutdown();
    }

    @Tag("separate-jars")
    @Test
    void fiftyOthersLeaveNothingBehindWhileOneStays(EmbeddedRocketMq broker, @TopicName String topic) {
        send(broker, topic);
        Set<String> transports = Set.copyOf(MQClientManager.getInstance().getFactoryTable().keySet());
        String group = newGroup(broker);
        Set<Channel> knownBefore = allProducers(broker);
        for (int i = 0; i < 25; i++) {
            try (Clients passing = new Clients()) {
                passing.producer(broker.clientProperties(group)).send(new Message(topic, "", new byte[1]));
                Consumer consumer = passing.consumer(broker.clientProperties(group));
                consumer.subscribe(topic, "*", new Inbox());
                consumer.start();
            }
            // The connection stays, so that nothing else would tell the broker that they have gone.
            assertThat(producers(broker, group)).isEmpty();
            assertThat(consumers(broker, group)).isEmpty();
        }

        assertThat(MQClientManager.getInstance().getFactoryTable()).containsOnlyKeys(transports);
        assertThat(allProducers(broker)).isEqualTo(knownBefore);
        assertThat(threads.added()).noneMatch(thread -> thread.getName().contains(group));
        clients.close();
        threads.awaitNoneLeft();
    }

    @Test
    void oneGroupMayHaveSeveralClients(EmbeddedRocketMq broker, @TopicName String topic) {
        String group = newGroup(broker);
        Properties properties = broker.clientProperties(group);
        Producer producer = clients.producer(properties);
        TransactionProducer transactions =
                clients.transactionProducer(properties, message -> TransactionStatus.CommitTransaction);
        Inbox first = receive(broker, group, topic);
        Inbox second = receive(broker, group, topic);

        Set<String> sent = new HashSet<>();
        await("both receive").atMost(Inbox.LIMIT).until(() -> {
            String body = "plain" + sent.size();
            producer.send(new Message(topic, "", body.getBytes(UTF_8)));
            sent.add(body);
            return !first.deliveries().isEmpty() && !second.deliveries().isEmpty();
        });
        transactions.send(new Message(topic, "", "transaction".getBytes(UTF_8)),
                (message, argument) -> TransactionStatus.CommitTransaction, null);
        sent.add("transaction");

        await("all deliveries").atMost(Inbox.LIMIT).until(() -> {
            Set<String> received = new HashSet<>(first.bodies());
            received.addAll(second.bodies());
            return received.equals(sent);
        });
        assertThat(consumers(broker, group)).hasSize(2);
    }

    @Test
    void oneInstanceNameHasOneClientOfAGroup(EmbeddedRocketMq broker, @TopicName String topic) {
        Properties properties = broker.clientProperties(newGroup(broker));
        properties.setProperty(PropertyKeyConst.InstanceName, "taken");
        clients.producer(properties);
        clients.consumer(properties).start();

        for (ThrowingCallable second : List.<ThrowingCallable>of(() -> clients.producer(properties),
                () -> clients.consumer(properties).start())) {
            assertThatThrownBy(second).isInstanceOf(ONSClientException.class).hasMessageContainingAll(
                    "Cannot start the ", "its InstanceName \"taken\" and its group", "ONS-2003 group=");
        }
    }

    @Test
    void namespacesAndInstanceNamesKeepApart(EmbeddedRocketMq broker, @TopicName String topic) {
        String group = newGroup(broker);
        for (String namespace : new String[] {"MQ_INST_a", "MQ_INST_b"}) {
            broker.createTopic(namespace + "%" + topic);
            Properties properties = broker.clientProperties(group);
            properties.setProperty(PropertyKeyConst.INSTANCE_ID, namespace);
            clients.producer(properties).send(new Message(topic, "", namespace.getBytes(UTF_8)));
        }
        Properties named = broker.clientProperties(newGroup(broker));
        named.setProperty(PropertyKeyConst.InstanceName, "apart");
        clients.producer(named).send(new Message(topic, "", "named".getBytes(UTF_8)));
        String unnamed = send(broker, topic);

        Set<String> groups = Set.of("MQ_INST_a%" + group, "MQ_INST_b%" + group, named.getProperty("GROUP_ID"), unnamed);
        await("all producers known to the broker").atMost(Inbox.LIMIT).until(() -> groups.stream()
                .noneMatch(each -> producers(broker, each).isEmpty()));
        assertThat(connections(broker, groups)).hasSize(4);
        assertThat(broker.store().messageCount("MQ_INST_a%" + topic)).isEqualTo(1);
        assertThat(broker.store().messageCount("MQ_INST_b%" + topic)).isEqualTo(1);
    }

    @Test
    void aRefusedExpressionOrABusyListenerOfOneIsNoneOfTheOthers(EmbeddedRocketMq broker, @TopicName String topic) {
        CountDownLatch busy = new CountDownLatch(1);
        Consumer slow = clients.consumer(broker.clientProperties(newGroup(broker)));
        slow.subscribe(topic, "*", (message, context) -> {
            try {
                busy.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Action.CommitMessage;
        });
        slow.start();
        Consumer refused = clients.consumer(broker.clientProperties(newGroup(broker)));
        Inbox first = receive(broker, newGroup(broker), topic);
        refused.subscribe(topic, MessageSelector.bySql("price >"), new Inbox());

        assertThat(catchThrowableOfType(CodedClientException.class, refused::start).code())
                .isEqualTo(ErrorCode.EXPRESSION_INVALID);

        Inbox second = receive(broker, newGroup(broker), topic);
        Producer producer = clients.producer(broker.clientProperties(newGroup(broker)));
        for (int i = 0; i < 100; i++) {
            producer.send(new Message(topic, "", ("body" + i).getBytes(UTF_8)));
        }
        first.awaitDeliveries(100);
        second.awaitDeliveries(100);
        busy.countDown();
    }

    /** Starts a producer that sends one message. */
    private String send(EmbeddedRocketMq broker, String topic) {
        String group = newGroup(broker);
        clients.producer(broker.clientProperties(group)).send(new Message(topic, "", "body".getBytes(UTF_8)));
        return group;
    }

    /** Starts a consumer. */
    private Inbox receive(EmbeddedRocketMq broker, String group, String topic) {
        Inbox inbox = new Inbox();
        Consumer consumer = clients.consumer(broker.clientProperties(group));
        consumer.subscribe(topic, "*", inbox);
        consumer.start();
        return inbox;
    }

    private static String newGroup(EmbeddedRocketMq broker) {
        String group = "GID_shared_" + GROUPS.incrementAndGet();
        broker.createGroup(group);
        return group;
    }

    private static Set<Channel> producers(EmbeddedRocketMq broker, String group) {
        var known = broker.brokerController().getProducerManager().getGroupChannelTable().get(group);
        return known == null ? Set.of() : Set.copyOf(known.keySet());
    }

    private static Set<Channel> allProducers(EmbeddedRocketMq broker) {
        return connections(broker, broker.brokerController().getProducerManager().getGroupChannelTable().keySet());
    }

    private static Set<Channel> connections(EmbeddedRocketMq broker, Set<String> groups) {
        Set<Channel> connections = new HashSet<>();
        groups.forEach(group -> connections.addAll(producers(broker, group)));
        return connections;
    }

    private static Set<Channel> consumers(EmbeddedRocketMq broker, String group) {
        var known = broker.brokerController().getConsumerManager().getConsumerGroupInfo(group);
        return known == null ? Set.of() : Set.copyOf(known.getChannelInfoTable().keySet());
    }
}
