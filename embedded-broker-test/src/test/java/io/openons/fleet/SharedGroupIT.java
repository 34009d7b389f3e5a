package io.openons.fleet;

import static io.openons.fleet.Fleet.otherThan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openons.embedded.StoredMessage;
import io.openons.jvm.ClientLibrary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.common.message.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One group, part of it on the published client, part on ours, part on Apache's: of producers and of consumers. */
@ExtendWith(FleetExtension.class)
@Timeout(120)
class SharedGroupIT {

    private static final int ROUNDS = 30;

    private final Fleet fleet;

    SharedGroupIT(Fleet fleet) {
        this.fleet = fleet;
    }

    @ParameterizedTest
    @EnumSource
    void messagesAreConsumedOnceAndRetriesByWhoeverHasTheirQueue(ClientLibrary first) {
        try (Scene scene = new Scene(fleet, "", 5)) {
            RemoteClient one = scene.start(first, Kind.CONSUMER);
            RemoteClient two = scene.start(otherThan(first), Kind.CONSUMER);
            scene.awaitDivision(one, two);
            scene.awaitRetriesAt(one);
            RemoteClient producer = scene.start(first, Kind.PRODUCER);
            RemoteClient otherProducer = scene.start(otherThan(first), Kind.PRODUCER);
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < ROUNDS; i++) {
                String tag = i % 3 == 0 ? Delivery.fails(1 + i % 2) : "tag";
                ids.add(producer.send(scene.topic(), tag, "one-" + i));
                ids.add(otherProducer.send(scene.topic(), tag, "two-" + i));
            }

            scene.settle(ids, one, two);

            assertThat(one.deliveries()).isNotEmpty();
            assertThat(two.deliveries()).isNotEmpty().filteredOn(Delivery::toFail).as("failed at the other")
                    .isNotEmpty();
            assertThat(Scene.deliveries(one, two)).filteredOn(delivery -> delivery.reconsumeTimes() > 0)
                    .hasSize(ROUNDS).allMatch(one.deliveries()::contains, "a retry, at the one with their queue");
        }
    }

    @Test
    void apacheClientsBelongToTheGroupAsWell() throws Exception {
        try (Scene scene = new Scene(fleet, "", 6)) {
            ApacheConsumer apache = scene.apacheConsumer();
            RemoteClient ours = scene.start(ClientLibrary.OURS, Kind.CONSUMER);
            RemoteClient published = scene.start(ClientLibrary.PUBLISHED, Kind.CONSUMER);
            scene.awaitDivision(apache, ours, published);
            scene.awaitRetriesAt(apache);
            RemoteClient ourProducer = scene.start(ClientLibrary.OURS, Kind.PRODUCER);
            RemoteClient publishedProducer = scene.start(ClientLibrary.PUBLISHED, Kind.PRODUCER);
            DefaultMQProducer apacheProducer = new DefaultMQProducer(scene.storedGroup());
            apacheProducer.setNamesrvAddr(fleet.broker().nameServerAddress());
            apacheProducer.setInstanceName(fleet.name("apache"));
            apacheProducer.start();
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < ROUNDS; i++) {
                String tag = i % 5 == 0 ? Delivery.fails(1) : "tag";
                ids.add(ourProducer.send(scene.topic(), tag, "ours-" + i));
                ids.add(publishedProducer.send(scene.topic(), tag, "published-" + i));
                ids.add(apacheProducer.send(new Message(scene.topic(), tag, "apache-" + i,
                        ("apache-" + i).getBytes(StandardCharsets.UTF_8))).getMsgId());
            }
            apacheProducer.shutdown();

            scene.settle(ids, apache, ours, published);

            assertThat(List.of(apache, ours, published)).allSatisfy(consumer ->
                    assertThat(consumer.deliveries()).extracting(Delivery::body)
                            .anyMatch(body -> body.startsWith("ours-")).anyMatch(body -> body.startsWith("published-"))
                            .anyMatch(body -> body.startsWith("apache-")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void groupGoesOnWhereTheOtherClientStopped(ClientLibrary from) {
        try (Scene scene = new Scene(fleet, "", 4)) {
            List<String> ids = new ArrayList<>();
            RemoteClient producer = scene.start(from, Kind.PRODUCER);
            RemoteClient before = scene.start(from, Kind.CONSUMER);
            send(scene, producer, "before", ids);
            scene.settle(ids, before);
            RemoteClient newProducer = scene.start(otherThan(from), Kind.PRODUCER);
            send(scene, newProducer, "in between", ids);

            RemoteClient after = scene.start(otherThan(from), Kind.CONSUMER);
            send(scene, newProducer, "after", ids);

            scene.settle(ids, before, after);
        }
    }

    /** While messages flow, a change of the group repeats some, with every client; none is lost. */
    @ParameterizedTest
    @EnumSource
    void nothingIsLostWhenProgramsComeAndGoWhileMessagesFlow(ClientLibrary from) {
        try (Scene scene = new Scene(fleet, "", 4)) {
            List<String> ids = new ArrayList<>();
            RemoteClient producer = scene.start(from, Kind.PRODUCER);
            RemoteClient before = scene.start(from, Kind.CONSUMER);
            send(scene, producer, "before", ids);
            RemoteClient after = scene.start(otherThan(from), Kind.CONSUMER);
            send(scene, producer, "both", ids);
            before.stop();
            send(scene, producer, "after", ids);

            assertThat(scene.stored()).extracting(StoredMessage::messageId)
                    .containsExactlyInAnyOrderElementsOf(ids);
            await("all of them").atMost(Scene.LIMIT).untilAsserted(() ->
                    assertThat(Scene.deliveries(before, after)).extracting(Delivery::messageId).containsAll(ids));
            after.stop();
            assertThat(scene.store().backlog(scene.storedGroup(), scene.storedTopic())).isZero();
        }
    }

    private static void send(Scene scene, RemoteClient producer, String part, List<String> ids) {
        for (int i = 0; i < ROUNDS; i++) {
            ids.add(producer.send(scene.topic(), "tag", part + "-" + i));
        }
    }
}
