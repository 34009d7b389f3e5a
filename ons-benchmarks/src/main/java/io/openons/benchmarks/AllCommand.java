package io.openons.benchmarks;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Comparison and growth, one after the other. */
@Command(name = "all", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Runs compare and growth with the same options.")
final class AllCommand implements Callable<Integer> {

    @Mixin
    private final SeriesOptions options = new SeriesOptions();

    AllCommand() {
    }

    @Override
    public Integer call() throws Exception {
        new CompareCommand(options).call();
        new GrowthCommand(options).call();
        return 0;
    }
}
