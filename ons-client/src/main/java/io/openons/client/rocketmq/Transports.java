package io.openons.client.rocketmq;

import io.openons.client.config.ClientKind;
import io.openons.client.error.ErrorCode;
import io.openons.client.error.Failure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.rocketmq.client.ClientConfig;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.impl.MQClientManager;
import org.apache.rocketmq.client.impl.factory.MQClientInstance;
import org.apache.rocketmq.client.latency.MQFaultStrategy;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.remoting.RPCHook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which clients of this JVM share connections and threads: those that connect alike, unless the application gave them
 * an InstanceName, which is RocketMQ's own way to say so. RocketMQ finds a transport by its instance name. A client has
 * its place from its making to its failed start or its shutdown; the last one closes the transport, whose name is not
 * used again. Thread-safe.
 */
public final class Transports {

    private static final Logger LOG = LoggerFactory.getLogger(Transports.class);
    private static final Transports IN_THIS_JVM = new Transports();

    /** Guarded by this. */
    private final Map<List<Object>, List<Transport>> open = new HashMap<>();
    private final Map<String, Transport> byName = new ConcurrentHashMap<>();
    private long opened;

    Transports() {
    }

    /** Gives a client that is being made its place, unless it has an InstanceName. */
    static void join(ClientConfig client, Member.Part part, String group, Connection connection) {
        // A reader of dead letters asks in the name of groups that it does not belong to.
        if (!connection.settings().instanceNamed() && connection.settings().kind() != ClientKind.DEAD_LETTER_READER) {
            Transport transport = IN_THIS_JVM.take(key(client, connection), new Member(part, group, connection));
            client.setInstanceName(transport.name());
            LOG.debug("Connections of {}: {}", connection.title(), transport.members());
        }
    }

    /** What clients must have in common. A machine's role stands for its keys, which change all the time. */
    private static List<Object> key(ClientConfig client, Connection connection) {
        return Collections.unmodifiableList(Arrays.asList(connection.endpoint().directory().origin(),
                connection.namespace().name(), connection.credentials().origin(), connection.tls().settings(),
                client.isUseTLS(), connection.settings().channel(), connection.settings().vipChannel()));
    }

    synchronized Transport take(List<Object> key, Member member) {
        List<Transport> alike = open.computeIfAbsent(key, none -> new ArrayList<>());
        for (Transport transport : alike) {
            if (transport.admit(member)) {
                return transport;
            }
        }
        Transport transport = new Transport(member.name() + "#" + ++opened, key, member);
        alike.add(transport);
        byName.put(transport.name(), transport);
        return transport;
    }

    /** Returns whether the member was the last one, so that the transport has to be closed now. */
    synchronized boolean giveBack(Transport transport, Member member) {
        if (transport.members().size() > 1) {
            transport.members().remove(member);
            return false;
        }
        // The last one stays its member, to sign what is said at the end.
        open.computeIfPresent(transport.key(), (key, alike) -> {
            alike.remove(transport);
            return alike.isEmpty() ? null : alike;
        });
        return byName.remove(transport.name()) != null;
    }

    /** What RocketMQ will find when the client starts; made now when it is not there yet. */
    static MQClientInstance instance(ClientConfig client, RPCHook signing) {
        Transport transport = IN_THIS_JVM.byName.get(client.getInstanceName());
        return transport == null ? MQClientManager.getInstance().getOrCreateMQClientInstance(client, signing)
                : MQClientManager.getInstance().getFactoryTable().computeIfAbsent(client.buildMQClientId(),
                        id -> new TransportInstance(client.cloneClientConfig(), id, transport));
    }

    /**
     * Starts a producer.
     *
     * @param producer a producer that was just made
     * @throws MQClientException when RocketMQ cannot start it
     */
    @SuppressWarnings("deprecation") // the implementation behind the producer has no other way to it
    public static void start(DefaultMQProducer producer) throws MQClientException {
        start(producer, Member.Part.PRODUCER, producer.getProducerGroup(), () -> {
            producer.start();
            MQFaultStrategy slowBrokers = producer.getDefaultMQProducerImpl().getMqFaultStrategy();
            if (!slowBrokers.isStartDetectorEnable()) {
                slowBrokers.shutdown(); // the thread of a detector that is switched off
            }
            return null;
        });
    }

