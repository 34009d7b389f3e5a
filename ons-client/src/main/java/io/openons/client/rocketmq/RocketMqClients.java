package io.openons.client.rocketmq;

import io.openons.client.config.ConsumerSettings;
import io.openons.client.config.ProducerSettings;
import io.openons.client.config.PullSettings;
import io.openons.client.logging.ForwardingProvider;
import org.apache.rocketmq.client.ClientConfig;
import org.apache.rocketmq.client.consumer.AllocateMessageQueueStrategy;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.consumer.rebalance.AllocateMessageQueueAveragely;
import org.apache.rocketmq.client.consumer.rebalance.AllocateMessageQueueAveragelyByCircle;
import org.apache.rocketmq.client.impl.factory.MQClientInstance;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.client.producer.TransactionMQProducer;
import org.apache.rocketmq.remoting.RPCHook;
import org.apache.rocketmq.remoting.protocol.heartbeat.MessageModel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place that creates RocketMQ clients; none of them is started here. Stateless. */
public final class RocketMqClients {

    private static final Logger LOG = LoggerFactory.getLogger(RocketMqClients.class);
    private static final String NO_PROXIES = "{}";

    static {
        ForwardingProvider.install();
    }

    private RocketMqClients() {
    }

    /**
     * A RocketMQ producer with the published defaults.
     *
     * @param connection how it connects
     * @param settings what it was told
     * @return a producer that is not started
     */
    public static DefaultMQProducer producer(Connection connection, ProducerSettings settings) {
        DefaultMQProducer producer = new DefaultMQProducer(
                connection.namespace().wrap(connection.settings().group()), signingHook(connection)) {
            @Override
            public void initProduceAccumulator() {
                // None: it is for RocketMQ's own batches, which are off, and its two threads wake up every 5 ms.
            }
        };
        configure(producer, connection);
        producer.setSendMsgTimeout(settings.sendTimeoutMillis());
        return secured(producer, connection, false);
    }

    /**
     * A RocketMQ transaction producer with the published defaults.
     *
     * @param connection how it connects
     * @param settings what it was told
     * @return a producer that is not started and has no transaction listener yet
     */
    public static TransactionMQProducer transactionProducer(Connection connection, ProducerSettings settings) {
        TransactionMQProducer producer = new TransactionMQProducer(
                connection.namespace().wrap(connection.settings().group()), signingHook(connection)) {
            @Override
            public void initProduceAccumulator() {
                // As above.
            }
        };
        configure(producer, connection);
        producer.setSendMsgTimeout(settings.sendTimeoutMillis());
        return secured(producer, connection, false);
    }

    /**
     * A RocketMQ push consumer with the published defaults and no subscription.
     *
     * @param connection how it connects
     * @param settings what it was told
     * @return a consumer that is not started
     */
    @SuppressWarnings("deprecation") // there is no other way to hooks, nor to choose where positions are kept
    public static DefaultMQPushConsumer pushConsumer(Connection connection, ConsumerSettings settings) {
        DefaultMQPushConsumer consumer = new DefaultMQPushConsumer(
                connection.namespace().wrap(connection.settings().group()), signingHook(connection),
                allocation(settings));
        configure(consumer, connection);
        consumer.getDefaultMQPushConsumerImpl().registerFilterMessageHook(new BodyOpener(connection.namespace(),
                unreadable -> LOG.error("The {} gives a message back to its broker: {}", connection.title(),
                        unreadable.getMessage())));
        consumer.setMessageModel(settings.broadcasting() ? MessageModel.BROADCASTING : MessageModel.CLUSTERING);
        // Both together: with RocketMQ's unbounded queue only the lower number would ever run.
        consumer.setConsumeThreadMax(settings.threads());
        consumer.setConsumeThreadMin(settings.threads());
        consumer.setMaxReconsumeTimes(settings.maxReconsumeTimes());
        consumer.setSuspendCurrentQueueTimeMillis(settings.suspendTimeMillis());
        consumer.setConsumeTimeout(settings.consumeTimeoutMinutes());
        CacheLimits limits = new CacheLimits(consumer, settings);
        limits.begin();
        consumer.setMessageQueueListener(new QueueChanges(limits, new ConsumerHeartbeat(connection, consumer)));
        consumer.setPostSubscriptionWhenPull(settings.postSubscriptionWhenPull());
        consumer.setOffsetStore(settings.broadcasting() && !connection.settings().instanceNamed()
                ? new MemoryOffsetStore() : new FirstPositions(consumer));
        return secured(consumer, connection, settings.broadcasting());
    }

