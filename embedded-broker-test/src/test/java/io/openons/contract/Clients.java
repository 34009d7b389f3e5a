package io.openons.contract;

import com.aliyun.openservices.ons.api.Admin;
import com.aliyun.openservices.ons.api.Consumer;
import com.aliyun.openservices.ons.api.ONSFactory;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.PullConsumer;
import com.aliyun.openservices.ons.api.batch.BatchConsumer;
import com.aliyun.openservices.ons.api.order.OrderConsumer;
import com.aliyun.openservices.ons.api.order.OrderProducer;
import com.aliyun.openservices.ons.api.transaction.LocalTransactionChecker;
import com.aliyun.openservices.ons.api.transaction.TransactionProducer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Properties;

/** Creates the clients of a test and shuts them down after it, the last one first. */
final class Clients implements AutoCloseable {

    private final Deque<Admin> created = new ArrayDeque<>();

    /** A started producer. */
    Producer producer(Properties properties) {
        return started(newProducer(properties));
    }

    Producer newProducer(Properties properties) {
        return remember(ONSFactory.createProducer(properties));
    }

    /** A started order producer. */
    OrderProducer orderProducer(Properties properties) {
        return started(remember(ONSFactory.createOrderProducer(properties)));
    }

    /** A started transaction producer. */
    TransactionProducer transactionProducer(Properties properties, LocalTransactionChecker checker) {
        return started(remember(ONSFactory.createTransactionProducer(properties, checker)));
    }

    private static <T extends Admin> T started(T client) {
        client.start();
        return client;
    }

    /** A consumer that is not started. */
    Consumer consumer(Properties properties) {
        return remember(ONSFactory.createConsumer(properties));
    }

    /** An order consumer that is not started. */
    OrderConsumer orderConsumer(Properties properties) {
        return remember(ONSFactory.createOrderedConsumer(properties));
    }

    /** A batch consumer that is not started. */
    BatchConsumer batchConsumer(Properties properties) {
        return remember(ONSFactory.createBatchConsumer(properties));
    }

    /** A pull consumer that is not started. */
    PullConsumer pullConsumer(Properties properties) {
        return remember(ONSFactory.createPullConsumer(properties));
    }

    private <T extends Admin> T remember(T client) {
        created.push(client);
        return client;
    }

    @Override
    public void close() {
        while (!created.isEmpty()) {
            created.pop().shutdown();
        }
    }
}
