package io.openons.benchmarks.run;

import io.openons.benchmarks.load.Findings;
import io.openons.benchmarks.load.LoadProgram;
import io.openons.benchmarks.load.Metric;
import io.openons.benchmarks.load.Resources;
import io.openons.benchmarks.load.Scene;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One run of the load generator in a fresh JVM, with one library and the load's own classes as its class path. */
final class MeasuredJvm {

    private static final Path OWN_CLASSES = Path.of("target", "classes").toAbsolutePath();

    private final Map<Metric, Double> found = new EnumMap<>(Metric.class);
    private long sent;
    private long beginCpu;
    private long beginNanos;

    private MeasuredJvm() {
    }

    /**
     * Runs it to its end.
     *
     * @param log what the JVM writes to standard error, in the end
     * @throws IllegalStateException if it fails
     */
    static MeasuredJvm run(Contestant contestant, Scene scene, Path log) throws IOException, InterruptedException {
        Path home = Files.createTempDirectory(log.getParent(), "home-");
        MeasuredJvm jvm = new MeasuredJvm();
        Process process = new ProcessBuilder(command(contestant, scene, home))
                .redirectError(ProcessBuilder.Redirect.to(log.toFile())).start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(jvm::read);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(contestant.name() + " failed at " + scene.measure() + ". See " + log
                        + ".");
            }
        } finally {
            process.destroyForcibly().waitFor();
            delete(home);
        }
        return jvm;
    }

    private static List<String> command(Contestant contestant, Scene scene, Path home) {
        String classPath = Stream.concat(Stream.of(OWN_CLASSES), contestant.classPath().stream()).map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g", "-Duser.home=" + home,
                "-cp", classPath, LoadProgram.class.getName()));
        command.addAll(scene.toArguments());
        return command;
    }

    private void read(String line) {
        if (line.equals(Findings.BEGIN)) {
            beginCpu = Resources.cpuNanos();
            beginNanos = System.nanoTime();
        } else if (line.equals(Findings.END)) {
            found.put(Metric.BROKER_CPU,
                    (Resources.cpuNanos() - beginCpu) / (double) (System.nanoTime() - beginNanos));
        } else if (line.startsWith(Findings.FOUND)) {
            String[] words = line.substring(Findings.FOUND.length()).split(" ");
            found.put(Metric.valueOf(words[0]), Double.parseDouble(words[1]));
        } else if (line.startsWith(Findings.SENT)) {
            sent = Long.parseLong(line.substring(Findings.SENT.length()));
        }
    }

    /** What it found. */
    Map<Metric, Double> found() {
        return found;
    }

    /** How many messages the broker must have stored; 0 if it only consumed. */
    long sent() {
        return sent;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }
}
