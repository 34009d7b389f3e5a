package io.openons.benchmarks;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** All benchmarks; see {@code --help}. */
@Command(name = "benchmarks", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Measures OpenONS beside the published client and the bare RocketMQ client.",
        subcommands = {AllCommand.class, CompareCommand.class, GrowthCommand.class, JmhCommand.class})
public final class Benchmarks implements Runnable {

    private Benchmarks() {
    }

    /**
     * Runs one of them.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Benchmarks()).setCaseInsensitiveEnumValuesAllowed(true).execute(arguments));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
