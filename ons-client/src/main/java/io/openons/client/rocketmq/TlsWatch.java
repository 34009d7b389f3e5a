package io.openons.client.rocketmq;

import io.openons.client.error.ErrorCode;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers which servers a transport has no TLS connection with, and why. Consumers have nobody to throw at: for each
 * one the log says so, once for each server and reason until that server answers. Thread-safe.
 */
final class TlsWatch {

    private static final Logger LOG = LoggerFactory.getLogger(TlsWatch.class);
    /** Each failed request has just tried to connect; what is older has nothing to do with it. */
    private static final long RECENT_NANOS = Duration.ofSeconds(10).toNanos();

    private final Supplier<Set<String>> consumers;
    private final Map<SocketAddress, TlsFailure> failures = new ConcurrentHashMap<>();
    /** By server and consumer. One attempt may fail for several reasons, which come again with the next one. */
    private final Map<SocketAddress, Map<String, Set<String>>> told = new ConcurrentHashMap<>();

    /**
     * A watch of one transport.
     *
     * @param consumers those that receive over it at the moment, in words; they come and go
     */
    TlsWatch(Supplier<Set<String>> consumers) {
        this.consumers = consumers;
    }

    void succeeded(SocketAddress server) {
        failures.remove(server);
        told.remove(server);
    }

    void failed(SocketAddress server, Throwable cause) {
        if (server == null) {
            return; // closed on our side before there was anything to fail
        }
        TlsFailure failure = new TlsFailure(server, cause);
        failures.put(server, failure);
        Set<String> present = consumers.get();
        Map<String, Set<String>> reasons = told.computeIfAbsent(server, none -> new ConcurrentHashMap<>());
        reasons.keySet().retainAll(present);
        for (String consumer : present) {
            if (reasons.computeIfAbsent(consumer, none -> ConcurrentHashMap.newKeySet()).add(failure.toString())) {
                LOG.warn("{} receives nothing from a server: {}. {} It goes on trying. [{}]", consumer, failure,
                        ErrorCode.TLS_FAILED.advice(), ErrorCode.TLS_FAILED.id());
            }
        }
    }

    /** The last failure of a moment ago, or null. */
    TlsFailure recent() {
        return failures.values().stream().filter(failure -> failure.ageNanos() < RECENT_NANOS)
                .min((one, other) -> Long.compare(one.ageNanos(), other.ageNanos())).orElse(null);
    }
}
