package io.openons.all;

import static org.assertj.core.api.Assertions.assertThat;

import io.openons.embedded.EmbeddedRocketMq;
import io.openons.embedded.junit.TopicName;
import io.openons.embedded.junit.WithEmbeddedRocketMq;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The one jar beside RocketMQ 4.9.7 and its Netty 4.1.65, and what it puts on a class path. */
@WithEmbeddedRocketMq
@Timeout(240)
class NeighboursIT {

    /** Where embedded-broker-test, whose folder is the working directory, lays out a RocketMQ 4. */
    private static final Path ROCKETMQ_4 = Path.of("target", "rocketmq-4.9.7");
    private static final List<Path> CLIENT = Arrays.stream(System.getProperty("openons.client.class.path")
            .split(File.pathSeparator)).map(Path::of).toList();

    @TempDir
    private Path folder;

    @Test
    void clientOfThisJarAndAnOlderRocketMqWorkInOneJvm(EmbeddedRocketMq broker, @TopicName(queues = 1) String topic)
            throws Exception {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.home=" + folder, "-cp", String.join(File.pathSeparator, classPath()),
                NeighboursProgram.class.getName(), broker.nameServerAddress(), topic)
                .redirectOutput(folder.resolve("stdout").toFile())
                .redirectError(folder.resolve("stderr").toFile())
                .start();
        try {
            assertThat(process.waitFor(200, TimeUnit.SECONDS)).as("the JVM ends after shutdown").isTrue();
        } finally {
            process.destroyForcibly();
        }

        assertThat(process.exitValue()).as(Files.readString(folder.resolve("stderr"))).isZero();
        assertThat(Files.readAllLines(folder.resolve("stdout"))).containsExactlyInAnyOrder(
                "ours received ours", "ours received theirs", "theirs received ours", "theirs received theirs",
                "their version V4_9_7", "our place " + CLIENT.get(0).toUri().toURL());
    }

    /** Others first: nothing of this jar may depend on being found before them. */
    private static List<String> classPath() throws IOException {
        Path testClasses = Path.of("..", "ons-client-all", "target", "test-classes");
        // What a consumer needs beside the broker's own libraries in that folder.
        Stream<Path> collections = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of).filter(jar -> jar.getFileName().toString().startsWith("commons-collections-"));
        try (Stream<Path> others = Files.list(ROCKETMQ_4)) {
            return Stream.of(Stream.of(testClasses), others, collections, CLIENT.stream()).flatMap(paths -> paths)
                    .map(Path::toString).toList();
        }
    }

    @Test
    void everythingInItHasANameOfOurs() throws IOException {
        try (JarFile jar = new JarFile(CLIENT.get(0).toFile())) {
            Enumeration<JarEntry> entries = jar.entries();
            assertThat(Collections.list(entries)).extracting(JarEntry::getName)
                    .filteredOn(name -> !name.endsWith("/"))
                    .allMatch(name -> name.startsWith("io/openons/client/") || name.startsWith("io/openons/shaded/")
                            || name.startsWith("com/aliyun/openservices/ons/")
                            || name.startsWith("com/aliyun/openservices/shade/") || name.startsWith("META-INF/"))
                    .contains("META-INF/LICENSE", "META-INF/NOTICE")
                    .filteredOn(name -> name.startsWith("META-INF/services/"))
                    .containsExactly("META-INF/services/com.aliyun.openservices.ons.api.ONSFactoryAPI");
            assertThat(jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name"))
                    .isEqualTo("io.openons.client.all");
        }
    }
}
