package io.openons.samples;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import picocli.CommandLine.ExitCode;

/** Runs the sample that the first argument names, with the other arguments; prints all names for an unknown one. */
final class Samples {

    private static final Map<String, Consumer<String[]>> PROGRAMS = new TreeMap<>(Map.of(
            "Async", Async::main, "Batch", Batch::main, "Broadcast", Broadcast::main,
            "DeadLetterResend", DeadLetterResend::main, "Filtered", Filtered::main, "Ordered", Ordered::main,
            "Pull", Pull::main, "QuickStart", QuickStart::main, "Scheduled", Scheduled::main,
            "Transactional", Transactional::main));

    private Samples() {
    }

    public static void main(String[] args) {
        String name = args.length == 0 ? "" : args[0];
        if (!PROGRAMS.containsKey(name)) {
            System.err.println("There is no sample \"" + name + "\". Choose one of "
                    + String.join(", ", PROGRAMS.keySet()) + ".");
            System.exit(ExitCode.USAGE);
        }
        PROGRAMS.get(name).accept(Arrays.copyOfRange(args, 1, args.length));
    }
}
