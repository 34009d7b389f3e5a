package com.aliyun.openservices.ons.api;

import com.aliyun.openservices.ons.api.batch.BatchConsumer;
import com.aliyun.openservices.ons.api.order.OrderConsumer;
import com.aliyun.openservices.ons.api.order.OrderProducer;
import com.aliyun.openservices.ons.api.transaction.LocalTransactionChecker;
import com.aliyun.openservices.ons.api.transaction.TransactionProducer;
import java.lang.reflect.Proxy;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;

/** A provider whose clients answer nothing. */
public class FirstFactory implements ONSFactoryAPI {
    public static final AtomicInteger CREATED = new AtomicInteger();

    public FirstFactory() {
        CREATED.incrementAndGet();
    }

    @Override
    public Producer createProducer(Properties properties) {
        return client(Producer.class);
    }

    @Override
    public Consumer createConsumer(Properties properties) {
        return client(Consumer.class);
    }

    @Override
    public BatchConsumer createBatchConsumer(Properties properties) {
        return client(BatchConsumer.class);
    }

    @Override
    public OrderProducer createOrderProducer(Properties properties) {
        return client(OrderProducer.class);
    }

    @Override
    public OrderConsumer createOrderedConsumer(Properties properties) {
        return client(OrderConsumer.class);
    }

    @Override
    public TransactionProducer createTransactionProducer(Properties properties, LocalTransactionChecker checker) {
        return client(TransactionProducer.class);
    }

    @Override
    public PullConsumer createPullConsumer(Properties properties) {
        return client(PullConsumer.class);
    }

    private static <C> C client(Class<C> kind) {
        return kind.cast(Proxy.newProxyInstance(
            kind.getClassLoader(), new Class<?>[] {kind}, (proxy, method, args) -> null));
    }
}
