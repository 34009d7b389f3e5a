package io.openons.client.rocketmq;

import io.openons.client.error.ErrorCode;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers which servers a client has no TLS connection with, and why. Consumers have nobody to throw at: theirs says
 * so in the log, once for each server and reason. Thread-safe.
 */
final class TlsWatch {

    private static final Logger LOG = LoggerFactory.getLogger(TlsWatch.class);
    /** Each failed request has just tried to connect; what is older has nothing to do with it. */
    private static final long RECENT_NANOS = Duration.ofSeconds(10).toNanos();

    private final String client;
    private final boolean speaksUp;
    private final Map<SocketAddress, TlsFailure> failures = new ConcurrentHashMap<>();

    TlsWatch(String client, boolean speaksUp) {
        this.client = client;
        this.speaksUp = speaksUp;
    }

    void succeeded(SocketAddress server) {
        failures.remove(server);
    }

    void failed(SocketAddress server, Throwable cause) {
        if (server == null) {
            return; // closed on our side before there was anything to fail
        }
        TlsFailure failure = new TlsFailure(server, cause);
        TlsFailure before = failures.put(server, failure);
        if (speaksUp && (before == null || !before.toString().equals(failure.toString()))) {
            LOG.warn("{} receives nothing from a server: {}. {} It goes on trying. [{}]", client, failure,
                    ErrorCode.TLS_FAILED.advice(), ErrorCode.TLS_FAILED.id());
        }
    }

    /** The last failure of a moment ago, or null. */
    TlsFailure recent() {
        return failures.values().stream().filter(failure -> failure.ageNanos() < RECENT_NANOS)
                .min((one, other) -> Long.compare(one.ageNanos(), other.ageNanos())).orElse(null);
    }
}
