package com.aliyun.openservices.ons.api;

import java.util.Properties;

/**
 * The life of a client: what every producer and consumer has in common.
 *
 * <p>A client is created by {@link ONSFactory}, started once, used, and shut down once. It owns threads and connections
 * from {@link #start()} to {@link #shutdown()}; consumers and producers keep the JVM alive meanwhile. A client that was
 * shut down cannot be started again: create a new one.
 *
 * <p>Implementations that come from {@link ONSFactory} are safe for use by several threads. Applications may implement
 * this interface themselves (in tests, for instance); no method will ever be added to it without a default.
 */
public interface Admin {
    /**
     * Tells whether the client is running.
     *
     * @return {@code true} from the end of a successful {@link #start()} to {@link #shutdown()}
     */
    boolean isStarted();

    /**
     * Tells whether the client is not running. As published, this is the opposite of {@link #isStarted()}, so it is
     * {@code true} also for a client that was never started.
     *
     * @return {@code true} before {@link #start()} and after {@link #shutdown()}
     */
    boolean isClosed();

    /**
     * Starts the client. Blocks until it is ready for use; a second call on a running client does nothing.
     *
     * @throws com.aliyun.openservices.ons.api.exception.ONSClientException if the configuration is refused, the client
     *     cannot start, or it was shut down before
     */
    void start();

    /**
     * Replaces the credentials that sign every following request; takes effect without a restart. The three values are
     * replaced together, so that no request is signed with a mixture of old and new.
     *
     * @param credentialProperties {@link PropertyKeyConst#AccessKey} and {@link PropertyKeyConst#SecretKey}, and
     *     {@link PropertyKeyConst#SecurityToken} when the keys are temporary; not {@code null}
     * @throws com.aliyun.openservices.ons.api.exception.ONSClientException if one of the two keys is missing or blank;
     *     the credentials in use stay
     */
    void updateCredential(Properties credentialProperties);

    /**
     * Stops the client and releases its threads and connections. Blocks until that is done. Does nothing on a client
     * that was not started, which may still be started later, and on one that was already shut down.
     */
    void shutdown();
}
