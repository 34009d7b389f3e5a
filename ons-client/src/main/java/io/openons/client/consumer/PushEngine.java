package io.openons.client.consumer;

import io.openons.client.config.ConsumerSettings;
import io.openons.client.error.ErrorCode;
import io.openons.client.error.Failure;
import io.openons.client.lifecycle.Lifecycle;
import io.openons.client.rocketmq.Connection;
import io.openons.client.rocketmq.NameServerProbe;
import io.openons.client.rocketmq.PushConsumerControl;
import io.openons.client.rocketmq.QuickShutdown;
import io.openons.client.rocketmq.RocketMqClients;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.exception.MQClientException;

/**
 * Keeps a RocketMQ push consumer and the subscription table in step, before and while it runs. It owns the RocketMQ
 * consumer. While no name server answers it is started without one and connects later. Thread-safe.
 *
 * @param <L> the listeners' type
 */
final class PushEngine<L> {

    /** How messages get from the RocketMQ consumer to the listeners of all topics. */
    interface Dispatcher {
        /** Registers the listener that serves all topics. */
        void register(DefaultMQPushConsumer consumer);

        /** Called once the consumer is started, before it has any subscription. */
        default void started(DefaultMQPushConsumer consumer) {
            // Nothing to add to what RocketMQ does.
        }
    }

    private final Connection connection;
    private final ConsumerSettings settings;
    private final SubscriptionTable<L> subscriptions;
    private final Dispatcher dispatcher;
    private final Lifecycle lifecycle;
    private final PatientConnector connector;
    /** Null while not connected; guarded by this. */
    private DefaultMQPushConsumer consumer;

    PushEngine(Connection connection, ConsumerSettings settings, SubscriptionTable<L> subscriptions,
               Dispatcher dispatcher) {
        this.connection = connection;
        this.settings = settings;
        this.subscriptions = subscriptions;
        this.dispatcher = dispatcher;
        this.lifecycle = new Lifecycle(connection.title());
        this.connector = new PatientConnector(connection, this::connect);
    }

    void start() {
        lifecycle.start(() -> {
            lifecycle.onClose(this::disconnect);
            lifecycle.onClose(connector::stop);
            if (!NameServerProbe.warnUnlessReachable(connection.title(), connection.endpoint().nameServers())
                    || !connect()) {
                connector.begin();
            }
        });
    }

    /** Returns whether all subscriptions are in effect; the connector comes back until they are. */
    private synchronized boolean connect() throws MQClientException {
        if (consumer == null) {
            open();
        }
        try {
            return new PushConsumerControl(consumer).applySubscriptions();
        } catch (MQClientException e) {
            throw Failure.of(ErrorCode.EXPRESSION_INVALID, "Cannot connect " + connection.title()
                    + ": a broker refuses an expression of " + subscriptions + ": " + e.getMessage())
                    .causedBy(e).toException();
        }
    }

    private void open() throws MQClientException {
        DefaultMQPushConsumer opened = RocketMqClients.pushConsumer(connection, settings);
        dispatcher.register(opened);
        opened.start();
        consumer = opened;
        dispatcher.started(opened);
        for (TopicSubscription<L> subscription : subscriptions.all()) {
            tell(subscription);
        }
    }

    private synchronized void disconnect() {
        if (consumer != null) {
            QuickShutdown.shutdown(consumer);
            consumer = null;
        }
    }

    synchronized void subscribe(TopicSubscription<L> subscription) {
        TopicSubscription<L> replaced = subscriptions.put(subscription);
        if (consumer == null) {
            return;
        }
        try {
            apply(subscription);
        } catch (MQClientException e) {
            unsubscribe(subscription.topic());
            if (replaced != null) {
                subscribe(replaced);
            }
            throw subscription.unusable(e.getMessage(), e);
        }
    }

    private void apply(TopicSubscription<L> subscription) throws MQClientException {
        tell(subscription);
        if (!new PushConsumerControl(consumer).applySubscriptions()) {
            connector.begin();
        }
    }

    private void tell(TopicSubscription<L> subscription) throws MQClientException {
        consumer.subscribe(connection.namespace().wrap(subscription.topic()), subscription.selector());
    }

    synchronized void unsubscribe(String topic) {
        // First the queues, then the listener: a message without listener would go the way of failed ones.
        if (consumer != null && topic != null && subscriptions.has(topic)) {
            consumer.unsubscribe(connection.namespace().wrap(topic));
            new PushConsumerControl(consumer).dropUnsubscribed();
        }
        subscriptions.remove(topic);
    }

    void shutdown() {
        lifecycle.stop();
    }

    boolean running() {
        return lifecycle.running();
    }
}
