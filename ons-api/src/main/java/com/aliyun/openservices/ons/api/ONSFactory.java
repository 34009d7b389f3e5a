package com.aliyun.openservices.ons.api;

import com.aliyun.openservices.ons.api.batch.BatchConsumer;
import com.aliyun.openservices.ons.api.order.OrderConsumer;
import com.aliyun.openservices.ons.api.order.OrderProducer;
import com.aliyun.openservices.ons.api.transaction.LocalTransactionChecker;
import com.aliyun.openservices.ons.api.transaction.TransactionProducer;
import java.util.Properties;

/**
 * The door to the API: creates producers and consumers from {@link Properties} with the keys of
 * {@link PropertyKeyConst}.
 *
 * <p>The clients come from the one {@link ONSFactoryAPI} service on the class path, which the artifact
 * {@code io.openons:ons-client} brings. It is looked up at the first call, with the class loader of this API, and kept;
 * so is the reason when there is none.
 *
 * <p>Thread-safe. Nothing here opens a connection: name servers, {@link PropertyKeyConst#ONSAddr} and the metadata
 * service of {@link PropertyKeyConst#RAM_ROLE_NAME} are asked when a client starts. The given properties may hold nested
 * defaults and values that are no strings; they are read during the call and never changed.
 */
public class ONSFactory {
    /** Public as published; all methods are static. */
    public ONSFactory() {
    }

    /**
     * Creates a producer of normal and delayed messages.
     *
     * @param properties the configuration
     * @return a producer that is not started
     * @throws com.aliyun.openservices.ons.api.exception.ONSClientException if the configuration is refused, with every
     *     problem of it, or if there is not exactly one implementation of this API on the class path
     */
    public static Producer createProducer(Properties properties) {
        return implementation().createProducer(properties);
    }

    /**
     * Creates a producer that keeps the order of messages with the same sharding key.
     *
     * @param properties the configuration
     * @return a producer that is not started
     * @throws com.aliyun.openservices.ons.api.exception.ONSClientException if the configuration is refused, with every
     *     problem of it, or if there is not exactly one implementation of this API on the class path
     */
    public static OrderProducer createOrderProducer(Properties properties) {
        return implementation().createOrderProducer(properties);
    }

    /**
     * Creates a producer of messages that are tied to a local transaction.
     *
     * @param properties the configuration
     * @param checker answers the broker's questions about unfinished transactions; not {@code null}
     * @return a producer that is not started
     * @throws com.aliyun.openservices.ons.api.exception.ONSClientException if the configuration is refused, with every
     *     problem of it, if the checker is {@code null}, or if there is not exactly one implementation of this API on
     *     the class path
     */
    public static TransactionProducer createTransactionProducer(Properties properties,
                                                                LocalTransactionChecker checker) {
        return implementation().createTransactionProducer(properties, checker);
    }

    /**
     * Creates a consumer that is given one message at a time.
     *
     * @param properties the configuration
     * @return a consumer that is not started
     * @throws com.aliyun.openservices.ons.api.exception.ONSClientException if the configuration is refused, with every
     *     problem of it, or if there is not exactly one implementation of this API on the class path
     */
    public static Consumer createConsumer(Properties properties) {
        return implementation().createConsumer(properties);
    }

    /**
     * Creates a consumer that is given lists of messages.
     *
     * @param properties the configuration
     * @return a consumer that is not started
     * @throws com.aliyun.openservices.ons.api.exception.ONSClientException if the configuration is refused, with every
     *     problem of it, or if there is not exactly one implementation of this API on the class path
     */
    public static BatchConsumer createBatchConsumer(Properties properties) {
        return implementation().createBatchConsumer(properties);
    }

    /**
     * Creates a consumer that is given the messages of a queue one after the other.
     *
     * @param properties the configuration
     * @return a consumer that is not started
     * @throws com.aliyun.openservices.ons.api.exception.ONSClientException if the configuration is refused, with every
     *     problem of it, or if there is not exactly one implementation of this API on the class path
     */
    public static OrderConsumer createOrderedConsumer(Properties properties) {
        return implementation().createOrderedConsumer(properties);
    }

    /**
     * Creates a consumer whose messages the application fetches itself.
     *
     * @param properties the configuration
     * @return a consumer that is not started
     * @throws com.aliyun.openservices.ons.api.exception.ONSClientException if the configuration is refused, with every
     *     problem of it, or if there is not exactly one implementation of this API on the class path
     */
    public static PullConsumer createPullConsumer(Properties properties) {
        return implementation().createPullConsumer(properties);
    }

    private static ONSFactoryAPI implementation() {
        return Holder.LOOKUP.factory();
    }

    /** Looks the implementation up when first needed; the JVM makes that happen once. */
    private static final class Holder {
        static final FactoryLookup LOOKUP = FactoryLookup.in(ONSFactoryAPI.class.getClassLoader());
    }
}
