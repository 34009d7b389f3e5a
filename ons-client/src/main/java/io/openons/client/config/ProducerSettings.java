package io.openons.client.config;

/** What producers have besides {@link ClientSettings}. Immutable. */
public final class ProducerSettings {

    private final int sendTimeoutMillis;

    private ProducerSettings(Config config) {
        int defaultTimeout = config.kind() == ClientKind.PRODUCER ? NumberKey.SEND_MSG_TIMEOUT.defaultValue : 3000;
        this.sendTimeoutMillis = config.number(NumberKey.SEND_MSG_TIMEOUT, defaultTimeout);
    }

    /**
     * Reads the settings; problems are noted in the reading.
     *
     * @param config the reading of the application's properties
     * @return the settings
     */
    public static ProducerSettings from(Config config) {
        return new ProducerSettings(config);
    }

    /**
     * The time a send may take in all, retries included.
     *
     * @return milliseconds; 5000 by default, 3000 for order and transaction producers
     */
    public int sendTimeoutMillis() {
        return sendTimeoutMillis;
    }
}
