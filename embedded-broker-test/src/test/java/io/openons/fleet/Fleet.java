package io.openons.fleet;

import static org.awaitility.Awaitility.await;

import io.openons.embedded.EmbeddedRocketMq;
import io.openons.jvm.ClientLibrary;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A broker, a program on the published client and one on ours, each in a JVM of its own. */
final class Fleet implements AutoCloseable {

    static final Duration FIRST_CHECK = Duration.ofMillis(500);

    private final EmbeddedRocketMq broker = EmbeddedRocketMq.builder().transactionCheckInterval(FIRST_CHECK).start();
    private final Map<ClientLibrary, Member> members = new EnumMap<>(ClientLibrary.class);
    private final AtomicInteger names = new AtomicInteger(1000);

    private Fleet() {
        for (ClientLibrary library : ClientLibrary.values()) {
            members.put(library, Member.start("fleet", library));
        }
    }

    static Fleet start() {
        Fleet fleet = new Fleet();
        fleet.members.values().forEach(fleet::warmUp);
        return fleet;
    }

    /** A program that is not one of the fleet's, for a test that kills it. */
    Member mortal(ClientLibrary library) {
        Member member = Member.start("mortal", library);
        warmUp(member);
        return member;
    }

    /** On a busy machine the first send of a JVM takes longer than the published client waits. */
    private void warmUp(Member member) {
        try (Scene scene = new Scene(this, "", 1)) {
            RemoteClient producer = scene.start(member, Kind.PRODUCER, "*");
            await("first send").atMost(Scene.LIMIT).ignoreExceptionsInstanceOf(IllegalStateException.class)
                    .until(() -> producer.send(scene.topic(), "tag", "warm-up") != null);
        }
    }

    EmbeddedRocketMq broker() {
        return broker;
    }

    /**
     * Has the broker ask for no end of a transaction, or do so again. One that it asks for while the producer's own
     * answer is on its way, as on a busy machine, makes a second copy of the message.
     */
    void checkTransactions(boolean check) {
        broker.brokerController().getBrokerConfig()
                .setTransactionTimeOut((check ? FIRST_CHECK : Duration.ofHours(1)).toMillis());
    }

    Member member(ClientLibrary library) {
        return members.get(library);
    }

    static ClientLibrary otherThan(ClientLibrary library) {
        return library == ClientLibrary.OURS ? ClientLibrary.PUBLISHED : ClientLibrary.OURS;
    }

    /** A new name; later ones sort behind earlier ones. */
    String name(String prefix) {
        return prefix + names.incrementAndGet();
    }

    @Override
    public void close() {
        members.values().forEach(Member::close);
        broker.close();
    }
}
