package io.openons.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.rocketmq.common.BrokerConfig;
import org.apache.rocketmq.store.config.MessageStoreConfig;

/**
 * Options of an {@link EmbeddedRocketMq}; each has a default made for tests. Not thread-safe.
 *
 * <pre>{@code
 * try (EmbeddedRocketMq rocketMq = EmbeddedRocketMq.builder()
 *         .messageDelayLevels("1s 2s 5s")
 *         .transactionCheckInterval(Duration.ofMillis(500))
 *         .start()) {
 *     // ...
 * }
 * }</pre>
 */
public final class EmbeddedRocketMqBuilder {

    private static final int LARGEST_MESSAGE = 15 * 1024 * 1024;

    private String messageDelayLevels = "1s 1s 1s 1s 1s 1s 1s 1s 1s 1s 1s 1s 1s 1s 1s 1s 1s 1s";
    private boolean autoCreateTopics;
    private boolean autoCreateGroups = true;
    private int maxMessageSize = 4 * 1024 * 1024;
    private Duration transactionCheckInterval = Duration.ofSeconds(1);
    private boolean accessControl;
    private ServerTls tls = ServerTls.NONE;
    private Consumer<BrokerConfig> brokerConfig = config -> { };
    private Consumer<MessageStoreConfig> storeConfig = config -> { };

    EmbeddedRocketMqBuilder() {
    }

    /**
     * Sets the delays of RocketMQ's delay levels 1, 2, 3 and so on. They also pace redeliveries: the n-th retry of a
     * message waits for level n+2.
     *
     * <p>Default: 18 levels (as many as a real broker has) of one second each, so that tests see retries and dead
     * letters soon. A real broker has {@code 1s 5s 10s 30s 1m 2m 3m 4m 5m 6m 7m 8m 9m 10m 20m 30m 1h 2h}.
     *
     * @param levels delays, separated by single spaces: a whole number and a unit of s, m, h or d; "0s" is accepted
     * @return this builder
     * @throws IllegalArgumentException if a delay is not written so
     */
    public EmbeddedRocketMqBuilder messageDelayLevels(String levels) {
        Objects.requireNonNull(levels, "levels");
        if (!levels.matches("\\d{1,9}[smhd]( \\d{1,9}[smhd])*")) {
            throw new IllegalArgumentException("Illegal delay levels \"" + levels + "\": allowed are whole numbers with"
                    + " a unit of s, m, h or d, separated by single spaces. Write for example \"1s 5s 10s\".");
        }
        this.messageDelayLevels = levels;
        return this;
    }

    /**
     * Whether sending to an unknown topic creates it.
     *
     * <p>Default: false, as in production: an unknown topic has no route and sending to it fails.
     *
     * @param autoCreate true to create topics on first use
     * @return this builder
     */
    public EmbeddedRocketMqBuilder autoCreateTopics(boolean autoCreate) {
        this.autoCreateTopics = autoCreate;
        return this;
    }

    /**
     * Whether a consumer of an unknown group creates it.
     *
     * <p>Default: true. The first retry of a group created so may be late by up to 30 s, the client's polling interval
     * for routes; {@link EmbeddedRocketMq#createGroup(String)} avoids that.
     *
     * @param autoCreate false to refuse unknown groups
     * @return this builder
     */
    public EmbeddedRocketMqBuilder autoCreateGroups(boolean autoCreate) {
        this.autoCreateGroups = autoCreate;
        return this;
    }

    /**
     * Sets the largest message body the broker accepts; larger ones are answered with MESSAGE_ILLEGAL (code 13).
     *
     * <p>Default: 4 MiB, RocketMQ's own. Properties come on top and have their own limit of 32767 bytes.
     *
     * @param bytes size in bytes, from 1 to 15 MiB: the transport carries at most 16 MiB in one piece
     * @return this builder
     * @throws IllegalArgumentException if the size is out of range
     */
    public EmbeddedRocketMqBuilder maxMessageSize(int bytes) {
        if (bytes < 1 || bytes > LARGEST_MESSAGE) {
            throw new IllegalArgumentException("Illegal maximum message size " + bytes + ": allowed are 1 to "
                    + LARGEST_MESSAGE + " bytes.");
        }
        this.maxMessageSize = bytes;
        return this;
    }

