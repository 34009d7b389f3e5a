package io.openons.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.Admin;
import com.aliyun.openservices.ons.api.Consumer;
import com.aliyun.openservices.ons.api.ONSFactory;
import com.aliyun.openservices.ons.api.PullConsumer;
import com.aliyun.openservices.ons.api.TopicPartition;
import com.aliyun.openservices.ons.api.exception.ONSClientException;
import com.aliyun.openservices.ons.api.batch.BatchConsumer;
import com.aliyun.openservices.ons.api.order.OrderAction;
import com.aliyun.openservices.ons.api.order.OrderConsumer;
import com.aliyun.openservices.ons.api.transaction.TransactionStatus;
import io.openons.embedded.EmbeddedRocketMq;
import io.openons.embedded.junit.WithEmbeddedRocketMq;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The life of a client, the same for every kind. */
@WithEmbeddedRocketMq
@Timeout(60)
class LifecycleIT {

    enum Kind {
        PRODUCER(ONSFactory::createProducer),
        CONSUMER(properties -> {
            Consumer consumer = ONSFactory.createConsumer(properties);
            consumer.subscribe("any-topic", "*", new Inbox());
            return consumer;
        }),
        ORDER_PRODUCER(ONSFactory::createOrderProducer),
        TRANSACTION_PRODUCER(properties ->
                ONSFactory.createTransactionProducer(properties, message -> TransactionStatus.Unknow)),
        ORDER_CONSUMER(properties -> {
            OrderConsumer consumer = ONSFactory.createOrderedConsumer(properties);
            consumer.subscribe("any-topic", "*", (message, context) -> OrderAction.Success);
            return consumer;
        }),
        BATCH_CONSUMER(properties -> {
            BatchConsumer consumer = ONSFactory.createBatchConsumer(properties);
            consumer.subscribe("any-topic", "*", (messages, context) -> Action.CommitMessage);
            return consumer;
        }),
        PULL_CONSUMER(properties -> {
            PullConsumer consumer = ONSFactory.createPullConsumer(properties);
            consumer.assign(Set.of(new TopicPartition("any-topic", "any-broker#0")));
            return consumer;
        }),
        CONSUMER_WITHOUT_SUBSCRIPTION(ONSFactory::createConsumer);

        private final Function<Properties, Admin> factory;

        Kind(Function<Properties, Admin> factory) {
            this.factory = factory;
        }

        Admin create(Properties properties) {
            return factory.apply(properties);
        }
    }

    @ParameterizedTest
    @EnumSource
    void statesAreAnsweredAsPublished(Kind kind, EmbeddedRocketMq broker) {
        Admin client = kind.create(broker.clientProperties("GID_states"));
        assertState(client, false);

        client.shutdown();
        assertState(client, false);
        client.start();
        assertState(client, true);
        client.start();
        assertState(client, true);
        client.shutdown();
        assertState(client, false);
        client.shutdown();

        assertThatThrownBy(client::start).isInstanceOf(ONSClientException.class)
                .hasMessageContaining("ONS-2002").hasMessageContaining("GID_states");
        assertState(client, false);
    }

    private static void assertState(Admin client, boolean started) {
        assertThat(client.isStarted()).isEqualTo(started);
        assertThat(client.isClosed()).isEqualTo(!started);
    }

    @ParameterizedTest
    @EnumSource
    void unreachableNameServerDoesNotKeepAClientFromStarting(Kind kind) {
        Properties properties = new Properties();
        properties.setProperty("NAMESRV_ADDR", "127.0.0.1:9");
        properties.setProperty("GROUP_ID", "GID_nobody_there");
        Admin client = kind.create(properties);

        client.start();

        assertThat(client.isStarted()).isTrue();
        client.shutdown();
    }

    @ParameterizedTest
    @EnumSource
    void nameServerThatHangsUpDoesNotKeepAClientFromStarting(Kind kind) throws Exception {
        ClientThreads threads = ClientThreads.watch();
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread acceptor = new Thread(new ThreadGroup("hanging up"), () -> {
                while (!server.isClosed()) {
                    try {
                        server.accept().close();
                    } catch (IOException e) {
                        return;
                    }
                }
            });
            acceptor.start();
            Properties properties = new Properties();
            properties.setProperty("NAMESRV_ADDR", "127.0.0.1:" + server.getLocalPort());
            properties.setProperty("GROUP_ID", "GID_hung_up_on");
            Admin client = kind.create(properties);

            client.start();

            assertThat(client.isStarted()).isTrue();
            client.shutdown();
        }
        threads.awaitNoneLeft();
    }

    @ParameterizedTest
    @EnumSource
    void creatingStartsNoThreadAndShutdownLeavesNone(Kind kind, EmbeddedRocketMq broker) {
        ClientThreads threads = ClientThreads.watch();
        Admin client = kind.create(broker.clientProperties("GID_threads"));
        assertThat(threads.added()).isEmpty();

        client.start();
        assertThat(threads.added()).isNotEmpty();
        client.shutdown();

        threads.awaitNoneLeft();
    }
}
