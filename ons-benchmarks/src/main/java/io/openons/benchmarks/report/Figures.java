package io.openons.benchmarks.report;

import java.util.Locale;

/** Numbers as a reader wants them: three digits of small ones, whole large ones. */
final class Figures {

    private Figures() {
    }

    static String of(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        if (value >= 100) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, value >= 10 ? "%.1f" : "%.2f", value);
    }

    /** A ratio with its range over the rounds. */
    static String ratio(Median ratio) {
        return Double.isNaN(ratio.value()) ? "-" : String.format(Locale.ROOT, "%.2f (%.2f-%.2f)", ratio.value(),
                ratio.least(), ratio.greatest());
    }
}
