package io.openons.client.config;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Whether a client's connections use TLS, whom it trusts and how it shows who it is. Files are read once, with the
 * other settings. Two settings are equal when their connections can be shared. Immutable; never shows the key or its
 * password.
 */
public final class TlsSettings {

    /** Who decides. */
    public enum Mode {
        /** The client was told nothing: RocketMQ's system property {@code tls.enable} and its companions count. */
        JVM_WIDE,
        /** Plain connections, whatever the JVM says. */
        OFF,
        /** TLS by these settings, whatever the JVM says. */
        ON
    }

    private static final List<OnsKey> NEED_TLS = Arrays.asList(OnsKey.TLS_TRUST_CERTIFICATE,
            OnsKey.TLS_CLIENT_CERTIFICATE, OnsKey.TLS_CLIENT_KEY, OnsKey.TLS_CLIENT_KEY_PASSWORD,
            OnsKey.TLS_VERIFY_SERVER);

    private final Mode mode;
    private final boolean verifyServer;
    private final PemFile trustCertificate;
    private final PemFile clientCertificate;
    private final PemFile clientKey;
    private final String keyPassword;

    private TlsSettings(Config config, Mode mode) {
        boolean on = mode == Mode.ON;
        this.mode = mode;
        this.verifyServer = on && !Boolean.FALSE.equals(strictFlag(config, OnsKey.TLS_VERIFY_SERVER));
        this.trustCertificate = on ? PemFile.from(config, OnsKey.TLS_TRUST_CERTIFICATE) : null;
        this.clientCertificate = on ? PemFile.from(config, OnsKey.TLS_CLIENT_CERTIFICATE) : null;
        this.clientKey = on ? PemFile.from(config, OnsKey.TLS_CLIENT_KEY) : null;
        this.keyPassword = on ? config.text(OnsKey.TLS_CLIENT_KEY_PASSWORD) : null;
    }

    /**
     * Reads the settings and their files; problems are noted in the reading.
     *
     * @param config the reading of the application's properties
     * @return the settings
     */
    public static TlsSettings from(Config config) {
        Boolean enabled = strictFlag(config, OnsKey.TLS_ENABLE);
        TlsSettings settings = new TlsSettings(config,
                enabled == null ? Mode.JVM_WIDE : enabled ? Mode.ON : Mode.OFF);
        if (enabled == null) {
            refuseIdleKeys(config);
        } else if (enabled) {
            refuseHalves(config, settings.verifyServer);
        }
        return settings;
    }

    /** Unlike other switches: a typing error must not mean an open connection. */
    private static Boolean strictFlag(Config config, OnsKey key) {
        String value = config.text(key);
        if (value == null) {
            return null;
        }
        String trimmed = value.trim();
        if (!"true".equalsIgnoreCase(trimmed) && !"false".equalsIgnoreCase(trimmed)) {
            config.problem(key.toString(), value, "true or false");
            return null;
        }
        return Boolean.valueOf(trimmed);
    }

    private static void refuseIdleKeys(Config config) {
        if (config.text(OnsKey.TLS_ENABLE) == null) {
            for (OnsKey key : NEED_TLS) {
                if (config.text(key) != null) {
                    config.problem(key + " is set, but " + OnsKey.TLS_ENABLE
                            + " is not: set that to true, or to false for plain connections");
                }
            }
        }
    }

    private static void refuseHalves(Config config, boolean verifyServer) {
        if (verifyServer && config.text(OnsKey.TLS_TRUST_CERTIFICATE) == null) {
            config.problem(OnsKey.TLS_TRUST_CERTIFICATE + " is missing: name the PEM file of the authority "
                    + "that signed the servers' certificates, or set " + OnsKey.TLS_VERIFY_SERVER
                    + "=false to trust any server");
        }
        requireBoth(config, OnsKey.TLS_CLIENT_CERTIFICATE, OnsKey.TLS_CLIENT_KEY);
        requireBoth(config, OnsKey.TLS_CLIENT_KEY, OnsKey.TLS_CLIENT_CERTIFICATE);
    }

    private static void requireBoth(Config config, OnsKey given, OnsKey needed) {
        if (config.text(given) != null && config.text(needed) == null) {
            config.problem(needed + " is missing: it belongs to " + given);
        }
    }

    /**
     * Who decides whether connections use TLS.
     *
     * @return the mode; with other modes than ON there are no files
     */
    public Mode mode() {
        return mode;
    }

    /**
     * Whether a server must show a certificate of a trusted authority.
     *
     * @return true by default
     */
    public boolean verifyServer() {
        return verifyServer;
    }

    /**
     * The authorities whose certificates are accepted of servers.
     *
     * @return the file, or null when there is none
     */
    public PemFile trustCertificate() {
        return trustCertificate;
    }

    /**
     * The certificates that the client shows, its own first.
     *
     * @return the file, or null when there is none
     */
    public PemFile clientCertificate() {
        return clientCertificate;
    }

    /**
     * The private key of the client's certificate.
     *
     * @return the file, or null when there is none
     */
    public PemFile clientKey() {
        return clientKey;
    }

    /**
     * What opens an encrypted key.
     *
     * @return the password, or null when there is none; a secret
     */
    public String keyPassword() {
        return keyPassword;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof TlsSettings)) {
            return false;
        }
        TlsSettings that = (TlsSettings) other;
        return mode == that.mode && verifyServer == that.verifyServer
                && Objects.equals(trustCertificate, that.trustCertificate)
                && Objects.equals(clientCertificate, that.clientCertificate)
                && Objects.equals(clientKey, that.clientKey);
    }

    @Override
    public int hashCode() {
        return Objects.hash(mode, verifyServer, trustCertificate, clientCertificate, clientKey);
    }

    @Override
    public String toString() {
        return mode != Mode.ON ? mode.toString() : mode + " verifyServer=" + verifyServer + " trust=" + trustCertificate
                + " certificate=" + clientCertificate;
    }
}
