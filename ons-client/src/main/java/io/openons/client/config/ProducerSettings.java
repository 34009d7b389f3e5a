package io.openons.client.config;

import com.aliyun.openservices.ons.api.PropertyKeyConst;

/** What producers have besides {@link ClientSettings}. Immutable. */
public final class ProducerSettings {

    private final int sendTimeoutMillis;
    private final String defaultShardingKey;
    private final int checkImmunitySeconds;
    private final DelayLevels delayLevels;
    private final boolean autoBatch;

    private ProducerSettings(Config config) {
        this.sendTimeoutMillis = config.number(OnsKey.SEND_MSG_TIMEOUT_MILLIS);
        this.defaultShardingKey = config.text(OnsKey.SHARDING_KEY);
        this.checkImmunitySeconds = config.number(OnsKey.CHECK_IMMUNITY_TIME_IN_SECONDS);
        this.delayLevels = delayLevels(config);
        this.autoBatch = config.flag(OnsKey.AUTO_BATCH);
    }

    private static DelayLevels delayLevels(Config config) {
        String value = config.text(OnsKey.DELAY_LEVEL_FALLBACK);
        if (value == null || "false".equalsIgnoreCase(value.trim())) {
            return null;
        }
        DelayLevels levels =
                DelayLevels.parse("true".equalsIgnoreCase(value.trim()) ? DelayLevels.DEFAULT_TABLE : value);
        if (levels == null) {
            config.problem(PropertyKeyConst.DelayLevelFallback, value,
                    "true, false or the brokers' messageDelayLevel such as 1s 5s 10s 1m");
        }
        return levels;
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

    /**
     * The sharding key of ordered messages that are sent with none.
     *
     * @return the shardingKey property, or null
     */
    public String defaultShardingKey() {
        return defaultShardingKey;
    }

    /**
     * How long a broker leaves a new transaction alone before it asks for its end.
     *
     * @return seconds; -1, the default, for the broker's own time
     */
    public int checkImmunitySeconds() {
        return checkImmunitySeconds;
    }

    /**
     * What delivery times become on brokers that know fixed delays only.
     *
     * @return the brokers' delay levels, or null when such sends are refused
     */
    public DelayLevels delayLevels() {
        return delayLevels;
    }

    /**
     * Whether small messages to one topic may share a request.
     *
     * @return false by default, and for every kind but producers
     */
    public boolean autoBatch() {
        return autoBatch;
    }
}
