package io.openons.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/**
 * The middle of some values, with the least and the greatest.
 *
 * @param value the median; not a number if there are none
 * @param least the least value
 * @param greatest the greatest value
 */
record Median(double value, double least, double greatest) {

    static Median of(List<Double> values) {
        if (values.isEmpty()) {
            return new Median(Double.NaN, Double.NaN, Double.NaN);
        }
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double value = sorted.size() % 2 == 1 ? sorted.get(middle)
                : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Median(value, sorted.get(0), sorted.get(sorted.size() - 1));
    }

    /** The ratios of two libraries in each round: what slows a machine for a while slows both. */
    static Median ofRatios(List<Double> values, List<Double> references) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < Math.min(values.size(), references.size()); i++) {
            if (references.get(i) != 0) {
                ratios.add(values.get(i) / references.get(i));
            }
        }
        return of(ratios);
    }
}
