package com.aliyun.openservices.ons.api.bean;

import com.aliyun.openservices.ons.api.Consumer;
import com.aliyun.openservices.ons.api.ExpressionType;
import com.aliyun.openservices.ons.api.MessageListener;
import com.aliyun.openservices.ons.api.MessageSelector;
import com.aliyun.openservices.ons.api.ONSFactory;
import com.aliyun.openservices.ons.api.exception.ONSClientException;
import java.util.Map;
import java.util.Properties;

/**
 * A {@link Consumer} for containers that set properties and a subscription table and then call {@link #start()}.
 *
 * <p>Each start makes a new client and subscribes what the table then holds, so the bean can be started again after
 * {@link #shutdown()}; topics that were subscribed in between are not. Safe for use by several threads once it is
 * started.
 */
public class ConsumerBean implements Consumer {
    private final BeanClient<Consumer> client = new BeanClient<>("ConsumerBean");
    private final SubscriptionTable<MessageListener> subscriptions = new SubscriptionTable<>("ConsumerBean");

    /** A bean with nothing set. */
    public ConsumerBean() {
    }

    /**
     * Tells whether the bean is running. Answers before the first {@link #start()} too,
     * where the published bean fails.
     *
     * @return {@code true} from the end of a successful {@link #start()} to {@link #shutdown()}
     */
    @Override
    public boolean isStarted() {
        return client.isStarted();
    }

    /**
     * Tells whether the bean is not running. Answers before the first {@link #start()} too,
     * where the published bean fails.
     *
     * @return {@code true} before {@link #start()} and after {@link #shutdown()}
     */
    @Override
    public boolean isClosed() {
        return client.isClosed();
    }

    /**
     * Creates a consumer from the properties and starts it, with the subscriptions of the table. A second call on a
     * running bean does nothing. A failed start leaves nothing behind and may be repeated.
     *
     * @throws com.aliyun.openservices.ons.api.exception.ONSClientException if something is not set or the configuration
     *     is refused, or the client cannot start
     */
    @Override
    public void start() {
        client.start(ONSFactory::createConsumer, consumer -> subscriptions.subscribeAll(
            (subscription, listener) -> consumer.subscribe(subscription.getTopic(), selector(subscription), listener)));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Does nothing before the first {@link #start()}, which takes the credentials from the properties.
     */
    @Override
    public void updateCredential(Properties credentialProperties) {
        client.updateCredential(credentialProperties);
    }

    /** Stops the client. Does nothing if none is running; {@link #start()} may follow. */
    @Override
    public void shutdown() {
        client.shutdown();
    }

    /**
     * {@inheritDoc}
     *
     * <p>Before {@link #start()} the subscription table serves instead.
     *
     * @throws com.aliyun.openservices.ons.api.exception.ONSClientException if the bean was never started, also as for
     *     {@link Consumer#subscribe(String, String, MessageListener)}
     */
    @Override
    public void subscribe(String topic, String subExpression, MessageListener listener) {
        client.startedFor("subscribe").subscribe(topic, subExpression, listener);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Before {@link #start()} the subscription table serves instead.
     *
     * @throws com.aliyun.openservices.ons.api.exception.ONSClientException if the bean was never started, also as for
     *     {@link Consumer#subscribe(String, MessageSelector, MessageListener)}
     */
    @Override
    public void subscribe(String topic, MessageSelector selector, MessageListener listener) {
        client.startedFor("subscribe").subscribe(topic, selector, listener);
    }

    /**
     * {@inheritDoc}
     *
     * @throws com.aliyun.openservices.ons.api.exception.ONSClientException if the bean was never started
     */
    @Override
    public void unsubscribe(String topic) {
        client.startedFor("unsubscribe").unsubscribe(topic);
    }

    /**
     * The configuration.
     *
     * @return the application's own table; {@code null} if not set
     */
    public Properties getProperties() {
        return client.properties();
    }

    /**
     * Sets the configuration that the next {@link #start()} reads.
     *
     * @param properties keys of {@link com.aliyun.openservices.ons.api.PropertyKeyConst}, kept as they are and not
     *     copied
     */
    public void setProperties(Properties properties) {
        client.properties(properties);
    }

    /**
     * What to subscribe to.
     *
     * @return the application's own map; {@code null} if not set. Topics subscribed later are not in it
     */
    public Map<Subscription, MessageListener> getSubscriptionTable() {
        return subscriptions.entries();
    }

    /**
     * Sets what the next {@link #start()} subscribes to.
     *
     * @param subscriptionTable listeners by subscription, kept as it is and not copied; empty to subscribe later
     */
    public void setSubscriptionTable(Map<Subscription, MessageListener> subscriptionTable) {
        subscriptions.entries(subscriptionTable);
    }

    private static MessageSelector selector(Subscription subscription) {
        String type = subscription.getType();
        if (type == null || type.equals(ExpressionType.TAG.name())) {
            return MessageSelector.byTag(subscription.getExpression());
        }
        if (type.equals(ExpressionType.SQL92.name())) {
            return MessageSelector.bySql(subscription.getExpression());
        }
        throw new ONSClientException("ConsumerBean.start failed: expression type \"" + type + "\" of topic \""
            + subscription.getTopic() + "\" is unknown. Set TAG or SQL92, in upper case, or leave it unset for TAG.");
    }
}
