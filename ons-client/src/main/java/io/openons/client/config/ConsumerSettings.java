package io.openons.client.config;

import com.aliyun.openservices.ons.api.PropertyValueConst;

/** What push consumers have besides {@link ClientSettings}. Immutable. */
public final class ConsumerSettings {

    private final boolean broadcasting;
    private final int threads;
    private final int maxReconsumeTimes;
    private final int batchSize;
    private final int batchAwaitSeconds;
    private final int suspendTimeMillis;
    private final int consumeTimeoutMinutes;
    private final int maxCachedMessages;
    private final int maxCachedMebibytes;
    private final int pullBatchSize;
    private final boolean postSubscriptionWhenPull;
    private final boolean allocateByCircle;

    private ConsumerSettings(Config config) {
        this.broadcasting = broadcasting(config);
        this.threads = config.number(OnsKey.CONSUME_THREAD_NUMS);
        this.maxReconsumeTimes = config.number(OnsKey.MAX_RECONSUME_TIMES);
        this.batchSize = config.number(OnsKey.CONSUME_MESSAGE_BATCH_MAX_SIZE);
        this.batchAwaitSeconds = config.number(OnsKey.BATCH_CONSUME_MAX_AWAIT);
        this.suspendTimeMillis = config.number(OnsKey.SUSPEND_TIME_MILLIS);
        this.consumeTimeoutMinutes = config.number(OnsKey.CONSUME_TIMEOUT);
        this.maxCachedMessages = config.number(OnsKey.MAX_CACHED_MESSAGE_AMOUNT);
        this.maxCachedMebibytes = config.number(OnsKey.MAX_CACHED_MESSAGE_SIZE_IN_MIB);
        this.pullBatchSize = config.number(OnsKey.MAX_BATCH_MESSAGE_COUNT);
        this.postSubscriptionWhenPull = config.flag(OnsKey.POST_SUBSCRIPTION_WHEN_PULL);
        this.allocateByCircle = PropertyValueConst.ALLOCATE_MESSAGE_QUEUE_CIRCLE.equals(
                config.word(OnsKey.ALLOCATE_MESSAGE_QUEUE_STRATEGY_NAME));
    }

    /** An OrderConsumer never broadcasts, and was never refused for what is asked here. */
    private static boolean broadcasting(Config config) {
        if (config.kind() == ClientKind.ORDER_CONSUMER) {
            String asked = config.text(OnsKey.MESSAGE_MODEL);
            config.warnUnsupported(OnsKey.MESSAGE_MODEL,
                    asked != null && !asked.equals(PropertyValueConst.CLUSTERING));
            return false;
        }
        return PropertyValueConst.BROADCASTING.equals(config.word(OnsKey.MESSAGE_MODEL));
    }

    /**
     * Reads the settings; problems are noted in the reading.
     *
     * @param config the reading of the application's properties
     * @return the settings
     */
    public static ConsumerSettings from(Config config) {
        return new ConsumerSettings(config);
    }

    /**
     * Whether each consumer of the group receives every message.
     *
     * @return true for BROADCASTING, false for CLUSTERING, the default
     */
    public boolean broadcasting() {
        return broadcasting;
    }

    /**
     * How many threads call the listener.
     *
     * @return 1 to 1000, 64 by default
     */
    public int threads() {
        return threads;
    }

    /**
     * How often a failed message is delivered again before it becomes a dead letter.
     *
     * @return the number of retries, 16 by default; -1 for RocketMQ's default, which is 16, or no limit for ordered
     *         messages
     */
    public int maxReconsumeTimes() {
        return maxReconsumeTimes;
    }

    /**
     * How many messages a batch listener is given at most.
     *
     * @return 1 to 1024, 1 by default
     */
    public int batchSize() {
        return batchSize;
    }

    /**
     * How long the first message of a batch waits for more.
     *
     * @return seconds, 0 by default: not at all
     */
    public int batchAwaitSeconds() {
        return batchAwaitSeconds;
    }

    /**
     * How long a queue pauses before an ordered message that failed is delivered again.
     *
     * @return milliseconds, 10 to 30,000, 3000 by default
     */
    public int suspendTimeMillis() {
        return suspendTimeMillis;
    }

    /**
     * How long a listener may work on a message before it is sent back for another delivery.
     *
     * @return minutes, 15 by default
     */
    public int consumeTimeoutMinutes() {
        return consumeTimeoutMinutes;
    }

    /**
     * How many messages of one topic are held in memory at most.
     *
     * @return 100 to 50,000, 5000 by default
     */
    public int maxCachedMessages() {
        return maxCachedMessages;
    }

    /**
     * How much memory the held messages of one topic may take.
     *
     * @return mebibytes, 16 to 2048, 512 by default
     */
    public int maxCachedMebibytes() {
        return maxCachedMebibytes;
    }

    /**
     * How many messages one pull asks for.
     *
     * @return 1 to 1024, 32 by default
     */
    public int pullBatchSize() {
        return pullBatchSize;
    }

    /**
     * Whether each pull repeats the subscription.
     *
     * @return the PostSubscriptionWhenPull property
     */
    public boolean postSubscriptionWhenPull() {
        return postSubscriptionWhenPull;
    }

    /**
     * Whether queues go to the group's consumers in turn, rather than in even blocks.
     *
     * @return true when ALLOCATE_MESSAGE_QUEUE_STRATEGY_NAME is AVG_BY_CIRCLE
     */
    public boolean allocateByCircle() {
        return allocateByCircle;
    }
}
