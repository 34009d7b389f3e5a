package io.openons.legacy;

import com.aliyun.openservices.ons.api.Admin;
import com.aliyun.openservices.ons.api.Consumer;
import com.aliyun.openservices.ons.api.MessageSelector;
import com.aliyun.openservices.ons.api.ONSFactory;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.order.OrderProducer;
import com.aliyun.openservices.ons.api.transaction.LocalTransactionChecker;
import com.aliyun.openservices.ons.api.transaction.TransactionProducer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Properties;

/** Creates and starts the clients of a test and shuts them down after it, the last one first. */
final class Clients implements AutoCloseable {

    private final Deque<Admin> created = new ArrayDeque<>();

    Producer producer(Properties properties) {
        return started(ONSFactory.createProducer(properties));
    }

    OrderProducer orderProducer(Properties properties) {
        return started(ONSFactory.createOrderProducer(properties));
    }

    TransactionProducer transactionProducer(Properties properties, LocalTransactionChecker checker) {
        return started(ONSFactory.createTransactionProducer(properties, checker));
    }

    /** A consumer with one subscription to all of a topic. */
    Inbox receive(Properties properties, String topic, Inbox inbox) {
        return receive(properties, topic, MessageSelector.byTag("*"), inbox);
    }

    Inbox receive(Properties properties, String topic, MessageSelector selector, Inbox inbox) {
        Consumer consumer = ONSFactory.createConsumer(properties);
        consumer.subscribe(topic, selector, inbox);
        started(consumer);
        return inbox;
    }

    private <T extends Admin> T started(T client) {
        created.push(client);
        client.start();
        return client;
    }

    @Override
    public void close() {
        while (!created.isEmpty()) {
            created.pop().shutdown();
        }
    }
}
