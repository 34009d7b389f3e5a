package io.openons.benchmarks.report;

import io.openons.benchmarks.load.Metric;
import io.openons.benchmarks.run.Results;
import io.openons.benchmarks.run.Scenario;
import java.util.List;

/** Throughput and memory of each scenario and library, with the CPU that both sides took: what is full bounds. */
public final class GrowthTables {

    private static final double MEGABYTE = 1_000_000;

    private final Results results;
    private final List<String> contestants;

    /**
     * Prepares the report.
     *
     * @param contestants their names
     */
    public GrowthTables(Results results, List<String> contestants) {
        this.results = results;
        this.contestants = List.copyOf(contestants);
    }

    /** One table. */
    public String table(List<Scenario> scenarios) {
        MarkdownTable table = new MarkdownTable(2, List.of("Case", "library", "messages/s", "MB/s", "heap after GC, MB",
                "resident, MB", "threads", "CPU of the client, cores", "CPU of the broker, cores"));
        for (Scenario scenario : scenarios) {
            for (String contestant : contestants) {
                double rate = median(scenario, Metric.RATE, contestant);
                table.row(List.of(scenario.label(), contestant, Figures.of(rate),
                        Figures.of(rate * scenario.bodyBytes() / MEGABYTE),
                        Figures.of(median(scenario, Metric.LIVE_HEAP, contestant)),
                        Figures.of(median(scenario, Metric.RSS, contestant)),
                        Figures.of(median(scenario, Metric.THREADS, contestant)),
                        Figures.of(median(scenario, Metric.CLIENT_CPU, contestant)),
                        Figures.of(median(scenario, Metric.BROKER_CPU, contestant))));
            }
        }
        return table.toString();
    }

    private double median(Scenario scenario, Metric metric, String contestant) {
        return Median.of(results.values(scenario, metric, contestant)).value();
    }
}