    /**
     * A RocketMQ pull consumer with the published defaults. It tells brokers of no subscription, as published, and
     * takes no queues of its own.
     *
     * @param connection how it connects
     * @param settings what it was told
     * @return a consumer that is not started, nor secured
     */
    @SuppressWarnings("deprecation") // RocketMQ's newer one holds a thread for each queue while it waits
    static org.apache.rocketmq.client.consumer.DefaultMQPullConsumer pullConsumer(Connection connection,
            PullSettings settings) {
        org.apache.rocketmq.client.consumer.DefaultMQPullConsumer consumer =
                new org.apache.rocketmq.client.consumer.DefaultMQPullConsumer(
                        connection.namespace().wrap(connection.settings().group()), signingHook(connection));
        configure(consumer, connection);
        consumer.getDefaultMQPullConsumerImpl().registerFilterMessageHook(
                new BodyOpener(connection.namespace(), unreadable -> { })); // a poll tells of it
        consumer.setMessageModel(settings.broadcasting() ? MessageModel.BROADCASTING : MessageModel.CLUSTERING);
        consumer.setEnableRebalance(false);
        if (settings.broadcasting() && !connection.settings().instanceNamed()) {
            consumer.setOffsetStore(new MemoryOffsetStore());
        }
        return consumer;
    }

    /** Comes last, right before the start: it makes the client's transport. */
    static <C extends ClientConfig> C secured(C client, Connection connection, boolean broadcasting) {
        Member.Part part = client instanceof DefaultMQProducer ? Member.Part.PRODUCER : Member.Part.CONSUMER;
        String group = connection.namespace().wrap(connection.settings().group());
        Transports.join(client, part, group, connection);
        Member member = new Member(part, group, connection);
        RPCHook signing = connection.settings().instanceNamed() ? new NamedSigning(member) : member.signing();
        try {
            connection.tls().secure(client, signing, broadcasting);
            MQClientInstance instance = Transports.instance(client, signing);
            NamedSigning shared = NamedSigning.of(instance);
            if (shared != null) {
                shared.join(member);
                NamedInstances.IN_THIS_JVM.note(instance, connection);
            }
        } catch (RuntimeException e) {
            Transports.abandon(client, part, group);
            throw e;
        }
        return client;
    }

    private static RPCHook signingHook(Connection connection) {
        return new SigningHook(connection);
    }

    private static AllocateMessageQueueStrategy allocation(ConsumerSettings settings) {
        return settings.allocateByCircle()
                ? new AllocateMessageQueueAveragelyByCircle() : new AllocateMessageQueueAveragely();
    }

    /**
     * The namespace is set although names are wrapped already: the RocketMQ client would otherwise derive one of its
     * own from an {@code MQ_INST_} host, and with it set adds INSTANCE_ID to each message. It never wraps a name twice.
     */
    @SuppressWarnings("deprecation")
    private static void configure(ClientConfig client, Connection connection) {
        // Without any the RocketMQ client would ask an address server of its own; a list of none keeps it from that.
        String nameServers = connection.endpoint().nameServers().toString();
        client.setNamesrvAddr(nameServers.isEmpty() ? ";" : nameServers);
        client.setNamespace(connection.namespace().name());
        client.setInstanceName(connection.settings().instanceName());
        client.setVipChannelEnabled(connection.settings().vipChannel());
        client.setDecodeDecompressBody(false); // a BodyOpener does so
        if (NO_PROXIES.equals(client.getSocksProxyConfig())) {
            client.setSocksProxyConfig(null); // which means the same and need not be read, with classes for that
        }
    }
}
