package io.openons.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.Main;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** The benchmarks of {@code io.openons.benchmarks.jmh}. */
@Command(name = "jmh",
        description = "Runs JMH with these arguments, such as: jmh -prof gc Conversion (jmh -h prints them)")
final class JmhCommand implements Callable<Integer> {

    @Unmatched
    private List<String> arguments = new ArrayList<>();

    JmhCommand() {
    }

    @Override
    public Integer call() throws Exception {
        Main.main(arguments.toArray(String[]::new));
        return 0;
    }
}
