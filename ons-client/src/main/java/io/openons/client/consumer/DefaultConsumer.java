package io.openons.client.consumer;

import com.aliyun.openservices.ons.api.Consumer;
import com.aliyun.openservices.ons.api.MessageListener;
import com.aliyun.openservices.ons.api.MessageSelector;
import com.aliyun.openservices.ons.api.spi.ConsumerInterceptor;
import io.openons.client.auth.Credentials;
import io.openons.client.config.ConsumerSettings;
import io.openons.client.interceptor.Interceptors;
import io.openons.client.message.InboundMessages;
import io.openons.client.rocketmq.ConcurrentDeliveries;
import io.openons.client.rocketmq.Connection;
import java.util.Properties;

/** The {@link Consumer}: one message per listener call, many threads at once. Thread-safe. */
public final class DefaultConsumer implements Consumer {

    private final Connection connection;
    private final PushEngine<MessageListener> engine;

    /**
     * Creates a consumer that is not started.
     *
     * @param connection how it connects
     * @param settings what it was told
     */
    public DefaultConsumer(Connection connection, ConsumerSettings settings) {
        this.connection = connection;
        SubscriptionTable<MessageListener> subscriptions = new SubscriptionTable<>(connection.namespace());
        ConcurrentDispatcher dispatcher =
                new ConcurrentDispatcher(subscriptions, new InboundMessages(connection.namespace()),
                        new Interception(Interceptors.load(ConsumerInterceptor.class), this, connection));
        this.engine = new PushEngine<>(connection, settings, subscriptions,
                new ConcurrentDeliveries(dispatcher, 1, 0));
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
    public void subscribe(String topic, String subExpression, MessageListener listener) {
        engine.subscribe(TopicSubscription.of(topic, MessageSelector.byTag(subExpression), listener));
    }

    @Override
    public void subscribe(String topic, MessageSelector selector, MessageListener listener) {
        engine.subscribe(TopicSubscription.of(topic, selector, listener));
    }

    @Override
    public void unsubscribe(String topic) {
        engine.unsubscribe(topic);
    }
}
