package io.openons.benchmarks;

import io.openons.benchmarks.load.MeasureKind;
import io.openons.benchmarks.report.Comparison;
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

/** The libraries side by side. */
@Command(name = "compare", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Measures the libraries side by side and writes a table and plots.")
final class CompareCommand implements Callable<Integer> {

    private static final String PLOTTED = "comparison";

    @Mixin
    private final SeriesOptions options;

    @Option(names = "--measures", paramLabel = "NAME", split = ",",
            description = "Which of ${COMPLETION-CANDIDATES} (default: all).")
    private List<MeasureKind> measures = List.of(MeasureKind.values());

    @Option(names = "--section", paramLabel = "NAME",
            description = "Which part of the page gets the table, in place of what is there; the page grows by one that it "
                    + "does not have (default: " + PLOTTED + ", with plots).")
    private String section = PLOTTED;

    CompareCommand() {
        this(new SeriesOptions());
    }

    CompareCommand(SeriesOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws Exception {
        String surroundings = Surroundings.describe();
        List<Contestant> contestants = options.contestants();
        Results results = options.series(contestants).run(measures.stream().map(Scenario::of).toList());
        Comparison comparison = new Comparison(results, contestants.stream().map(Contestant::name).toList());

        String text = surroundings + "\n\n" + options.description() + "; bodies of " + Scenario.USUAL_BODY
                + " bytes. Values are medians; ratios are medians of each round's ratio, with their range.\n\n"
                + comparison.table();
        if (section.equals(PLOTTED)) {
            comparison.throughputPlot().writeSvg(options.plots().resolve("throughput.svg"));
            comparison.costPlot().writeSvg(options.plots().resolve("costs.svg"));
            text += "\n![Throughput](benchmarks/throughput.svg)\n\n![Costs](benchmarks/costs.svg)\n";
        }
        new Section(options.page(), section).write(text);
        System.out.println(text);
        return 0;
    }
}
