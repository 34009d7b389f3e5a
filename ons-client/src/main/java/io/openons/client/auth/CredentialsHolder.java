package io.openons.client.auth;

/**
 * The credentials in force. Requests read them when they are signed, so a replacement takes effect at once and as a
 * whole. Thread-safe.
 */
public final class CredentialsHolder {

    private volatile Credentials current;

    /**
     * Creates the holder.
     *
     * @param initial the credentials to start with, or null for unsigned requests
     */
    public CredentialsHolder(Credentials initial) {
        this.current = initial;
    }

    /**
     * The credentials in force.
     *
     * @return the credentials, or null when requests go unsigned
     */
    public Credentials current() {
        return current;
    }

    /**
     * Replaces the credentials.
     *
     * @param credentials the new ones
     */
    public void replace(Credentials credentials) {
        this.current = credentials;
    }
}
