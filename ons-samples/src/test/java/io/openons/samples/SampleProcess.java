package io.openons.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A sample that ran in a JVM of its own, as from a shell.
 *
 * @param exitCode what the process ended with
 * @param out the lines on standard output, without their numbers
 * @param err the lines on standard error
 */
record SampleProcess(int exitCode, List<String> out, List<String> err) {

    private static final int LIMIT_SECONDS = 120;

    static SampleProcess run(Path folder, Class<?> sample, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (Runtime.version().feature() >= 24) {
            // Netty and RocksDB make newer JVMs warn on standard error.
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        command.addAll(List.of("-classpath", System.getProperty("java.class.path"), sample.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(out.toFile()).redirectError(err.toFile());
        // The JVM reports the latter two on standard error.
        builder.environment().keySet().removeAll(List.of("NAMESRV_ADDR", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(sample.getSimpleName() + " did not end within " + LIMIT_SECONDS
                        + " s. Its output so far: " + Files.readString(out) + Files.readString(err));
            }
        } finally {
            process.destroyForcibly();
        }
        List<String> steps = Files.readAllLines(out).stream().map(line -> line.replaceFirst("^\\d+\\. ", "")).toList();
        return new SampleProcess(process.exitValue(), steps, Files.readAllLines(err));
    }
}
