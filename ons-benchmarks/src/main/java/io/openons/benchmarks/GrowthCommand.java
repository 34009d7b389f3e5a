package io.openons.benchmarks;

import io.openons.benchmarks.report.GrowthTables;
import io.openons.benchmarks.report.Section;
import io.openons.benchmarks.run.Contestant;
import io.openons.benchmarks.run.Results;
import io.openons.benchmarks.run.Scenario;
import io.openons.benchmarks.run.Surroundings;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How throughput and memory change as something grows. */
@Command(name = "growth", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Measures growing bodies, topics, clients and slowness, and writes a table of each.")
final class GrowthCommand implements Callable<Integer> {

    @Mixin
    private final SeriesOptions options;

    @Option(names = "--of", paramLabel = "NAME", split = ",",
            description = "Growth of which of ${COMPLETION-CANDIDATES} (default: all).")
    private List<Growth> growths = List.of(Growth.values());

    GrowthCommand() {
        this(new SeriesOptions());
    }

    GrowthCommand(SeriesOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws Exception {
        String surroundings = Surroundings.describe();
        List<Contestant> contestants = options.contestants();
        Results results = options.series(contestants)
                .run(growths.stream().flatMap(growth -> growth.scenarios().stream()).toList());
        GrowthTables tables = new GrowthTables(results, contestants.stream().map(Contestant::name).toList());

        StringBuilder text = new StringBuilder(surroundings + "\n\n" + options.description()
                + ". Heap and resident memory are taken under load.\n");
        for (Growth growth : growths) {
            text.append("\n### ").append(growth.title()).append("\n\n").append(tables.table(growth.scenarios()));
        }
        new Section(options.page(), "growth").write(text.toString());
        System.out.println(text);
        return 0;
    }
}
