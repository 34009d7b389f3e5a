package io.openons.client.config;

import com.aliyun.openservices.ons.api.PropertyValueConst;

/**
 * What pull consumers have besides {@link ClientSettings}. {@code ConsumeThreadNums} and {@code pollTimeoutMillis} are
 * checked, but have no use: pulls take no thread each, and every poll has a timeout of its own. Immutable.
 */
public final class PullSettings {

    private final boolean broadcasting;
    private final boolean autoCommit;
    private final int autoCommitIntervalMillis;
    private final int batchSize;
    private final int maxCachedMessages;
    private final int maxCachedMebibytesOfQueue;

    private PullSettings(Config config) {
        this.broadcasting = PropertyValueConst.BROADCASTING.equals(config.word(OnsKey.MESSAGE_MODEL));
        this.autoCommit = config.flag(OnsKey.AUTO_COMMIT);
        this.autoCommitIntervalMillis = config.number(OnsKey.AUTO_COMMIT_INTERVAL_MILLIS);
        this.batchSize = config.number(OnsKey.MAX_BATCH_MESSAGE_COUNT);
        this.maxCachedMessages = config.number(OnsKey.MAX_CACHED_MESSAGE_AMOUNT);
        this.maxCachedMebibytesOfQueue = config.number(OnsKey.MAX_CACHED_MESSAGE_SIZE_IN_MIB);
        config.number(OnsKey.CONSUME_THREAD_NUMS);
        config.number(OnsKey.POLL_TIMEOUT_MILLIS);
    }

    /**
     * Reads the settings; problems are noted in the reading.
     *
     * @param config the reading of the application's properties
     * @return the settings
     */
    public static PullSettings from(Config config) {
        return new PullSettings(config);
    }

    /**
     * Whether positions are this consumer's own instead of its group's.
     *
     * @return true for BROADCASTING, false for CLUSTERING, the default
     */
    public boolean broadcasting() {
        return broadcasting;
    }

    /**
     * Whether polling commits what earlier polls returned.
     *
     * @return true by default
     */
    public boolean autoCommit() {
        return autoCommit;
    }

    /**
     * How far automatic commits are apart.
     *
     * @return milliseconds, at least 1000, 5000 by default
     */
    public int autoCommitIntervalMillis() {
        return autoCommitIntervalMillis;
    }

    /**
     * How many messages one poll returns at most.
     *
     * @return 1 to 1024, 10 by default
     */
    public int batchSize() {
        return batchSize;
    }

    /**
     * How many messages of all queues are held in memory.
     *
     * @return 100 to 50,000, 5000 by default
     */
    public int maxCachedMessages() {
        return maxCachedMessages;
    }

    /**
     * How much memory the held messages of one queue may take.
     *
     * @return mebibytes, 16 to 1024, 512 by default
     */
    public int maxCachedMebibytesOfQueue() {
        return maxCachedMebibytesOfQueue;
    }
}
