package io.openons.benchmarks.run;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;

/** Where and on what a series ran. */
public final class Surroundings {

    private Surroundings() {
    }

    /** Machine, JDK, commit and broker, as a paragraph. */
    public static String describe() throws IOException, InterruptedException {
        return String.format("%s; commit %s; %s (%s, %d cores, %s), %s %s, load average before %.1f. Broker: %s.",
                LocalDate.now(ZoneOffset.UTC), commit(), processor(), System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(), memory(), System.getProperty("java.vm.name"),
                System.getProperty("java.runtime.version"),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(), BenchBroker.description());
    }

    private static String commit() throws IOException, InterruptedException {
        Process git = new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=10")
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String commit = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
        return git.waitFor() == 0 ? commit : "unknown";
    }

    private static String processor() throws IOException {
        return firstValue(Path.of("/proc/cpuinfo"), "model name", System.getProperty("os.name"));
    }

    private static String memory() throws IOException {
        String kilobytes = firstValue(Path.of("/proc/meminfo"), "MemTotal", "").replaceAll("\\D", "");
        return kilobytes.isEmpty() ? "memory unknown" : Long.parseLong(kilobytes) / 1024 / 1024 + " GiB";
    }

    private static String firstValue(Path file, String name, String otherwise) throws IOException {
        if (!Files.exists(file)) {
            return otherwise;
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name)).map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst().orElse(otherwise);
        }
    }
}
