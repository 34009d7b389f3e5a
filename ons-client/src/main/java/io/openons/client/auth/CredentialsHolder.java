package io.openons.client.auth;

import com.aliyun.openservices.ons.api.exception.ONSClientException;
import io.openons.client.config.Config;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The credentials in force. Requests read them when they are signed, so a replacement takes effect at once and as a
 * whole. With a machine's role it is open between start and shutdown and keeps them fresh. Thread-safe.
 */
public final class CredentialsHolder {

    private final AtomicReference<Credentials> current;
    private final RoleRefresh refresh;

    /**
     * Creates a holder that nobody refreshes.
     *
     * @param initial the credentials to start with, or null for unsigned requests
     */
    public CredentialsHolder(Credentials initial) {
        this.current = new AtomicReference<>(initial);
        this.refresh = null;
    }

    private CredentialsHolder(RamRole role) {
        this.current = new AtomicReference<>();
        this.refresh = new RoleRefresh(role, this, RoleRefresh.SHORTEST_PAUSE);
    }

    /**
     * Reads what a client signs with: the keys of a machine's role when RamRoleName is set, as published also beside
     * AccessKey and SecretKey; else those two; else nothing. Problems are noted in the reading.
     *
     * @param config the reading of the application's properties
     * @return the holder
     */
    public static CredentialsHolder from(Config config) {
        RamRole role = RamRole.from(config);
        return role == null ? new CredentialsHolder(Credentials.from(config)) : new CredentialsHolder(role);
    }

    /**
     * Takes the first keys of the role and refreshes them from then on; does nothing without a role, or when the
     * application has replaced them already.
     *
     * @param client the client in words
     * @throws ONSClientException when the metadata service has no keys
     */
    public void open(String client) {
        if (refresh != null) {
            refresh.begin(client);
        }
    }

    /** Refreshes no more. */
    public void close() {
        if (refresh != null) {
            refresh.end();
        }
    }

    /**
     * Where the credentials come from: equal ones mean that clients may go over the same connections.
     *
     * @return the role in words, or the credentials in force; null when requests go unsigned
     */
    public Object origin() {
        return refresh == null ? current() : refresh.role();
    }

    /**
     * The credentials in force.
     *
     * @return the credentials, or null when requests go unsigned
     */
    public Credentials current() {
        return current.get();
    }

    /**
     * Replaces the credentials, for good: a role is not asked any more.
     *
     * @param credentials the new ones
     */
    public void replace(Credentials credentials) {
        current.set(credentials);
    }

    /** Replaces the credentials unless somebody else did. */
    boolean replace(Credentials expected, Credentials next) {
        return current.compareAndSet(expected, next);
    }
}
