package io.openons.client.consumer;

import com.aliyun.openservices.ons.api.MessageSelector;
import com.aliyun.openservices.ons.api.batch.BatchConsumer;
import com.aliyun.openservices.ons.api.batch.BatchMessageListener;
import com.aliyun.openservices.ons.api.spi.ConsumerInterceptor;
import io.openons.client.auth.Credentials;
import io.openons.client.config.ConsumerSettings;
import io.openons.client.interceptor.Interceptors;
import io.openons.client.message.InboundMessages;
import io.openons.client.rocketmq.ConcurrentDeliveries;
import io.openons.client.rocketmq.Connection;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** The {@link BatchConsumer}: up to 1024 messages of a topic per listener call. Thread-safe. */
public final class DefaultBatchConsumer implements BatchConsumer {

    private final Connection connection;
    private final PushEngine<BatchMessageListener> engine;

    /**
     * Creates a consumer that is not started.
     *
     * @param connection how it connects
     * @param settings what it was told
     */
    public DefaultBatchConsumer(Connection connection, ConsumerSettings settings) {
        this.connection = connection;
        SubscriptionTable<BatchMessageListener> subscriptions = new SubscriptionTable<>(connection.namespace());
        BatchDispatcher dispatcher =
                new BatchDispatcher(subscriptions, new InboundMessages(connection.namespace()),
                        new Interception(Interceptors.load(ConsumerInterceptor.class), this, connection));
        this.engine = new PushEngine<>(connection, settings, subscriptions,
                new ConcurrentDeliveries(dispatcher, settings.batchSize(),
                        TimeUnit.SECONDS.toMillis(settings.batchAwaitSeconds())));
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
    public void subscribe(String topic, String subExpression, BatchMessageListener listener) {
        engine.subscribe(TopicSubscription.of(topic, MessageSelector.byTag(subExpression), listener));
    }

    @Override
    public void unsubscribe(String topic) {
        engine.unsubscribe(topic);
    }
}
