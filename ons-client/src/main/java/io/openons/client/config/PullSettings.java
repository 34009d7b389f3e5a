package io.openons.client.config;

import com.aliyun.openservices.ons.api.PropertyKeyConst;
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
        this.broadcasting = PropertyValueConst.BROADCASTING.equals(config.word(PropertyKeyConst.MessageModel,
                PropertyValueConst.CLUSTERING, PropertyValueConst.CLUSTERING, PropertyValueConst.BROADCASTING));
        this.autoCommit = config.flag(PropertyKeyConst.AUTO_COMMIT, true);
        this.autoCommitIntervalMillis = config.number(NumberKey.AUTO_COMMIT_INTERVAL);
        this.batchSize = config.number(NumberKey.POLL_BATCH_SIZE);
        this.maxCachedMessages = config.number(NumberKey.MAX_CACHED_MESSAGES);
        this.maxCachedMebibytesOfQueue = config.number(NumberKey.MAX_CACHED_MEBIBYTES_OF_QUEUE);
        config.number(NumberKey.CONSUME_THREADS);
        config.number(NumberKey.POLL_TIMEOUT);
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
