package io.openons.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.Producer;
import io.openons.embedded.EmbeddedRocketMq;
import io.openons.embedded.junit.GroupName;
import io.openons.embedded.junit.TopicName;
import io.openons.embedded.junit.WithEmbeddedRocketMq;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Where a broadcasting consumer begins after a restart, in JVMs of their own: RocketMQ decides once in a JVM's life
 * where position files go.
 */
@WithEmbeddedRocketMq
@Timeout(120)
class BroadcastingIT {

    @TempDir
    private Path folder;
    private Path home;
    @AutoClose
    private final Clients clients = new Clients();
    private final Deque<Program> programs = new ArrayDeque<>();
    private Producer producer;

    /** One run of {@link BroadcastingProgram}. */
    private record Program(Process process, Path out, Path err) {

        List<String> received() throws IOException {
            return Files.readAllLines(out).stream().filter(line -> !line.equals("started")).toList();
        }

        void await(String line) {
            Awaitility.await(line).atMost(Inbox.LIMIT).until(() -> Files.readAllLines(out).contains(line));
        }

        void stop() throws IOException, InterruptedException {
            process.getOutputStream().close();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("the JVM ends after shutdown").isTrue();
        }
    }

    @BeforeEach
    void makeHome(EmbeddedRocketMq broker) throws IOException {
        home = Files.createDirectory(folder.resolve("home"));
        producer = clients.producer(broker.clientProperties("GID_broadcaster"));
    }

    @AfterEach
    void killWhatIsLeft() {
        programs.forEach(program -> program.process().destroyForcibly());
    }

    @Test
    void namedInstanceGoesOnWhereItStopped(EmbeddedRocketMq broker, @TopicName(queues = 2) String topic,
            @GroupName String group) throws Exception {
        send(topic, "before the first start", 2);
        Program first = start(broker, topic, group, ReceiverKind.SINGLE, "one", Action.CommitMessage);
        awaitPulls(first, topic);
        send(topic, "while running", 2);
        first.await("while running 1");
        first.await("while running 0");
        first.stop();
        assertThat(first.received()).filteredOn(line -> !line.startsWith("probe"))
                .as("as published, the first start begins at the end")
                .containsExactlyInAnyOrder("while running 0", "while running 1");
        assertThat(files()).singleElement().asString().matches(
                "\\.rocketmq_offsets/[\\w.:%-]+@one/" + group + "/offsets\\.json");

        send(topic, "while stopped", 3);
        Program second = start(broker, topic, group, ReceiverKind.SINGLE, "one", Action.CommitMessage);
        Program other = start(broker, topic, group, ReceiverKind.SINGLE, "two", Action.CommitMessage);
        second.await("while stopped 2");
        second.await("while stopped 1");
        second.await("while stopped 0");
        awaitPulls(other, topic);
        send(topic, "to each", 1);
        second.await("to each 0");
        other.await("to each 0");
        second.stop();
        other.stop();

        assertThat(second.received()).filteredOn(line -> !line.startsWith("probe")).containsExactlyInAnyOrder(
                "while stopped 0", "while stopped 1", "while stopped 2", "to each 0");
        assertThat(other.received()).filteredOn(line -> !line.startsWith("probe")).containsExactly("to each 0");
    }

    @Test
    void namedInstanceGetsWhatWasSentMeanwhileToQueuesThatWereSilent(EmbeddedRocketMq broker,
            @TopicName(queues = 4) String topic, @GroupName String group) throws Exception {
        send(topic, "before the first start", 4);
        Program first = start(broker, topic, group, ReceiverKind.SINGLE, "one", Action.CommitMessage);
        first.await("started");
        first.stop();
        send(topic, "while stopped", 4);

        Program second = start(broker, topic, group, ReceiverKind.SINGLE, "one", Action.CommitMessage);

        for (int i = 0; i < 4; i++) {
            second.await("while stopped " + i);
        }
        second.stop();
        assertThat(first.received()).isEmpty();
        assertThat(second.received()).hasSize(4);
    }

    @Test
    void positionsAreWrittenWhileRunningSoThatAKilledInstanceLosesNothing(EmbeddedRocketMq broker,
            @TopicName(queues = 1) String topic, @GroupName String group) throws Exception {
        Program first = start(broker, topic, group, ReceiverKind.BATCH, "one", Action.CommitMessage);
        awaitPulls(first, topic);
        // Every 5 s, for the first time 10 s after the start.
        await("a position behind what was received").atMost(Inbox.LIMIT).until(() -> !files().isEmpty()
                && Files.readString(home.resolve(files().get(0))).contains(topic));
        first.process().destroyForcibly().waitFor();
        send(topic, "while dead", 1);

        Program second = start(broker, topic, group, ReceiverKind.BATCH, "one", Action.CommitMessage);

        second.await("while dead 0");
    }

    @ParameterizedTest
    @CsvSource({"SINGLE", "BATCH"})
    void withoutANameNothingIsKeptOrWrittenAndFailedMessagesDoNotComeAgain(ReceiverKind kind, EmbeddedRocketMq broker,
            @TopicName(queues = 1) String topic, @GroupName String group) throws Exception {
        Program first = start(broker, topic, group, kind, "", Action.ReconsumeLater);
        awaitPulls(first, topic);
        send(topic, "failed", 1);
        first.await("failed 0");
        first.stop();
        assertThat(Files.readAllLines(first.err()).stream().filter(line -> line.matches(
                ".* WARN .*(BROADCASTING, the message consume failed, drop it|not delivered again).*")))
                .as("one warning for each failed message").hasSameSizeAs(first.received());
        assertThat(broker.store().retries(group)).isEmpty();

        send(topic, "while stopped", 1);
        Program second = start(broker, topic, group, kind, "", Action.CommitMessage);
        awaitPulls(second, topic);
        second.stop();

        assertThat(second.received()).allMatch(line -> line.startsWith("probe"));
        assertThat(home).isEmptyDirectory();
    }

    /** Sends messages until the program got one: from then on it has its place in each queue. */
    private void awaitPulls(Program program, String topic) {
        program.await("started");
        int[] probes = {0};
        await("first message").atMost(Inbox.LIMIT).until(() -> {
            send(topic, "probe " + probes[0]++, 2);
            return program.received().stream().anyMatch(line -> line.startsWith("probe"));
        });
    }

    private void send(String topic, String text, int count) {
        for (int i = 0; i < count; i++) {
            producer.send(new Message(topic, "", (text + " " + i).getBytes(UTF_8)));
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(Files::isRegularFile).filter(file -> !file.toString().endsWith(".bak"))
                    .map(file -> home.relativize(file).toString()).toList();
        }
    }

    private Program start(EmbeddedRocketMq broker, String topic, String group, ReceiverKind kind, String instance,
                          Action answer) throws IOException {
        Path out = folder.resolve("out" + programs.size());
        Path err = folder.resolve("err" + programs.size());
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Duser.home=" + home,
                "-cp", System.getProperty("java.class.path"), BroadcastingProgram.class.getName(),
                broker.nameServerAddress(), topic, group, kind.name(), instance, answer.name()));
        Program program = new Program(new ProcessBuilder(command).redirectOutput(out.toFile())
                .redirectError(err.toFile()).start(), out, err);
        programs.add(program);
        return program;
    }
}
