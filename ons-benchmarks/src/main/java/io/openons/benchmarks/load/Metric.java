package io.openons.benchmarks.load;

/** A number that a measure finds. */
public enum Metric {

    RATE("messages", "1/s", true),
    CALLER_BYTES("allocated by the sending thread", "B/message", false),
    ALL_BYTES("allocated by all threads", "B/message", false),
    CLIENT_CPU("CPU of the client's JVM", "cores", false),
    /** Added by the program that starts the JVMs, in whose JVM the broker runs. */
    BROKER_CPU("CPU of the broker's JVM", "cores", false),
    P50("p50", "µs", false),
    P99("p99", "µs", false),
    FROM_MAIN("main to first acknowledged send", "ms", false),
    FROM_CREATE("create to first acknowledged send", "ms", false),
    CLASSES("classes loaded by then", "", false),
    FIRST_MESSAGE("consumer: create to first message", "ms", false),
    THREADS("threads", "", false),
    LIVE_HEAP("heap after GC", "MB", false),
    RSS("resident memory", "MB", false),
    IDLE_CPU("CPU", "ms/s", false),
    PRODUCER_SHUTDOWN("producer's shutdown", "ms", false),
    CONSUMER_SHUTDOWN("consumer's shutdown", "ms", false);

    private final String label;
    private final String unit;
    private final boolean moreIsBetter;

    Metric(String label, String unit, boolean moreIsBetter) {
        this.label = label;
        this.unit = unit;
        this.moreIsBetter = moreIsBetter;
    }

    /** For the second column of a table. */
    public String label() {
        return label;
    }

    /** The unit, empty for a count. */
    public String unit() {
        return unit;
    }

    public boolean moreIsBetter() {
        return moreIsBetter;
    }
}
