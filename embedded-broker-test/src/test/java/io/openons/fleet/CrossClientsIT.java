package io.openons.fleet;

import static com.aliyun.openservices.ons.api.transaction.TransactionStatus.CommitTransaction;
import static com.aliyun.openservices.ons.api.transaction.TransactionStatus.RollbackTransaction;
import static io.openons.fleet.Fleet.otherThan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.openons.embedded.StoredMessage;
import io.openons.jvm.ClientLibrary;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What producers on the published client send, consumers on ours receive, and the reverse. */
@ExtendWith(FleetExtension.class)
@Timeout(120)
class CrossClientsIT {

    private static final int ROUNDS = 5;

    private final Fleet fleet;

    CrossClientsIT(Fleet fleet) {
        this.fleet = fleet;
    }

    @BeforeEach
    void everyProducerEndsItsTransactionsItself() {
        fleet.checkTransactions(false);
    }

    @AfterEach
    void checkTransactionsAgain() {
        fleet.checkTransactions(true);
    }

    @ParameterizedTest
    @CsvSource({"PUBLISHED, ''", "PUBLISHED, MQ_INST_1_fleet", "OURS, ''", "OURS, MQ_INST_1_fleet"})
    void messagesOfEveryKindOfProducerArriveOnce(ClientLibrary sender, String namespace) {
        try (Scene scene = new Scene(fleet, namespace, 4)) {
            RemoteClient consumer = scene.start(otherThan(sender), Kind.CONSUMER);
            RemoteClient producer = scene.start(sender, Kind.PRODUCER);
            RemoteClient orderProducer = scene.start(sender, Kind.ORDER_PRODUCER);
            RemoteClient transactionProducer = scene.start(sender, Kind.TRANSACTION_PRODUCER, CommitTransaction.name());
            String topic = scene.topic();
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < ROUNDS; i++) {
                ids.add(producer.send(topic, i % 2 == 0 ? null : "tag", "plain ä " + i));
                ids.add(orderProducer.send(topic, "tag", "ordered " + i, "key " + i, 0, null));
                ids.add(transactionProducer.send(topic, "tag", "committed " + i, null, 0, CommitTransaction));
                assertThatThrownBy(() ->
                        transactionProducer.send(topic, "tag", "rolled back", null, 0, RollbackTransaction))
                        .hasMessageContaining("roll");
            }
            ids.add(producer.send(topic, Delivery.fails(1), "again"));

            scene.settle(ids, consumer);

            fleet.checkTransactions(true);
            await("nobody is asked for the end of transactions").during(Fleet.FIRST_CHECK.multipliedBy(3))
                    .atMost(Scene.LIMIT).until(() -> transactionProducer.deliveries().isEmpty());
        }
    }

    @ParameterizedTest
    @EnumSource
    void tagsChoose(ClientLibrary sender) {
        try (Scene scene = new Scene(fleet, "MQ_INST_1_fleet", 4)) {
            RemoteClient consumer = scene.start(otherThan(sender), Kind.CONSUMER, "a || b");
            RemoteClient producer = scene.start(sender, Kind.PRODUCER);
            List<String> ids = new ArrayList<>();
            for (String tag : new String[] {"a", "b", "c", null, "a"}) {
                ids.add(producer.send(scene.topic(), tag, "with " + tag));
            }

            scene.stored(ids);
            await("chosen messages").atMost(Scene.LIMIT).until(() -> consumer.deliveries().size() >= 3);
            consumer.stop();
            assertThat(consumer.deliveries()).extracting(Delivery::messageId)
                    .containsExactlyInAnyOrder(ids.get(0), ids.get(1), ids.get(4));
        }
    }

    /** The published client sends no more than a property of Alibaba Cloud, which Apache's brokers do not know. */
    @ParameterizedTest
    @CsvSource({"PUBLISHED, 3600000", "OURS, 1500"})
    void startDeliverTimeIsReadByBothAndKeptByOurs(ClientLibrary sender, long delayMillis) {
        try (Scene scene = new Scene(fleet, "", 1)) {
            RemoteClient consumer = scene.start(otherThan(sender), Kind.CONSUMER);
            RemoteClient producer = scene.start(sender, Kind.PRODUCER);
            long time = System.currentTimeMillis() + delayMillis;

            String id = producer.send(scene.topic(), "tag", "delayed", null, time, null);

            StoredMessage stored = scene.stored(List.of(id)).get(id);
            assertThat(stored.storeTimestamp() >= time).as("delivered at its time").isEqualTo(
                    sender == ClientLibrary.OURS);
            scene.settle(List.of(id), consumer);
            assertThat(consumer.deliveries()).extracting(Delivery::startDeliverTime).containsExactly(time);
        }
    }
}
