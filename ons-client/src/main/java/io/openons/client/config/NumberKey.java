package io.openons.client.config;

import com.aliyun.openservices.ons.api.PropertyKeyConst;

/**
 * Every published key with a whole number as its value: unit, default, range, and what happens to a value that is no
 * number or lies outside the range. The rules follow the published client where it accepted a value (then ours accepts
 * it too, with a warning) and refuse where it failed later or with a raw exception.
 */
enum NumberKey {
    ADDRESS_SERVER_POLL(PropertyKeyConst.AddressServerPollSeconds, "s", 120, 1, 86_400,
            OnBadValue.REFUSE, OnBadValue.REFUSE),
    SEND_MSG_TIMEOUT(PropertyKeyConst.SendMsgTimeoutMillis, "ms", 5000, 1, Integer.MAX_VALUE,
            OnBadValue.REFUSE, OnBadValue.USE_DEFAULT),
    /** Below 0, the default, the broker's own time counts. */
    CHECK_IMMUNITY(PropertyKeyConst.CheckImmunityTimeInSeconds, "s", -1, -1, Integer.MAX_VALUE,
            OnBadValue.USE_DEFAULT, OnBadValue.USE_DEFAULT),
    CONSUME_THREADS(PropertyKeyConst.ConsumeThreadNums, "threads", 64, 1, 1000,
            OnBadValue.REFUSE, OnBadValue.REFUSE),
    MAX_RECONSUME_TIMES(PropertyKeyConst.MaxReconsumeTimes, "retries", 16, -1, Integer.MAX_VALUE,
            OnBadValue.USE_DEFAULT, OnBadValue.USE_DEFAULT),
    SUSPEND_TIME(PropertyKeyConst.SuspendTimeMillis, "ms", 3000, 10, 30_000,
            OnBadValue.USE_DEFAULT, OnBadValue.CLAMP),
    CONSUME_TIMEOUT(PropertyKeyConst.ConsumeTimeout, "minutes", 15, 1, Integer.MAX_VALUE,
            OnBadValue.USE_DEFAULT, OnBadValue.REFUSE),
    BATCH_SIZE(PropertyKeyConst.ConsumeMessageBatchMaxSize, "messages", 1, 1, 1024,
            OnBadValue.REFUSE, OnBadValue.CLAMP),
    BATCH_AWAIT(PropertyKeyConst.BatchConsumeMaxAwaitDurationInSeconds, "s", 0, 0, Integer.MAX_VALUE,
            OnBadValue.USE_DEFAULT, OnBadValue.USE_DEFAULT),
    MAX_CACHED_MESSAGES(PropertyKeyConst.MaxCachedMessageAmount, "messages", 5000, 100, 50_000,
            OnBadValue.REFUSE, OnBadValue.CLAMP),
    MAX_CACHED_MEBIBYTES(PropertyKeyConst.MaxCachedMessageSizeInMiB, "MiB", 512, 16, 2048,
            OnBadValue.REFUSE, OnBadValue.CLAMP),
    PULL_BATCH_SIZE(PropertyKeyConst.MAX_BATCH_MESSAGE_COUNT, "messages", 32, 1, 1024,
            OnBadValue.REFUSE, OnBadValue.REFUSE),
    /** A PullConsumer was never refused for these; its limit of memory is for one queue. */
    POLL_BATCH_SIZE(PropertyKeyConst.MAX_BATCH_MESSAGE_COUNT, "messages", 10, 1, 1024,
            OnBadValue.REFUSE, OnBadValue.CLAMP),
    MAX_CACHED_MEBIBYTES_OF_QUEUE(PropertyKeyConst.MaxCachedMessageSizeInMiB, "MiB", 512, 16, 1024,
            OnBadValue.REFUSE, OnBadValue.CLAMP),
    AUTO_COMMIT_INTERVAL(PropertyKeyConst.AUTO_COMMIT_INTERVAL_MILLIS, "ms", 5000, 1000, Integer.MAX_VALUE,
            OnBadValue.REFUSE, OnBadValue.CLAMP),
    POLL_TIMEOUT(PropertyKeyConst.POLL_TIMEOUT_MILLIS, "ms", 5000, 0, Integer.MAX_VALUE,
            OnBadValue.REFUSE, OnBadValue.CLAMP);

    /** What becomes of a value that cannot be used as it stands. */
    enum OnBadValue {
        /** The configuration is refused. */
        REFUSE,
        /** The nearest bound is used, with a warning. */
        CLAMP,
        /** The default is used, with a warning. */
        USE_DEFAULT
    }

    final String key;
    final String unit;
    final int defaultValue;
    final int min;
    final int max;
    final OnBadValue notANumber;
    final OnBadValue outOfRange;

    NumberKey(String key, String unit, int defaultValue, int min, int max, OnBadValue notANumber,
              OnBadValue outOfRange) {
        this.key = key;
        this.unit = unit;
        this.defaultValue = defaultValue;
        this.min = min;
        this.max = max;
        this.notANumber = notANumber;
        this.outOfRange = outOfRange;
    }

    String range() {
        return min + ".." + max + " " + unit;
    }
}
