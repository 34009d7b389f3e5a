package io.openons.client.config;

import java.util.EnumSet;
import java.util.Set;

/**
 * Every key with a whole number as its value: unit, default, range, and what happens to a value that is no number or
 * lies outside the range, for each kind of client that reads it. The rules follow the published client where it
 * accepted a value (then ours accepts it too, with a warning) and refuse where it failed later or with a raw exception.
 */
enum NumberKey {
    ADDRESS_SERVER_POLL(OnsKey.ADDRESS_SERVER_POLL_SECONDS, "s", 120, 1, 86_400,
            OnBadValue.REFUSE, OnBadValue.REFUSE),
    SEND_MSG_TIMEOUT(OnsKey.SEND_MSG_TIMEOUT_MILLIS, "ms", 5000, 1, Integer.MAX_VALUE,
            OnBadValue.REFUSE, OnBadValue.USE_DEFAULT, ClientKind.PRODUCER),
    /** A TransactionProducer was never refused for this. */
    SEND_MSG_TIMEOUT_OF_TRANSACTIONS(OnsKey.SEND_MSG_TIMEOUT_MILLIS, "ms", 3000, 1, Integer.MAX_VALUE,
            OnBadValue.USE_DEFAULT, OnBadValue.USE_DEFAULT, ClientKind.TRANSACTION_PRODUCER),
    SEND_MSG_TIMEOUT_OF_OTHERS(OnsKey.SEND_MSG_TIMEOUT_MILLIS, "ms", 3000, 1, Integer.MAX_VALUE,
            OnBadValue.REFUSE, OnBadValue.USE_DEFAULT),
    /** Below 0, the default, the broker's own time counts. */
    CHECK_IMMUNITY(OnsKey.CHECK_IMMUNITY_TIME_IN_SECONDS, "s", -1, -1, Integer.MAX_VALUE,
            OnBadValue.USE_DEFAULT, OnBadValue.USE_DEFAULT),
    /** A PullConsumer was never refused for a number, and has no use for it here. */
    CONSUME_THREADS_OF_PULLS(OnsKey.CONSUME_THREAD_NUMS, "threads", 64, 1, 1000,
            OnBadValue.REFUSE, OnBadValue.CLAMP, ClientKind.PULL_CONSUMER),
    CONSUME_THREADS(OnsKey.CONSUME_THREAD_NUMS, "threads", 64, 1, 1000,
            OnBadValue.REFUSE, OnBadValue.REFUSE),
    /** An ordered message that fails holds its queue, as published, until the application sets a limit. */
    MAX_RECONSUME_TIMES_IN_ORDER(OnsKey.MAX_RECONSUME_TIMES, "retries", -1, -1, Integer.MAX_VALUE,
            OnBadValue.USE_DEFAULT, OnBadValue.USE_DEFAULT, ClientKind.ORDER_CONSUMER),
    MAX_RECONSUME_TIMES(OnsKey.MAX_RECONSUME_TIMES, "retries", 16, -1, Integer.MAX_VALUE,
            OnBadValue.USE_DEFAULT, OnBadValue.USE_DEFAULT),
    SUSPEND_TIME(OnsKey.SUSPEND_TIME_MILLIS, "ms", 3000, 10, 30_000,
            OnBadValue.USE_DEFAULT, OnBadValue.CLAMP),
    /** An OrderConsumer was never refused for this. */
    CONSUME_TIMEOUT_IN_ORDER(OnsKey.CONSUME_TIMEOUT, "minutes", 15, 1, Integer.MAX_VALUE,
            OnBadValue.USE_DEFAULT, OnBadValue.USE_DEFAULT, ClientKind.ORDER_CONSUMER),
    CONSUME_TIMEOUT(OnsKey.CONSUME_TIMEOUT, "minutes", 15, 1, Integer.MAX_VALUE,
            OnBadValue.USE_DEFAULT, OnBadValue.REFUSE),
    BATCH_SIZE(OnsKey.CONSUME_MESSAGE_BATCH_MAX_SIZE, "messages", 1, 1, 1024,
            OnBadValue.REFUSE, OnBadValue.CLAMP),
    BATCH_AWAIT(OnsKey.BATCH_CONSUME_MAX_AWAIT, "s", 0, 0, Integer.MAX_VALUE,
            OnBadValue.USE_DEFAULT, OnBadValue.USE_DEFAULT),
    MAX_CACHED_MESSAGES(OnsKey.MAX_CACHED_MESSAGE_AMOUNT, "messages", 5000, 100, 50_000,
            OnBadValue.REFUSE, OnBadValue.CLAMP),
    MAX_CACHED_MEBIBYTES_OF_QUEUE(OnsKey.MAX_CACHED_MESSAGE_SIZE_IN_MIB, "MiB", 512, 16, 1024,
            OnBadValue.REFUSE, OnBadValue.CLAMP, ClientKind.PULL_CONSUMER),
    MAX_CACHED_MEBIBYTES(OnsKey.MAX_CACHED_MESSAGE_SIZE_IN_MIB, "MiB", 512, 16, 2048,
            OnBadValue.REFUSE, OnBadValue.CLAMP),
    /** A PullConsumer was never refused for this. */
    POLL_BATCH_SIZE(OnsKey.MAX_BATCH_MESSAGE_COUNT, "messages", 10, 1, 1024,
            OnBadValue.REFUSE, OnBadValue.CLAMP, ClientKind.PULL_CONSUMER),
    PULL_BATCH_SIZE(OnsKey.MAX_BATCH_MESSAGE_COUNT, "messages", 32, 1, 1024,
            OnBadValue.REFUSE, OnBadValue.REFUSE),
    AUTO_COMMIT_INTERVAL(OnsKey.AUTO_COMMIT_INTERVAL_MILLIS, "ms", 5000, 1000, Integer.MAX_VALUE,
            OnBadValue.REFUSE, OnBadValue.CLAMP),
    POLL_TIMEOUT(OnsKey.POLL_TIMEOUT_MILLIS, "ms", 5000, 0, Integer.MAX_VALUE,
            OnBadValue.REFUSE, OnBadValue.CLAMP);

