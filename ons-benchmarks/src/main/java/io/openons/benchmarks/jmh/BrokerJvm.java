package io.openons.benchmarks.jmh;

import io.openons.benchmarks.run.BrokerProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A broker in a JVM of its own, so that a profiler of this one sees the client alone. */
final class BrokerJvm {

    private final Process process;
    private final String nameServer;

    /**
     * Starts it.
     *
     * @param topic the topic to create
     */
    BrokerJvm(String topic) throws IOException {
        process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), BrokerProgram.class.getName(), topic)
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        nameServer = lines.readLine();
        if (nameServer == null) {
            throw new IllegalStateException("The broker did not start.");
        }
    }

    String nameServer() {
        return nameServer;
    }

    void stop() throws IOException, InterruptedException {
        process.getOutputStream().close();
        process.waitFor();
    }
}
