package com.aliyun.openservices.ons.api.bean;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.ONSFactory;
import com.aliyun.openservices.ons.api.SendResult;
import com.aliyun.openservices.ons.api.transaction.LocalTransactionChecker;
import com.aliyun.openservices.ons.api.transaction.LocalTransactionExecuter;
import com.aliyun.openservices.ons.api.transaction.TransactionProducer;
import java.util.Properties;

/**
 * A {@link TransactionProducer} for containers that set properties and a checker and then call {@link #start()}.
 *
 * <p>Each start makes a new client, so the bean can be started again after {@link #shutdown()}. Safe for use by several
 * threads once it is started.
 */
public class TransactionProducerBean implements TransactionProducer {
    private final BeanClient<TransactionProducer> client = new BeanClient<>("TransactionProducerBean");
    private volatile LocalTransactionChecker localTransactionChecker;

    /** A bean with nothing set. */
    public TransactionProducerBean() {
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
     * Creates a transaction producer from the properties and starts it. A second call on a running bean does nothing. A
     * failed start leaves nothing behind and may be repeated.
     *
     * @throws com.aliyun.openservices.ons.api.exception.ONSClientException if something is not set or the configuration
     *     is refused, or the client cannot start
     */
    @Override
    public void start() {
        client.start(properties -> ONSFactory.createTransactionProducer(properties, localTransactionChecker));
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
     *     {@link TransactionProducer#send(Message, LocalTransactionExecuter, Object)}
     */
    @Override
    public SendResult send(Message message, LocalTransactionExecuter executer, Object arg) {
        return client.startedFor("send").send(message, executer, arg);
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
     * What answers the broker about unfinished transactions.
     *
     * @return the checker; {@code null} if not set
     */
    public LocalTransactionChecker getLocalTransactionChecker() {
        return localTransactionChecker;
    }

    /**
     * Sets what answers the broker about unfinished transactions, for the next {@link #start()}.
     *
     * @param localTransactionChecker the checker; needed when the bean starts
     */
    public void setLocalTransactionChecker(LocalTransactionChecker localTransactionChecker) {
        this.localTransactionChecker = localTransactionChecker;
    }
}
