package com.aliyun.openservices.ons.api;

import com.aliyun.openservices.ons.api.batch.BatchConsumer;
import com.aliyun.openservices.ons.api.order.OrderConsumer;
import com.aliyun.openservices.ons.api.order.OrderProducer;
import com.aliyun.openservices.ons.api.transaction.LocalTransactionChecker;
import com.aliyun.openservices.ons.api.transaction.TransactionProducer;
import java.util.Properties;

/**
 * What an implementation of this API provides: one method for each kind of client. {@link ONSFactory} finds it as a
 * {@link java.util.ServiceLoader} service, so an implementation has a public class with a public no-argument
 * constructor and names it in {@code META-INF/services/com.aliyun.openservices.ons.api.ONSFactoryAPI}.
 *
 * <p>Implementations are safe for use by several threads. They read the given properties during the call, including
 * nested defaults and values that are no strings, and never change them. A method returns a client that is not started,
 * or throws a {@link com.aliyun.openservices.ons.api.exception.ONSClientException} that names every problem of the
 * configuration.
 */
public interface ONSFactoryAPI {
    /**
     * Creates a producer of normal and delayed messages.
     *
     * @param properties keys of {@link PropertyKeyConst}; not {@code null}
     * @return a producer that is not started
     * @throws com.aliyun.openservices.ons.api.exception.ONSClientException if the configuration is refused
     */
    Producer createProducer(Properties properties);

    /**
     * Creates a consumer that is given one message at a time.
     *
     * @param properties keys of {@link PropertyKeyConst}; not {@code null}
     * @return a consumer that is not started
     * @throws com.aliyun.openservices.ons.api.exception.ONSClientException if the configuration is refused
     */
    Consumer createConsumer(Properties properties);

    /**
     * Creates a consumer that is given lists of messages.
     *
     * @param properties keys of {@link PropertyKeyConst}; not {@code null}
     * @return a consumer that is not started
     * @throws com.aliyun.openservices.ons.api.exception.ONSClientException if the configuration is refused
     */
    BatchConsumer createBatchConsumer(Properties properties);

    /**
     * Creates a producer that keeps the order of messages with the same sharding key.
     *
     * @param properties keys of {@link PropertyKeyConst}; not {@code null}
     * @return a producer that is not started
     * @throws com.aliyun.openservices.ons.api.exception.ONSClientException if the configuration is refused
     */
    OrderProducer createOrderProducer(Properties properties);

    /**
     * Creates a consumer that is given the messages of a queue one after the other.
     *
     * @param properties keys of {@link PropertyKeyConst}; not {@code null}
     * @return a consumer that is not started
     * @throws com.aliyun.openservices.ons.api.exception.ONSClientException if the configuration is refused
     */
    OrderConsumer createOrderedConsumer(Properties properties);

    /**
     * Creates a producer of messages that are tied to a local transaction.
     *
     * @param properties keys of {@link PropertyKeyConst}; not {@code null}
     * @param checker answers the broker's questions about unfinished transactions; not {@code null}
     * @return a producer that is not started
     * @throws com.aliyun.openservices.ons.api.exception.ONSClientException if the configuration or the checker is
     *     refused
     */
    TransactionProducer createTransactionProducer(Properties properties, LocalTransactionChecker checker);

    /**
     * Creates a consumer whose messages the application fetches itself.
     *
     * @param properties keys of {@link PropertyKeyConst}; not {@code null}
     * @return a consumer that is not started
     * @throws com.aliyun.openservices.ons.api.exception.ONSClientException if the configuration is refused
     */
    PullConsumer createPullConsumer(Properties properties);
}
