package io.openons.fleet;

import static io.openons.fleet.Fleet.otherThan;
import static org.assertj.core.api.Assertions.assertThat;

import io.openons.embedded.StoredMessage;
import io.openons.jvm.ClientLibrary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ordered messages of both clients: one queue for each key, one order. */
@ExtendWith(FleetExtension.class)
@Timeout(120)
class OrderedKeysIT {

    /** Its hash is Integer.MIN_VALUE. */
    private static final String LEAST_HASH = "polygenelubricants";
    private static final String NEGATIVE_HASH = "customer-3";
    private static final List<String> KEYS =
            List.of("a", "b", "c", "order 4711", "Kunde ä", "x y", NEGATIVE_HASH, LEAST_HASH);
    private static final int ROUNDS = 6;

    private final Fleet fleet;

    OrderedKeysIT(Fleet fleet) {
        this.fleet = fleet;
    }

    @Test
    void sameKeyGoesToTheSameQueueFromBoth() {
        try (Scene scene = new Scene(fleet, "", 3)) {
            assertThat(LEAST_HASH.hashCode()).isEqualTo(Integer.MIN_VALUE);
            assertThat(NEGATIVE_HASH.hashCode()).isNegative();
            List<String> ids = new ArrayList<>();
            for (ClientLibrary library : ClientLibrary.values()) {
                RemoteClient producer = scene.start(library, Kind.ORDER_PRODUCER);
                for (String key : KEYS) {
                    ids.add(producer.send(scene.topic(), "tag", library + " " + key, key, 0, null));
                }
            }

            Map<String, StoredMessage> stored = scene.stored(ids);

            for (int i = 0; i < KEYS.size(); i++) {
                String key = KEYS.get(i);
                int queue = key.equals(LEAST_HASH) ? 0 : Math.abs(key.hashCode()) % 3;
                assertThat(List.of(stored.get(ids.get(i)), stored.get(ids.get(i + KEYS.size())))).as(key)
                        .allSatisfy(message -> assertThat(message.queueId()).isEqualTo(queue));
            }
            assertThat(stored.values()).extracting(StoredMessage::queueId).as("queues in use").contains(0, 1, 2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void orderOfEachKeyIsKeptWhenBothSendAndBothConsume(ClientLibrary first) {
        try (Scene scene = new Scene(fleet, "", 3)) {
            RemoteClient one = scene.start(first, Kind.ORDER_CONSUMER, "*", "suspendTimeMillis", "100");
            scene.awaitDivision(one);
            RemoteClient two = scene.start(otherThan(first), Kind.ORDER_CONSUMER, "*", "suspendTimeMillis", "100");
            scene.awaitDivision(one, two);
            RemoteClient producer = scene.start(first, Kind.ORDER_PRODUCER);
            RemoteClient otherProducer = scene.start(otherThan(first), Kind.ORDER_PRODUCER);
            List<String> ids = new ArrayList<>();
            Map<String, List<String>> expected = new LinkedHashMap<>();
            for (int i = 0; i < ROUNDS; i++) {
                for (String key : KEYS) {
                    String id = (i % 2 == 0 ? producer : otherProducer)
                            .send(scene.topic(), i == 2 ? Delivery.fails(1) : "tag", "number " + i, key, 0, null);
                    ids.add(id);
                    List<String> ofKey = expected.computeIfAbsent(key, absent -> new ArrayList<>());
                    ofKey.add("number " + i + " 0");
                    if (i == 2) {
                        ofKey.add("number " + i + " 1");
                    }
                }
            }

            scene.settle(ids, one, two);

            expected.forEach((key, deliveries) -> assertThat(List.of(of(key, one), of(key, two))).as(key)
                    .containsExactlyInAnyOrder(deliveries, List.of()));
            assertThat(one.deliveries()).isNotEmpty();
            assertThat(two.deliveries()).isNotEmpty();
        }
    }

    private static List<String> of(String key, RemoteClient consumer) {
        return consumer.deliveries().stream().filter(delivery -> delivery.shardingKey().equals(key))
                .map(delivery -> delivery.body() + " " + delivery.reconsumeTimes()).toList();
    }
}
