package io.openons.client;

import com.aliyun.openservices.ons.api.Consumer;
import com.aliyun.openservices.ons.api.ONSFactoryAPI;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.PullConsumer;
import com.aliyun.openservices.ons.api.batch.BatchConsumer;
import com.aliyun.openservices.ons.api.order.OrderConsumer;
import com.aliyun.openservices.ons.api.order.OrderProducer;
import com.aliyun.openservices.ons.api.transaction.LocalTransactionChecker;
import com.aliyun.openservices.ons.api.transaction.TransactionProducer;
import io.openons.client.config.ClientKind;
import io.openons.client.config.Config;
import io.openons.client.config.ConsumerSettings;
import io.openons.client.config.ProducerSettings;
import io.openons.client.config.PullSettings;
import io.openons.client.consumer.DefaultBatchConsumer;
import io.openons.client.consumer.DefaultConsumer;
import io.openons.client.consumer.DefaultOrderConsumer;
import io.openons.client.producer.DefaultOrderProducer;
import io.openons.client.producer.DefaultProducer;
import io.openons.client.pull.DefaultPullConsumer;
import io.openons.client.rocketmq.Connection;
import io.openons.client.transaction.DefaultTransactionProducer;
import java.util.Properties;

/**
 * The factory service that {@code ONSFactory} finds, and the only place that wires the parts of a client together.
 * Reads the properties completely before it creates anything; touches no network. Thread-safe.
 */
public final class OnsFactoryProvider implements ONSFactoryAPI {

    /** Created by the service loader. */
    public OnsFactoryProvider() {
    }

    @Override
    public Producer createProducer(Properties properties) {
        Config config = Config.of(ClientKind.PRODUCER, properties);
        ProducerSettings settings = ProducerSettings.from(config);
        return new DefaultProducer(Connection.from(config), settings);
    }

    @Override
    public Consumer createConsumer(Properties properties) {
        Config config = Config.of(ClientKind.CONSUMER, properties);
        ConsumerSettings settings = ConsumerSettings.from(config);
        return new DefaultConsumer(Connection.from(config), settings);
    }

    @Override
    public BatchConsumer createBatchConsumer(Properties properties) {
        Config config = Config.of(ClientKind.BATCH_CONSUMER, properties);
        ConsumerSettings settings = ConsumerSettings.from(config);
        return new DefaultBatchConsumer(Connection.from(config), settings);
    }

    @Override
    public OrderProducer createOrderProducer(Properties properties) {
        Config config = Config.of(ClientKind.ORDER_PRODUCER, properties);
        ProducerSettings settings = ProducerSettings.from(config);
        return new DefaultOrderProducer(Connection.from(config), settings);
    }

    @Override
    public OrderConsumer createOrderedConsumer(Properties properties) {
        Config config = Config.of(ClientKind.ORDER_CONSUMER, properties);
        ConsumerSettings settings = ConsumerSettings.from(config);
        return new DefaultOrderConsumer(Connection.from(config), settings);
    }

    @Override
    public TransactionProducer createTransactionProducer(Properties properties, LocalTransactionChecker checker) {
        Config config = Config.of(ClientKind.TRANSACTION_PRODUCER, properties);
        ProducerSettings settings = ProducerSettings.from(config);
        if (checker == null) {
            config.problem("the LocalTransactionChecker is null: brokers ask it for the end of transactions that they "
                    + "were not told");
        }
        return new DefaultTransactionProducer(Connection.from(config), settings, checker);
    }

    @Override
    public PullConsumer createPullConsumer(Properties properties) {
        Config config = Config.of(ClientKind.PULL_CONSUMER, properties);
        PullSettings settings = PullSettings.from(config);
        return new DefaultPullConsumer(Connection.from(config), settings);
    }
}
