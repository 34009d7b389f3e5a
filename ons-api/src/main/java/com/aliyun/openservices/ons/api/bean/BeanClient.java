package com.aliyun.openservices.ons.api.bean;

import com.aliyun.openservices.ons.api.Admin;
import com.aliyun.openservices.ons.api.exception.ONSClientException;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The client behind a bean: made from the bean's properties by each start, so that a bean can start again after it was
 * shut down. Thread-safe: starting and shutting down exclude each other, everything else reads the current client.
 *
 * @param <C> the kind of client
 */
final class BeanClient<C extends Admin> {
    private final String bean;
    private volatile Properties properties;
    private volatile C client;

    BeanClient(String bean) {
        this.bean = bean;
    }

    Properties properties() {
        return properties;
    }

    void properties(Properties properties) {
        this.properties = properties;
    }

    boolean isStarted() {
        C current = client;
        return current != null && current.isStarted();
    }

    boolean isClosed() {
        C current = client;
        return current == null || current.isClosed();
    }

    /** The client of the last successful start, running or shut down. */
    C startedFor(String operation) {
        C current = client;
        if (current == null) {
            throw new ONSClientException(
                bean + "." + operation + " failed: the bean was not started. Call start() first.");
        }
        return current;
    }

    void start(Function<Properties, C> factory) {
        start(factory, fresh -> { });
    }

    synchronized void start(Function<Properties, C> factory, Consumer<C> preparation) {
        if (isStarted()) {
            return;
        }
        if (properties == null) {
            throw new ONSClientException(bean + ".start failed: properties not set. Call setProperties() first.");
        }
        C fresh = factory.apply(properties);
        try {
            preparation.accept(fresh);
            fresh.start();
        } catch (RuntimeException | Error e) {
            release(fresh, e);
            throw e;
        }
        client = fresh;
    }

    void updateCredential(Properties credentialProperties) {
        C current = client;
        if (current != null) {
            current.updateCredential(credentialProperties);
        }
    }

    synchronized void shutdown() {
        if (client != null) {
            client.shutdown();
        }
    }

    private static void release(Admin half, Throwable reason) {
        try {
            half.shutdown();
        } catch (RuntimeException | Error e) {
            reason.addSuppressed(e);
        }
    }
}
