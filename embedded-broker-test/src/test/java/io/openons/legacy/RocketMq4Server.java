package io.openons.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aliyun.openservices.ons.api.PropertyKeyConst;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A name server and broker of RocketMQ 4.9.7 in a JVM of its own: it ends with {@link #close()}, and with this JVM at
 * the latest. All its files lie in a folder below {@code target}, which goes with it; only its log stays,
 * {@code target/rocketmq-4.9.7-<test class>.log}.
 *
 * <p>It advertises 127.0.0.1. RocketMQ 4 cannot be told where to listen, though, and listens on all interfaces: the
 * name server on one port, the broker on three (its own, the one two below, and one for replicas).
 */
final class RocketMq4Server implements AutoCloseable {

    /** The folder of jars that the build lays out. */
    private static final Path JARS = Path.of("target", "rocketmq-4.9.7");
    /** The folder that has {@link RocketMq4Program}, and nothing of RocketMQ 5. */
    private static final Path PROGRAM = Path.of("target", "test-classes");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Path home;
    private final Path log;
    private final Process process;
    private final PrintStream requests;
    private final BufferedReader answers;
    private final String nameServerAddress;
    private final String brokerAddress;

    private RocketMq4Server(Path home, Path log, Process process) {
        this.home = home;
        this.log = log;
        this.process = process;
        this.requests = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        try {
            String[] ready = nextAnswer().split(" ");
            this.nameServerAddress = ready[1];
            this.brokerAddress = ready[2];
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Starts the server of a test class and returns when the broker is registered. */
    static RocketMq4Server start(Class<?> test) throws IOException {
        String classPath = classPath();
        Path log = Path.of("target", "rocketmq-4.9.7-" + test.getSimpleName() + ".log");
        Path home = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "rocketmq-4.9.7-run-");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
                "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Duser.home=" + home, "-Djava.io.tmpdir=" + home,
                // Closing mapped files reaches into the JDK.
                "--add-opens=java.base/java.nio=ALL-UNNAMED", "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                // Otherwise a key pair is made at every start.
                "-Dtls.server.mode=disabled", "-Dorg.slf4j.simpleLogger.log.RocketmqStore=warn",
                "-cp", classPath, RocketMq4Program.class.getName(), home.toString());
        Process process = new ProcessBuilder(command).redirectError(log.toFile()).start();
        return new RocketMq4Server(home, log, process);
    }

    private static String classPath() throws IOException {
        if (!Files.isDirectory(JARS)) {
            throw new IllegalStateException("No RocketMQ 4.9.7 in " + JARS.toAbsolutePath()
                    + ": the build puts it there. Run Maven up to process-test-resources first.");
        }
        try (Stream<Path> jars = Files.list(JARS)) {
            return Stream.concat(Stream.of(PROGRAM), jars).map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    String brokerAddress() {
        return brokerAddress;
    }

    /** Properties for {@code ONSFactory}, new on every call: NAMESRV_ADDR and GROUP_ID are set. */
    Properties clientProperties(String group) {
        Properties properties = new Properties();
        properties.setProperty(PropertyKeyConst.NAMESRV_ADDR, nameServerAddress);
        properties.setProperty(PropertyKeyConst.GROUP_ID, group);
        return properties;
    }

    /** Creates a topic of four queues and returns its name, which no other test gets. */
    String createTopic(String name) {
        String topic = name + "-" + Long.toString(System.nanoTime(), 36);
        ask("topic " + topic + " 4");
        return topic;
    }

    /** Prepares retries: a retry topic that appears after its consumers is found late. Returns the group's name. */
    String createGroup(String name) {
        String group = "GID_" + name + "_" + Long.toString(System.nanoTime(), 36);
        ask("topic %RETRY%" + group + " 1");
        return group;
    }

    /** The number of messages ever stored, up to now, in each queue of a topic; none when there is no such topic. */
    List<Long> queueSizes(String topic) {
        return Stream.of(ask("sizes " + topic).split(" ")).filter(size -> !size.isEmpty()).map(Long::valueOf).toList();
    }

    long messageCount(String topic) {
        return queueSizes(topic).stream().mapToLong(Long::longValue).sum();
    }

    private synchronized String ask(String request) {
        requests.println(request);
        return nextAnswer();
    }

    private String nextAnswer() {
        try {
            await("answer of RocketMQ 4.9.7").atMost(LIMIT).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5))
                    .until(() -> answers.ready() || !process.isAlive());
            String answer = answers.readLine();
            if (answer == null) {
                throw new IllegalStateException("RocketMQ 4.9.7 ended with exit value " + process.waitFor()
                        + ". See " + log.toAbsolutePath() + ".");
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Fails when the server lacks classes: it goes on without them, but not as RocketMQ 4.9.7 would. */
    void assertComplete() {
        assertThat(log).content().doesNotContain("NoClassDefFoundError", "ClassNotFoundException");
    }

    @Override
    public void close() {
        try {
            requests.close();
            process.waitFor(5, TimeUnit.SECONDS);
            process.destroyForcibly().waitFor();
            answers.close();
            try (Stream<Path> files = Files.walk(home)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