    final OnsKey key;
    final String unit;
    final int defaultValue;
    final int min;
    final int max;
    final OnBadValue notANumber;
    final OnBadValue outOfRange;
    private final Set<ClientKind> readers;

    /** For one kind alone; another constant of the same key, which follows, is for its others. */
    NumberKey(OnsKey key, String unit, int defaultValue, int min, int max, OnBadValue notANumber,
              OnBadValue outOfRange, ClientKind reader) {
        this(key, unit, defaultValue, min, max, notANumber, outOfRange, EnumSet.of(reader));
    }

    NumberKey(OnsKey key, String unit, int defaultValue, int min, int max, OnBadValue notANumber,
              OnBadValue outOfRange) {
        this(key, unit, defaultValue, min, max, notANumber, outOfRange, key.readers());
    }

    NumberKey(OnsKey key, String unit, int defaultValue, int min, int max, OnBadValue notANumber,
              OnBadValue outOfRange, Set<ClientKind> readers) {
        this.key = key;
        this.unit = unit;
        this.defaultValue = defaultValue;
        this.min = min;
        this.max = max;
        this.notANumber = notANumber;
        this.outOfRange = outOfRange;
        this.readers = readers;
    }

    /** The rules of a key for a kind of client; those for others when this kind does not read it. */
    static NumberKey of(OnsKey key, ClientKind kind) {
        NumberKey forOthers = null;
        for (NumberKey rules : values()) {
            if (rules.key == key && rules.readers.contains(kind)) {
                return rules;
            }
            if (rules.key == key && forOthers == null) {
                forOthers = rules;
            }
        }
        return forOthers;
    }

    String range() {
        return min + ".." + max + " " + unit;
    }
}
