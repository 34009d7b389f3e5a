package io.openons.benchmarks;

import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.Main;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The benchmarks of {@code io.openons.benchmarks.jmh}. */
@Command(name = "jmh", description = "Runs JMH with these arguments, such as: jmh -prof gc Conversion")
final class JmhCommand implements Callable<Integer> {

    @Parameters(arity = "0..*", description = "Arguments of JMH; -h prints them.")
    private List<String> arguments = List.of();

    JmhCommand() {
    }

    @Override
    public Integer call() throws Exception {
        Main.main(arguments.toArray(String[]::new));
        return 0;
    }
}
