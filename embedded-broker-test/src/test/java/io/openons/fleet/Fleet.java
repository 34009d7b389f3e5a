package io.openons.fleet;

import io.openons.embedded.EmbeddedRocketMq;
import io.openons.jvm.ClientLibrary;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A broker, a program on the published client and one on ours, each in a JVM of its own. */
final class Fleet implements AutoCloseable {

    private final EmbeddedRocketMq broker =
            EmbeddedRocketMq.builder().transactionCheckInterval(Duration.ofMillis(500)).start();
    private final Map<ClientLibrary, Member> members = new EnumMap<>(ClientLibrary.class);
    private final AtomicInteger names = new AtomicInteger(1000);

    private Fleet() {
        for (ClientLibrary library : ClientLibrary.values()) {
            members.put(library, Member.start("fleet", library));
        }
    }

    static Fleet start() {
        return new Fleet();
    }

    EmbeddedRocketMq broker() {
        return broker;
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