    /**
     * Starts a consumer.
     *
     * @param consumer a consumer that was just made
     * @throws MQClientException when RocketMQ cannot start it
     */
    public static void start(DefaultMQPushConsumer consumer) throws MQClientException {
        start(consumer, Member.Part.CONSUMER, consumer.getConsumerGroup(), () -> {
            consumer.start();
            return null;
        });
    }

    /**
     * Has the thread act for a producer in what it asks of shared connections.
     *
     * @param producer a producer with a place
     * @param work what to do for it, on the caller's thread
     */
    public static void act(DefaultMQProducer producer, Runnable work) {
        act(producer, Member.Part.PRODUCER, producer.getProducerGroup(), () -> {
            work.run();
            return null;
        });
    }

    /**
     * Has the thread act for a consumer in what it asks of shared connections.
     *
     * @param consumer a consumer with a place
     * @param work what to do for it, on the caller's thread
     */
    public static void act(DefaultMQPushConsumer consumer, Runnable work) {
        act(consumer, Member.Part.CONSUMER, consumer.getConsumerGroup(), () -> {
            work.run();
            return null;
        });
    }

    static void start(ClientConfig client, Member.Part part, String group,
            Transport.Step<Void, MQClientException> start) throws MQClientException {
        MQClientInstance present = MQClientManager.getInstance().getFactoryTable().get(client.buildMQClientId());
        if (present != null && (part == Member.Part.PRODUCER ? present.getProducerTable() : present.getConsumerTable())
                .containsKey(group)) {
            String kind = part.name().toLowerCase(Locale.ROOT);
            throw Failure.of(ErrorCode.START_FAILED, "Cannot start the " + kind + ": another " + kind + " of this JVM "
                    + "has its InstanceName \"" + client.getInstanceName() + "\" and its group. Give one of them an "
                    + "InstanceName of its own, or none").with("group", group).toException();
        }
        boolean started = false;
        try {
            act(client, part, group, start);
            started = true;
        } finally {
            if (!started) {
                abandon(client, part, group);
            }
        }
    }

    /** Takes a client's place back whose start failed. */
    static void abandon(ClientConfig client, Member.Part part, String group) {
        MQClientInstance instance = MQClientManager.getInstance().getFactoryTable().get(client.buildMQClientId());
        if (!(instance instanceof TransportInstance)) {
            leave(client, part, group);
            return;
        }
        QuickShutdown.run(instance, () -> {
            if (part == Member.Part.PRODUCER && instance.getProducerTable().containsKey(group)) {
                instance.unregisterProducer(group);
            } else if (part == Member.Part.CONSUMER && instance.getConsumerTable().containsKey(group)) {
                instance.unregisterConsumer(group);
            }
            leave(client, part, group);
        });
    }

    /** Takes a client's place back that RocketMQ has shut down, and closes the transport after the last one. */
    static void leave(ClientConfig client, Member.Part part, String group) {
        Transport transport = IN_THIS_JVM.byName.get(client.getInstanceName());
        MQClientInstance instance = MQClientManager.getInstance().getFactoryTable().get(client.buildMQClientId());
        NamedSigning named = instance == null ? null : NamedSigning.of(instance);
        if (named != null) {
            named.leave(part, group);
        }
        Member member = transport == null ? null : transport.member(part, group);
        if (member != null && IN_THIS_JVM.giveBack(transport, member) && instance instanceof TransportInstance) {
            ((TransportInstance) instance).close();
        }
    }

    /** Has the thread act for one client: what it asks of its transport is done and signed for this one alone. */
    static <T, E extends Exception> T act(ClientConfig client, Member.Part part, String group,
            Transport.Step<T, E> step) throws E {
        Transport transport = IN_THIS_JVM.byName.get(client.getInstanceName());
        Member member = transport == null ? null : transport.member(part, group);
        return member == null ? step.take() : transport.act(Collections.singletonList(member), step);
    }
}
