package io.openons.fleet;

import static io.openons.fleet.Fleet.otherThan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aliyun.openservices.ons.api.PropertyKeyConst;
import com.aliyun.openservices.ons.api.PropertyValueConst;
import io.openons.client.deadletter.DeadLetter;
import io.openons.client.deadletter.DeadLetters;
import io.openons.jvm.ClientLibrary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a group leaves at the broker, which is the same to both clients: positions, dead letters; and broadcasting. */
@ExtendWith(FleetExtension.class)
@Timeout(120)
class PositionsIT {

    private final Fleet fleet;

    PositionsIT(Fleet fleet) {
        this.fleet = fleet;
    }

    @ParameterizedTest
    @EnumSource
    void pullConsumerGoesOnBehindWhatTheOtherCommitted(ClientLibrary first) {
        try (Scene scene = new Scene(fleet, "MQ_INST_1_fleet", 3)) {
            RemoteClient producer = scene.start(first, Kind.PRODUCER);
            List<String> committed = send(scene, producer, "committed");
            RemoteClient before = pullConsumer(scene, first);
            poll(before, committed);
            before.commit();
            List<String> dropped = send(scene, producer, "polled but not committed");
            poll(before, dropped);
            before.stop();

            List<String> rest = send(scene, producer, "rest");
            List<String> expected = new ArrayList<>(dropped);
            expected.addAll(rest);
            RemoteClient after = pullConsumer(scene, otherThan(first));
            poll(after, expected);
            after.commit();
            after.stop();

            await("nothing left").atMost(Scene.LIMIT)
                    .until(() -> scene.store().backlog(scene.storedGroup(), scene.storedTopic()) == 0);
            assertThat(Scene.deliveries(before)).extracting(Delivery::messageId).doesNotContainAnyElementsOf(rest);
        }
    }

    private static RemoteClient pullConsumer(Scene scene, ClientLibrary library) {
        return scene.start(library, Kind.PULL_CONSUMER, "*", PropertyKeyConst.AUTO_COMMIT, "false");
    }

    /** Polls until these messages have come; they come once, and last. */
    private static void poll(RemoteClient consumer, List<String> ids) {
        int before = consumer.deliveries().size();
        await("polled messages").atMost(Scene.LIMIT).until(() -> {
            consumer.poll(Duration.ofMillis(200));
            return consumer.deliveries().size() >= before + ids.size();
        });
        assertThat(consumer.deliveries().subList(before, consumer.deliveries().size()))
                .extracting(Delivery::messageId).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void broadcastsReachBoth() {
        try (Scene scene = new Scene(fleet, "", 3)) {
            List<RemoteClient> consumers = new ArrayList<>();
            for (ClientLibrary library : ClientLibrary.values()) {
                consumers.add(scene.start(library, Kind.CONSUMER, "*", PropertyKeyConst.MessageModel,
                        PropertyValueConst.BROADCASTING));
            }
            consumers.forEach(scene::awaitAllQueuesAt);
            List<String> ids = new ArrayList<>();
            for (ClientLibrary library : ClientLibrary.values()) {
                ids.addAll(send(scene, scene.start(library, Kind.PRODUCER), "of " + library));
            }

            scene.stored(ids);
            for (RemoteClient consumer : consumers) {
                await("broadcasts").atMost(Scene.LIMIT).until(() -> consumer.deliveries().size() >= ids.size());
                consumer.stop();
                assertThat(consumer.deliveries()).extracting(Delivery::messageId)
                        .containsExactlyInAnyOrderElementsOf(ids);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void deadLettersOfOneAreReadByTheOther(ClientLibrary first) {
        try (Scene scene = new Scene(fleet, "", 1)) {
            RemoteClient failing = scene.start(first, Kind.CONSUMER, "*", PropertyKeyConst.MaxReconsumeTimes, "1");
            String id = scene.start(first, Kind.PRODUCER).send(scene.topic(), Delivery.fails(9), "dead");
            await("dead letter").atMost(Scene.LIMIT)
                    .until(() -> scene.store().deadLetters(scene.storedGroup()).size() == 1);
            failing.stop();

            try (Scene letters = scene.ofDeadLetters()) {
                RemoteClient reader = letters.start(otherThan(first), Kind.CONSUMER);
                await("dead letter at the other").atMost(Scene.LIMIT).until(() -> !reader.deliveries().isEmpty());
                reader.stop();
                assertThat(reader.deliveries()).singleElement().satisfies(delivery -> {
                    assertThat(delivery.messageId()).isEqualTo(id);
                    assertThat(delivery.body()).isEqualTo("dead");
                });
            }
        }
    }

    @Test
    void deadLettersOfPublishedConsumersAreListedAndArriveOnceMore() {
        try (Scene scene = new Scene(fleet, "MQ_INST_1_fleet", 1)) {
            RemoteClient consumer = scene.start(ClientLibrary.PUBLISHED, Kind.CONSUMER, "*",
                    PropertyKeyConst.MaxReconsumeTimes, "0");
            String id = scene.start(ClientLibrary.OURS, Kind.PRODUCER)
                    .send(scene.topic(), Delivery.fails(1), "dead");
            await("dead letter").atMost(Scene.LIMIT)
                    .until(() -> scene.store().deadLetters(scene.storedGroup()).size() == 1);
            Properties properties = fleet.broker().clientProperties(scene.group());
            properties.setProperty(PropertyKeyConst.INSTANCE_ID, "MQ_INST_1_fleet");

            try (DeadLetters deadLetters = DeadLetters.open(properties)) {
                assertThat(deadLetters.pending()).extracting(DeadLetter::messageId).containsExactly(id);
                deadLetters.resendPending();
            }

            await("delivered again").atMost(Scene.LIMIT).until(() -> consumer.deliveries().size() >= 2);
            assertThat(consumer.deliveries()).extracting(Delivery::body).containsExactly("dead", "dead");
            assertThat(consumer.deliveries()).extracting(Delivery::topic).containsOnly(scene.topic());
        }
    }

    private static List<String> send(Scene scene, RemoteClient producer, String part) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            ids.add(producer.send(scene.topic(), "tag", part + " " + i));
        }
        return ids;
    }
}
