package io.openons.client.consumer;

import com.aliyun.openservices.ons.api.MessageSelector;
import com.aliyun.openservices.ons.api.order.MessageOrderListener;
import com.aliyun.openservices.ons.api.order.OrderConsumer;
import com.aliyun.openservices.ons.api.spi.ConsumerInterceptor;
import io.openons.client.auth.Credentials;
import io.openons.client.config.ConsumerSettings;
import io.openons.client.interceptor.Interceptors;
import io.openons.client.message.InboundMessages;
import io.openons.client.rocketmq.Connection;
import io.openons.client.rocketmq.OrderedDeliveries;
import java.util.Properties;

/** The {@link OrderConsumer}: the messages of a queue one after the other. Thread-safe. */
public final class DefaultOrderConsumer implements OrderConsumer {

    private final Connection connection;
    private final PushEngine<MessageOrderListener> engine;

    /**
     * Creates a consumer that is not started.
     *
     * @param connection how it connects
     * @param settings what it was told
     */
    public DefaultOrderConsumer(Connection connection, ConsumerSettings settings) {
        this.connection = connection;
        SubscriptionTable<MessageOrderListener> subscriptions = new SubscriptionTable<>(connection.namespace());
        OrderedDispatcher dispatcher =
                new OrderedDispatcher(subscriptions, new InboundMessages(connection.namespace()),
                        new Interception(Interceptors.load(ConsumerInterceptor.class), this, connection));
        this.engine = new PushEngine<>(connection, settings, subscriptions, new OrderedDeliveries(dispatcher));
    }

    @Override
    public void start() {
        engine.start();
    }

    @Override
    public void shutdown() {
        engine.shutdown();
    }

    @Override
    public boolean isStarted() {
        return engine.running();
    }

    @Override
    public boolean isClosed() {
        return !engine.running();
    }

    @Override
    public void updateCredential(Properties credentialProperties) {
        connection.credentials().replace(Credentials.from(credentialProperties));
    }

    @Override
    public void subscribe(String topic, String subExpression, MessageOrderListener listener) {
        engine.subscribe(TopicSubscription.of(topic, MessageSelector.byTag(subExpression), listener));
    }

    @Override
    public void subscribe(String topic, MessageSelector selector, MessageOrderListener listener) {
        engine.subscribe(TopicSubscription.of(topic, selector, listener));
    }
}
