package com.aliyun.openservices.ons.api.bean;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.ONSFactory;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.SendCallback;
import com.aliyun.openservices.ons.api.SendResult;
import java.util.Properties;
import java.util.concurrent.ExecutorService;

/**
 * A {@link Producer} for containers that set properties and then call {@link #start()}.
 *
 * <p>Each start makes a new client, so the bean can be started again after {@link #shutdown()}. Safe for use by several
 * threads once it is started.
 */
public class ProducerBean implements Producer {
    private final BeanClient<Producer> client = new BeanClient<>("ProducerBean");

    /** A bean with nothing set. */
    public ProducerBean() {
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
     * Creates a producer from the properties and starts it. A second call on a running bean does nothing. A failed
     * start leaves nothing behind and may be repeated.
     *
     * @throws com.aliyun.openservices.ons.api.exception.ONSClientException if something is not set or the configuration
     *     is refused, or the client cannot start
     */
    @Override
    public void start() {
        client.start(ONSFactory::createProducer);
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
     * @throws com.aliyun.openservices.ons.api.exception.ONSClientException if the bean was never started, also as for
     *     {@link Producer#send(Message)}
     */
    @Override
    public SendResult send(Message message) {
        return client.startedFor("send").send(message);
    }

    /**
     * {@inheritDoc}
     *
     * @throws com.aliyun.openservices.ons.api.exception.ONSClientException if the bean was never started, also as for
     *     {@link Producer#sendOneway(Message)}
     */
    @Override
    public void sendOneway(Message message) {
        client.startedFor("sendOneway").sendOneway(message);
    }

    /**
     * {@inheritDoc}
     *
     * @throws com.aliyun.openservices.ons.api.exception.ONSClientException if the bean was never started, also as for
     *     {@link Producer#sendAsync(Message, SendCallback)}
     */
    @Override
    public void sendAsync(Message message, SendCallback sendCallback) {
        client.startedFor("sendAsync").sendAsync(message, sendCallback);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Holds until {@link #shutdown()}: set it again after starting again.
     *
     * @throws com.aliyun.openservices.ons.api.exception.ONSClientException if the bean was never started, or the
     *     executor is {@code null}
     */
    @Override
    public void setCallbackExecutor(ExecutorService callbackExecutor) {
        client.startedFor("setCallbackExecutor").setCallbackExecutor(callbackExecutor);
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
}
