package com.aliyun.openservices.ons.api.bean;

import com.aliyun.openservices.ons.api.MessageSelector;
import com.aliyun.openservices.ons.api.ONSFactory;
import com.aliyun.openservices.ons.api.order.MessageOrderListener;
import com.aliyun.openservices.ons.api.order.OrderConsumer;
import java.util.Map;
import java.util.Properties;

/**
 * An {@link OrderConsumer} for containers that set properties and a subscription table and then call {@link #start()}.
 *
 * <p>Each start makes a new client and subscribes what the table then holds, so the bean can be started again after
 * {@link #shutdown()}; topics that were subscribed in between are not. Safe for use by several threads once it is
 * started.
 *
 * <p>The expressions of the table are always tags, whatever {@link Subscription#getType()} says, as published;
 * subscribe with a {@link MessageSelector} after {@link #start()} for anything else.
 */
public class OrderConsumerBean implements OrderConsumer {
    private final BeanClient<OrderConsumer> client = new BeanClient<>("OrderConsumerBean");
    private final SubscriptionTable<MessageOrderListener> subscriptions = new SubscriptionTable<>("OrderConsumerBean");

    /** A bean with nothing set. */
    public OrderConsumerBean() {
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
     * Creates an order consumer from the properties and starts it, with the subscriptions of the table. A second call
     * on a running bean does nothing. A failed start leaves nothing behind and may be repeated.
     *
     * @throws com.aliyun.openservices.ons.api.exception.ONSClientException if something is not set or the configuration
     *     is refused, or the client cannot start
     */
    @Override
    public void start() {
        client.start(ONSFactory::createOrderedConsumer, consumer -> subscriptions.subscribeAll(
            (subscription, listener) ->
                consumer.subscribe(subscription.getTopic(), subscription.getExpression(), listener)));
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
     *     {@link OrderConsumer#subscribe(String, String, MessageOrderListener)}
     */
    @Override
    public void subscribe(String topic, String subExpression, MessageOrderListener listener) {
        client.startedFor("subscribe").subscribe(topic, subExpression, listener);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Before {@link #start()} the subscription table serves instead.
     *
     * @throws com.aliyun.openservices.ons.api.exception.ONSClientException if the bean was never started, also as for
     *     {@link OrderConsumer#subscribe(String, MessageSelector, MessageOrderListener)}
     */
    @Override
    public void subscribe(String topic, MessageSelector selector, MessageOrderListener listener) {
        client.startedFor("subscribe").subscribe(topic, selector, listener);
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
    public Map<Subscription, MessageOrderListener> getSubscriptionTable() {
        return subscriptions.entries();
    }

    /**
     * Sets what the next {@link #start()} subscribes to.
     *
     * @param subscriptionTable listeners by subscription, kept as it is and not copied; empty to subscribe later
     */
    public void setSubscriptionTable(Map<Subscription, MessageOrderListener> subscriptionTable) {
        subscriptions.entries(subscriptionTable);
    }
}
