package io.openons.client.rocketmq;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers which servers a transport has no TLS connection with, and why, and tells its consumers. Thread-safe. */
final class TlsWatch {

    /** Each failed request has just tried to connect; what is older has nothing to do with it. */
    private static final long RECENT_NANOS = Duration.ofSeconds(10).toNanos();

    private final Map<SocketAddress, TlsFailure> failures = new ConcurrentHashMap<>();
    private final Set<TlsWarnings> consumers = ConcurrentHashMap.newKeySet();

    void join(TlsWarnings consumer) {
        consumers.add(consumer);
    }

    void leave(TlsWarnings consumer) {
        consumers.remove(consumer);
    }

    void succeeded(SocketAddress server) {
        failures.remove(server);
        consumers.forEach(consumer -> consumer.succeeded(server));
    }

    void failed(SocketAddress server, Throwable cause) {
        if (server == null) {
            return; // closed on our side before there was anything to fail
        }
        TlsFailure failure = new TlsFailure(server, cause);
        failures.put(server, failure);
        consumers.forEach(consumer -> consumer.failed(server, failure));
    }

    /** The last failure of a moment ago, or null. */
    TlsFailure recent() {
        return failures.values().stream().filter(failure -> failure.ageNanos() < RECENT_NANOS)
                .min((one, other) -> Long.compare(one.ageNanos(), other.ageNanos())).orElse(null);
    }
}
