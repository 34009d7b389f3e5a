package io.openons.client.consumer;

import io.openons.client.config.ConsumerSettings;
import io.openons.client.error.ErrorCode;
import io.openons.client.error.Failure;
import io.openons.client.lifecycle.Lifecycle;
import io.openons.client.rocketmq.Connection;
import io.openons.client.rocketmq.NameServerProbe;
import io.openons.client.rocketmq.PushConsumerControl;
import io.openons.client.rocketmq.RocketMqClients;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.exception.MQClientException;

/**
 * Keeps a RocketMQ push consumer and the subscription table in step, before and while it runs. It owns the RocketMQ
 * consumer from start to shutdown. Thread-safe.
 *
 * @param <L> the listeners' type
 */
final class PushEngine<L> {

    /** Hands the RocketMQ consumer the listener that serves all topics. */
    interface Dispatcher {
        void register(DefaultMQPushConsumer consumer);
    }

    private final Connection connection;
    private final ConsumerSettings settings;
    private final SubscriptionTable<L> subscriptions;
    private final Dispatcher dispatcher;
    private final Lifecycle lifecycle;
    private DefaultMQPushConsumer consumer;
    private PushConsumerControl control;

    PushEngine(Connection connection, ConsumerSettings settings, SubscriptionTable<L> subscriptions,
               Dispatcher dispatcher) {
        this.connection = connection;
        this.settings = settings;
        this.subscriptions = subscriptions;
        this.dispatcher = dispatcher;
        this.lifecycle = new Lifecycle(connection.title());
    }

    synchronized void start() {
        lifecycle.start(() -> {
            NameServerProbe.warnWhenUnreachable(connection.title(), connection.endpoint().nameServers());
            consumer = RocketMqClients.pushConsumer(connection, settings);
            control = new PushConsumerControl(consumer);
            dispatcher.register(consumer);
            consumer.start();
            lifecycle.onClose(consumer::shutdown);
            for (TopicSubscription<L> subscription : subscriptions.all()) {
                tell(subscription);
            }
            control.applySubscriptions();
        });
    }

    synchronized void subscribe(TopicSubscription<L> subscription) {
        subscriptions.put(subscription);
        if (!lifecycle.running()) {
            return;
        }
        try {
            tell(subscription);
            control.applySubscriptions();
        } catch (MQClientException e) {
            unsubscribe(subscription.topic());
            throw subscription.refusedByBroker(e);
        }
    }

    private void tell(TopicSubscription<L> subscription) throws MQClientException {
        consumer.subscribe(connection.namespace().wrap(subscription.topic()), subscription.selector());
    }

    synchronized void unsubscribe(String topic) {
        if (subscriptions.remove(topic) && lifecycle.running()) {
            consumer.unsubscribe(connection.namespace().wrap(topic));
            control.dropUnsubscribed();
        }
    }

    void shutdown() {
        lifecycle.stop();
    }

    boolean running() {
        return lifecycle.running();
    }
}
