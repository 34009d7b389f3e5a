package com.aliyun.openservices.ons.api.impl;

import com.aliyun.openservices.ons.api.Consumer;
import com.aliyun.openservices.ons.api.ONSFactoryAPI;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.PullConsumer;
import com.aliyun.openservices.ons.api.batch.BatchConsumer;
import com.aliyun.openservices.ons.api.order.OrderConsumer;
import com.aliyun.openservices.ons.api.order.OrderProducer;
import com.aliyun.openservices.ons.api.transaction.LocalTransactionChecker;
import com.aliyun.openservices.ons.api.transaction.TransactionProducer;
import io.openons.client.OnsFactoryProvider;
import java.util.Properties;

/**
 * The factory as programs create or extend it that do not use {@link com.aliyun.openservices.ons.api.ONSFactory}; its
 * clients are the same. Thread-safe.
 */
public class ONSFactoryImpl implements ONSFactoryAPI {
    private final ONSFactoryAPI factory = new OnsFactoryProvider();

    /** Creates a factory; factories have nothing in common but what their clients share. */
    public ONSFactoryImpl() {
    }

    @Override
    public Producer createProducer(Properties properties) {
        return factory.createProducer(properties);
    }

    @Override
    public Consumer createConsumer(Properties properties) {
        return factory.createConsumer(properties);
    }

    @Override
    public BatchConsumer createBatchConsumer(Properties properties) {
        return factory.createBatchConsumer(properties);
    }

    @Override
    public OrderProducer createOrderProducer(Properties properties) {
        return factory.createOrderProducer(properties);
    }

    @Override
    public OrderConsumer createOrderedConsumer(Properties properties) {
        return factory.createOrderedConsumer(properties);
    }

    @Override
    public TransactionProducer createTransactionProducer(Properties properties, LocalTransactionChecker checker) {
        return factory.createTransactionProducer(properties, checker);
    }

    @Override
    public PullConsumer createPullConsumer(Properties properties) {
        return factory.createPullConsumer(properties);
    }
}