    /**
     * Sets how soon, and then how often, the broker asks producers about transactions left open.
     *
     * <p>Default: one second (a real broker: first after 6 s, then every 30 s). A message may put off its first check
     * with the property CHECK_IMMUNITY_TIME_IN_SECONDS. There is no end to checking in practice: the broker gives up
     * after 100,000 rounds.
     *
     * @param interval from 100 ms to one day
     * @return this builder
     * @throws IllegalArgumentException if the interval is out of range
     */
    public EmbeddedRocketMqBuilder transactionCheckInterval(Duration interval) {
        Objects.requireNonNull(interval, "interval");
        if (interval.compareTo(Duration.ofMillis(100)) < 0 || interval.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("Illegal transaction check interval " + interval
                    + ": allowed are PT0.1S (100 ms) to PT24H (one day).");
        }
        this.transactionCheckInterval = interval;
        return this;
    }

    /**
     * Has the broker authenticate every request and check permissions on topics and groups (RocketMQ's ACL 2.0). Users
     * are made with {@link EmbeddedRocketMq#accessControl()}; they and their permissions survive a restart. The name
     * server answers everybody.
     *
     * <p>Default: off, everybody may do everything.
     *
     * @return this builder
     */
    public EmbeddedRocketMqBuilder accessControl() {
        this.accessControl = true;
        return this;
    }

    /**
     * Has both servers speak TLS with clients that begin with it; others are still served in plain.
     *
     * <p>Default: no TLS.
     *
     * @param certificate PEM file of the servers' certificate
     * @param key PEM file of its private key, PKCS#8 and not encrypted
     * @return this builder
     */
    public EmbeddedRocketMqBuilder tls(Path certificate, Path key) {
        this.tls = new ServerTls(Objects.requireNonNull(certificate, "certificate"),
                Objects.requireNonNull(key, "key"), null, false);
        return this;
    }

    /**
     * As {@link #tls(Path, Path)}, with plain connections refused.
     *
     * @param certificate PEM file of the servers' certificate
     * @param key PEM file of its private key, PKCS#8 and not encrypted
     * @return this builder
     */
    public EmbeddedRocketMqBuilder tlsOnly(Path certificate, Path key) {
        this.tls = new ServerTls(Objects.requireNonNull(certificate, "certificate"),
                Objects.requireNonNull(key, "key"), null, true);
        return this;
    }

    /**
     * As {@link #tlsOnly(Path, Path)}, for clients with a certificate alone. The broker is a client of the name server and
     * shows it the servers' certificate.
     *
     * @param certificate PEM file of the servers' certificate
     * @param key PEM file of its private key, PKCS#8 and not encrypted
     * @param trustedClients PEM file of the authorities of clients' certificates and of the servers'
     * @return this builder
     */
    public EmbeddedRocketMqBuilder mutualTlsOnly(Path certificate, Path key, Path trustedClients) {
        this.tls = new ServerTls(Objects.requireNonNull(certificate, "certificate"),
                Objects.requireNonNull(key, "key"), Objects.requireNonNull(trustedClients, "trustedClients"), true);
        return this;
    }

    /**
     * Adjusts RocketMQ's broker settings after the harness has made its own; runs at every start. Several adjustments
     * add up. Addresses and ports must stay as they are.
     *
     * @param adjustment receives the settings the broker is about to start with
     * @return this builder
     */
    public EmbeddedRocketMqBuilder brokerConfig(Consumer<BrokerConfig> adjustment) {
        this.brokerConfig = brokerConfig.andThen(Objects.requireNonNull(adjustment, "adjustment"));
        return this;
    }

    /**
     * Adjusts RocketMQ's store settings after the harness has made its own; runs at every start. Several adjustments
     * add up. Paths must stay as they are.
     *
     * @param adjustment receives the settings the store is about to start with
     * @return this builder
     */
    public EmbeddedRocketMqBuilder storeConfig(Consumer<MessageStoreConfig> adjustment) {
        this.storeConfig = storeConfig.andThen(Objects.requireNonNull(adjustment, "adjustment"));
        return this;
    }

    /**
     * Starts a name server and a broker with these options and returns when the name server knows the broker.
     *
     * @return the running pair; close it
     * @throws IllegalStateException if a server does not start; nothing is left running then
     */
    public EmbeddedRocketMq start() {
        return EmbeddedRocketMq.start(settings());
    }

    BrokerSettings settings() {
        return new BrokerSettings(messageDelayLevels, autoCreateTopics, autoCreateGroups, maxMessageSize,
                transactionCheckInterval, accessControl, tls, brokerConfig, storeConfig);
    }
}
