package com.aliyun.openservices.ons.api.bean;

import com.aliyun.openservices.ons.api.Admin;
import com.aliyun.openservices.ons.api.Consumer;
import com.aliyun.openservices.ons.api.ONSFactoryAPI;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.PullConsumer;
import com.aliyun.openservices.ons.api.batch.BatchConsumer;
import com.aliyun.openservices.ons.api.order.OrderConsumer;
import com.aliyun.openservices.ons.api.order.OrderProducer;
import com.aliyun.openservices.ons.api.transaction.LocalTransactionChecker;
import com.aliyun.openservices.ons.api.transaction.TransactionProducer;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** The implementation that the beans find in these tests: its clients write down what they are asked. */
public class RecordingFactory implements ONSFactoryAPI {
    private static final List<RecordedClient> CREATED = new ArrayList<>();

    /** All clients since the last {@link #forget()}, oldest first. */
    static List<RecordedClient> created() {
        return CREATED;
    }

    static RecordedClient last() {
        return CREATED.get(CREATED.size() - 1);
    }

    static void forget() {
        CREATED.clear();
    }

    @Override
    public Producer createProducer(Properties properties) {
        return client(Producer.class, properties, null);
    }

    @Override
    public Consumer createConsumer(Properties properties) {
        return client(Consumer.class, properties, null);
    }

    @Override
    public BatchConsumer createBatchConsumer(Properties properties) {
        return client(BatchConsumer.class, properties, null);
    }

    @Override
    public OrderProducer createOrderProducer(Properties properties) {
        return client(OrderProducer.class, properties, null);
    }

    @Override
    public OrderConsumer createOrderedConsumer(Properties properties) {
        return client(OrderConsumer.class, properties, null);
    }

    @Override
    public TransactionProducer createTransactionProducer(Properties properties, LocalTransactionChecker checker) {
        return client(TransactionProducer.class, properties, checker);
    }

    @Override
    public PullConsumer createPullConsumer(Properties properties) {
        return client(PullConsumer.class, properties, null);
    }

    private static <C extends Admin> C client(Class<C> kind, Properties properties, LocalTransactionChecker checker) {
        RecordedClient client = new RecordedClient(properties, checker);
        CREATED.add(client);
        return client.as(kind);
    }
}
