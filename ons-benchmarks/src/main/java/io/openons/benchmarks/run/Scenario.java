package io.openons.benchmarks.run;

import io.openons.benchmarks.load.MeasureKind;

/**
 * One measure with its numbers, for any library.
 *
 * @param label for the first column of a table
 * @param kind what to measure
 * @param bodyBytes size of a body
 * @param topics number of topics
 * @param clients number of clients in the JVM
 * @param listenerMillis what a listener takes for each message
 */
public record Scenario(String label, MeasureKind kind, int bodyBytes, int topics, int clients, int listenerMillis) {

    /** Size of a body unless it is what varies. */
    public static final int USUAL_BODY = 256;

    /** The measure with one client, one topic and bodies of 256 bytes. */
    public static Scenario of(MeasureKind kind) {
        return new Scenario(kind.label(), kind, USUAL_BODY, 1, 1, 0);
    }
}
