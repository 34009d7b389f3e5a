package io.openons.benchmarks.load;

import java.util.function.LongSupplier;

/** The measured part of a run under load: how many messages, and what they cost. */
final class Window {

    private final Findings findings;
    private final LongSupplier messages;
    private final Thread[] senders;

    private final long beginCpu = Resources.cpuNanos();
    private final long beginAll = Resources.allocatedByAll();
    private final long beginSenders;
    private final long beginMessages;
    private final long beginNanos;

    /** Begins it. */
    Window(Findings findings, LongSupplier messages, Thread... senders) {
        this.findings = findings;
        this.messages = messages;
        this.senders = senders;
        findings.begin();
        beginSenders = Resources.allocatedBytes(senders);
        beginMessages = messages.getAsLong();
        beginNanos = System.nanoTime();
    }

    /** Ends it while the load goes on. */
    void end() {
        double nanos = System.nanoTime() - beginNanos;
        double count = messages.getAsLong() - beginMessages;
        double bySenders = Resources.allocatedBytes(senders) - beginSenders;
        double byAll = Resources.allocatedByAll() - beginAll;
        double cpu = Resources.cpuNanos() - beginCpu;
        findings.end();
        if (count == 0) {
            throw new IllegalStateException("No message in " + nanos / 1e9 + " s.");
        }
        findings.found(Metric.RATE, count * 1e9 / nanos);
        if (senders.length > 0) {
            findings.found(Metric.CALLER_BYTES, bySenders / count);
        }
        findings.found(Metric.ALL_BYTES, byAll / count);
        findings.found(Metric.CLIENT_CPU, cpu / nanos);
    }
}
