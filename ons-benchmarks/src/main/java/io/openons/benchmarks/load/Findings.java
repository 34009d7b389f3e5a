package io.openons.benchmarks.load;

import java.io.PrintStream;
import java.util.Locale;

/**
 * Tells the other JVM in lines what was found. Each begins with a word that nothing else prints, for a library may
 * write to standard output, too.
 */
public final class Findings {

    /** How each line begins. */
    public static final String LINE = "benchmark ";
    /** A line of this and the metric's name and value. */
    public static final String FOUND = LINE + "found ";
    /** A line of this and the number of messages that the broker must have stored. */
    public static final String SENT = LINE + "sent ";
    /** The measured part begins. */
    public static final String BEGIN = LINE + "begin";
    /** The measured part is over. */
    public static final String END = LINE + "end";

    private final PrintStream out;

    Findings(PrintStream out) {
        this.out = out;
    }

    void begin() {
        out.println(BEGIN);
    }

    void end() {
        out.println(END);
    }

    void found(Metric metric, double value) {
        out.println(FOUND + metric + " " + String.format(Locale.ROOT, "%.3f", value));
    }

    void sent(long messages) {
        out.println(SENT + messages);
    }
}
