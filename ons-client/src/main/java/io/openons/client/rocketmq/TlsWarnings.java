package io.openons.client.rocketmq;

import io.openons.client.error.ErrorCode;
import java.net.SocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A consumer has nobody to throw at: the log says why a server has no TLS connection with it, once for each server and
 * reason until that server answers. Outlives the consumer's transports, of which each attempt to connect may have a new
 * one. Thread-safe.
 */
final class TlsWarnings {

    private static final Logger LOG = LoggerFactory.getLogger(TlsWarnings.class);

    private final String consumer;
    /** By server; one attempt may fail for several reasons, which come again with the next one. */
    private final Map<SocketAddress, Set<String>> told = new ConcurrentHashMap<>();

    TlsWarnings(String consumer) {
        this.consumer = consumer;
    }

    void succeeded(SocketAddress server) {
        told.remove(server);
    }

    void failed(SocketAddress server, TlsFailure failure) {
        if (told.computeIfAbsent(server, none -> ConcurrentHashMap.newKeySet()).add(failure.toString())) {
            LOG.warn("{} receives nothing from a server: {}. {} It goes on trying. [{}]", consumer, failure,
                    ErrorCode.TLS_FAILED.advice(), ErrorCode.TLS_FAILED.id());
        }
    }
}
