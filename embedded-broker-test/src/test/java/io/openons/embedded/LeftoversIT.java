package io.openons.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the harness opens, and that nothing of it stays: threads, sockets, files. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class LeftoversIT {

    /** Netty's global executor ends after a quiet second; the rest is gone when close() returns. */
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Test
    void closeLeavesNoThread() throws Exception {
        Set<Thread> before = threads();
        try (EmbeddedRocketMq rocketMq = EmbeddedRocketMq.start()) {
            useAllOf(rocketMq);
            rocketMq.kill();
            rocketMq.restart();
            assertThat(threads()).hasSizeGreaterThan(before.size() + 30);
        }
        awaitEndOfThreadsSince(before);
    }

    @Test
    void failedStartLeavesNoThreadAndNoFolder() throws Exception {
        Set<Thread> before = threads();
        Set<Path> folders = folders();

        assertThatThrownBy(() -> EmbeddedRocketMq.builder()
                .storeConfig(config -> config.setMessageDelayLevel("nonsense")).start())
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("could not load its store");
        assertThatThrownBy(() -> EmbeddedRocketMq.builder().brokerConfig(config -> {
            throw new IllegalArgumentException("refused by the application");
        }).start()).isInstanceOf(IllegalArgumentException.class).hasMessage("refused by the application");

        awaitEndOfThreadsSince(before);
        assertThat(folders()).isEqualTo(folders);
    }

    @Test
    void portInUseLeavesNoThread() throws Exception {
        Set<Thread> before = threads();
        DataFolder folder = DataFolder.create();
        BrokerSettings settings = EmbeddedRocketMq.builder().settings();
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getByName(FreePorts.LOOPBACK))) {
            ServerPair.Ports busyBroker = new ServerPair.Ports(FreePorts.next(), busy.getLocalPort());
            assertThatThrownBy(() -> ServerPair.start("busy-broker", busyBroker, settings, folder))
                    .isInstanceOf(IllegalStateException.class).hasMessageContaining(":" + busy.getLocalPort());
            ServerPair.Ports busyNameServer = new ServerPair.Ports(busy.getLocalPort(), FreePorts.next());
            assertThatThrownBy(() -> ServerPair.start("busy-nameserver", busyNameServer, settings, folder))
                    .isInstanceOf(IllegalStateException.class).hasMessageContaining(":" + busy.getLocalPort());
        } finally {
            RocksDbLogs.delete(folder);
            folder.delete();
        }
        awaitEndOfThreadsSince(before);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void socketsListenOnTheLoopbackInterfaceOnlyAndCloseWithTheServers() throws Exception {
        List<ListeningSockets.Socket> before = ListeningSockets.ofThisProcess();
        try (EmbeddedRocketMq rocketMq = EmbeddedRocketMq.start()) {
            List<ListeningSockets.Socket> sockets = ListeningSockets.ofThisProcess();
            sockets.removeAll(before);
            assertThat(sockets).hasSize(2).allMatch(ListeningSockets.Socket::isLoopback);
            assertThat(sockets).extracting(socket -> FreePorts.LOOPBACK + ":" + socket.port())
                    .containsExactlyInAnyOrder(rocketMq.nameServerAddress(), rocketMq.brokerAddress());
        }
        await("end of listening").atMost(LIMIT)
                .untilAsserted(() -> assertThat(ListeningSockets.ofThisProcess()).isEqualTo(before));
    }

    @Test
    void wholeJvmEndsByItselfAndLeavesNothingInItsHomeAndTemporaryFolders(@TempDir Path home, @TempDir Path temporary)
            throws Exception {
        Process process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.home=" + home, "-Djava.io.tmpdir=" + temporary, "-cp", System.getProperty("java.class.path"),
                StartStopBenchmark.class.getName(), "3")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(process.waitFor(90, TimeUnit.SECONDS)).as("ended by itself").isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(home).isEmptyDirectory();
            assertThat(temporary).isEmptyDirectory();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void logsOfRocksDbThatOthersHaveInTheHomeFolderStay(@TempDir Path home) throws Exception {
        Path folder = Files.createDirectories(home.resolve("logs").resolve("rocketmqlogs"));
        Path foreign = Files.writeString(folder.resolve("home_somebody_store_rocksdbstore_LOG"), "theirs");
        String realHome = System.setProperty("user.home", home.toString());
        try (EmbeddedRocketMq rocketMq = EmbeddedRocketMq.start()) {
            assertThat(rocketMq.isRunning()).isTrue();
            assertThat(folder).isDirectoryContaining(file -> file.toString().contains("embedded-rocketmq-"));
        } finally {
            System.setProperty("user.home", realHome);
        }
        assertThat(foreign).hasContent("theirs");
        assertThat(folder).isDirectoryNotContaining(file -> file.toString().contains("embedded-rocketmq-"));
    }

    private static void useAllOf(EmbeddedRocketMq rocketMq) throws Exception {
        rocketMq.createTopic("topic");
        rocketMq.createGroup("GID_consumer");
        Received received = Received.accepting();
        DefaultMQPushConsumer consumer = PlainClients.consumer(rocketMq, "GID_consumer", "topic", received);
        DefaultMQProducer producer = PlainClients.producer(rocketMq, "GID_producer");
        consumer.start();
        try {
            producer.send(PlainClients.message("topic", "body"));
            await("message").atMost(Duration.ofSeconds(30)).until(() -> !received.bodies().isEmpty());
        } finally {
            consumer.shutdown();
            producer.shutdown();
        }
    }

    private static void awaitEndOfThreadsSince(Set<Thread> before) {
        await("end of all threads").pollInSameThread().atMost(LIMIT)
                .untilAsserted(() -> assertThat(newThreads(before)).isEmpty());
    }

    private static Set<Thread> threads() {
        return Set.copyOf(Thread.getAllStackTraces().keySet());
    }

    private static List<String> newThreads(Set<Thread> before) {
        return threads().stream().filter(thread -> !before.contains(thread)).filter(LeftoversIT::isAliveOutsideTheJvm)
                .map(Thread::getName).sorted().toList();
    }

    /** The JVM starts threads of its own as it likes, compilers for example. */
    private static boolean isAliveOutsideTheJvm(Thread thread) {
        return thread.getThreadGroup() != null && !thread.getThreadGroup().getName().equals("system");
    }

    private static Set<Path> folders() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            // Those of this process: others may run their own brokers at the same time.
            String prefix = "embedded-rocketmq-" + ProcessHandle.current().pid() + "-";
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .collect(Collectors.toSet());
        }
    }
}
