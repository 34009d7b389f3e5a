package io.openons.client.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether RocketMQ's relocated SLF4J finds our provider, each time in a fresh JVM. */
@Timeout(60)
class ForwardingProviderTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"own", "null", "foreign"})
    void installedProviderIsUsedWhateverTheContextClassLoader(String contextClassLoader) throws Exception {
        assertThat(run(contextClassLoader, "installed")).isEqualTo("logger=ForwardingLogger restored=true");
    }

    @Test
    void providerIsFoundAsAServiceToo() throws Exception {
        assertThat(run("own", "not installed")).isEqualTo("logger=ForwardingLogger restored=true");
    }

    @Test
    void withoutInstallAForeignContextClassLoaderWouldHideIt() throws Exception {
        assertThat(run("foreign", "not installed")).contains("logger=NOPLogger");
    }

    /** What {@link LogProgram} printed, on either stream. */
    private String run(String... arguments) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                LogProgram.class.getName(), arguments[0], arguments[1]);
        Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("the program ends").isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(output, StandardCharsets.UTF_8).trim();
    }
}
