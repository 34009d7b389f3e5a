package io.openons.benchmarks.report;

import io.openons.benchmarks.load.Metric;
import io.openons.benchmarks.run.Contestant;
import io.openons.benchmarks.run.Results;
import io.openons.benchmarks.run.Scenario;
import java.util.ArrayList;
import java.util.List;

/** All libraries side by side: medians, and ratios to the published and to the bare client. */
public final class Comparison {

    private static final List<String> REFERENCES = List.of(Contestant.PUBLISHED, Contestant.BARE);

    private final Results results;
    private final List<String> contestants;

    /**
     * Prepares the report.
     *
     * @param contestants their names
     */
    public Comparison(Results results, List<String> contestants) {
        this.results = results;
        this.contestants = List.copyOf(contestants);
    }

    /** A line for each number that was found. */
    public String table() {
        List<String> head = new ArrayList<>(List.of("Measure", "", "unit"));
        head.addAll(contestants);
        forEachRatio((contestant, reference) -> head.add(contestant + " / " + reference));
        MarkdownTable table = new MarkdownTable(3, head);
        for (Scenario scenario : results.scenarios()) {
            for (Metric metric : results.metrics(scenario)) {
                table.row(row(scenario, metric));
            }
        }
        return table.toString();
    }

    private List<String> row(Scenario scenario, Metric metric) {
        List<String> cells = new ArrayList<>(List.of(scenario.label(), metric.label(), metric.unit()));
        for (String contestant : contestants) {
            cells.add(Figures.of(Median.of(results.values(scenario, metric, contestant)).value()));
        }
        forEachRatio((contestant, reference) ->
                cells.add(Figures.ratio(ratio(scenario, metric, contestant, reference))));
        return cells;
    }

    private Median ratio(Scenario scenario, Metric metric, String contestant, String reference) {
        return Median.ofRatios(results.values(scenario, metric, contestant),
                results.values(scenario, metric, reference));
    }

    private void forEachRatio(Pair pair) {
        for (String contestant : contestants) {
            for (String reference : REFERENCES) {
                if (!REFERENCES.contains(contestant) && contestants.contains(reference)) {
                    pair.accept(contestant, reference);
                }
            }
        }
    }

    /** A library and what it is compared with. */
    @FunctionalInterface
    private interface Pair {
        void accept(String contestant, String reference);
    }

    /** How fast each library is beside the published client. */
    public RatioPlot throughputPlot() {
        return plot("Throughput, published client = 1 (more is better)", List.of(Metric.RATE), true);
    }

    /** What each library takes beside the published client. */
    public RatioPlot costPlot() {
        return plot("Time, allocation, threads and memory, published client = 1 (less is better)",
                List.of(Metric.CALLER_BYTES, Metric.P50, Metric.P99, Metric.FROM_CREATE, Metric.THREADS,
                        Metric.LIVE_HEAP, Metric.RSS), false);
    }

    private RatioPlot plot(String title, List<Metric> metrics, boolean labelOfScenarioAlone) {
        RatioPlot plot = new RatioPlot(title, contestants);
        for (Scenario scenario : results.scenarios()) {
            for (Metric metric : metrics) {
                if (!results.metrics(scenario).contains(metric)) {
                    continue;
                }
                String label = labelOfScenarioAlone ? scenario.label() : scenario.label() + ": " + metric.label();
                plot.add(label, contestants.stream()
                        .map(contestant -> ratio(scenario, metric, contestant, reference()).value()).toList());
            }
        }
        return plot;
    }

    private String reference() {
        return contestants.contains(Contestant.PUBLISHED) ? Contestant.PUBLISHED : contestants.get(0);
    }
}
