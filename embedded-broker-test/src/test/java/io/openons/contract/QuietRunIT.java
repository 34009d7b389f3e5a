package io.openons.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.openons.embedded.EmbeddedRocketMq;
import io.openons.embedded.junit.GroupName;
import io.openons.embedded.junit.TopicName;
import io.openons.embedded.junit.WithEmbeddedRocketMq;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An application with each SLF4J generation: the client's and RocketMQ's log arrive where the application sends its
 * own, nothing goes to standard output, no file appears under the home folder, and the JVM ends after shutdown.
 */
@WithEmbeddedRocketMq
@Timeout(120)
class QuietRunIT {

    /** The folders of bindings that the build lays out, by name. */
    private static final Path BINDINGS = Path.of("target", "slf4j-bindings");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"slf4j-1.7-logback-1.2", "slf4j-2.0-logback-1.5"})
    void everyLogLineReachesTheApplicationsLogback(String binding, EmbeddedRocketMq broker, @TopicName String topic,
            @GroupName String group) throws Exception {
        Path configuration = Files.writeString(folder.resolve("logback.xml"), """
                <configuration>
                  <appender name="FILE" class="ch.qos.logback.core.FileAppender">
                    <file>%s</file>
                    <encoder><pattern>%%level %%logger - %%msg%%n</pattern></encoder>
                  </appender>
                  <root level="INFO"><appender-ref ref="FILE"/></root>
                </configuration>
                """.formatted(folder.resolve("application.log")));

        run(binding, broker, topic, group, "-Dlogback.configurationFile=" + configuration);

        assertThat(folder.resolve("stderr")).isEmptyFile();
        assertComplete(folder.resolve("application.log"));
    }

    @Test
    void everyLogLineReachesASimpleLogger(EmbeddedRocketMq broker, @TopicName String topic, @GroupName String group)
            throws Exception {
        run("slf4j-2.0-simple", broker, topic, group, "-Dorg.slf4j.simpleLogger.defaultLogLevel=info");

        assertComplete(folder.resolve("stderr"));
    }

    private static void assertComplete(Path log) {
        assertThat(log).content().contains("my.application - The application's own line")
                .contains("io.openons.client.lifecycle.Lifecycle - Started")
                .containsPattern("INFO [\\w.]+\\.rocketmq\\.client\\.impl\\.[\\w.]+ - "); // a relocated one, too
    }

    private void run(String binding, EmbeddedRocketMq broker, String topic, String group, String option)
            throws IOException, InterruptedException {
        Path home = Files.createDirectory(folder.resolve("home"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        if (Runtime.version().feature() >= 24) {
            // What docs/dependencies.md advises against the warnings of newer JVMs about Netty.
            command.addAll(List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED"));
        }
        command.addAll(List.of("-Duser.home=" + home, option, "-cp", classPath(binding),
                QuietProgram.class.getName(), broker.nameServerAddress(), topic, group));
        Process process = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("stdout").toFile())
                .redirectError(folder.resolve("stderr").toFile())
                .start();
        try {
            assertThat(process.waitFor(90, TimeUnit.SECONDS)).as("the JVM ends after shutdown").isTrue();
        } finally {
            process.destroyForcibly();
        }

        assertThat(folder.resolve("stderr")).content().doesNotContain("SLF4J");
        assertThat(process.exitValue()).as("exit value").isZero();
        assertThat(folder.resolve("stdout")).isEmptyFile();
        assertThat(home).isEmptyDirectory();
    }

    /** The test's own class path with another SLF4J. */
    private static String classPath(String binding) throws IOException {
        try (Stream<Path> jars = Files.list(BINDINGS.resolve(binding))) {
            Stream<String> others = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                    .filter(entry -> !new File(entry).getName().startsWith("slf4j-"));
            return Stream.concat(jars.map(Path::toString), others).collect(Collectors.joining(File.pathSeparator));
        }
    }
}
