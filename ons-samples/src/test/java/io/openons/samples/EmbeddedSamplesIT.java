package io.openons.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.openons.embedded.EmbeddedRocketMq;
import io.openons.embedded.junit.GroupName;
import io.openons.embedded.junit.TopicName;
import io.openons.embedded.junit.WithEmbeddedRocketMq;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every sample works in a process of its own, says what it shows, and nothing on standard error. */
@Timeout(180)
@WithEmbeddedRocketMq
class EmbeddedSamplesIT {

    @TempDir
    private Path folder;

    private List<String> steps(Class<?> sample, String... arguments) throws Exception {
        SampleProcess process = SampleProcess.run(folder, sample, Map.of(), arguments);
        assertThat(process.err()).isEmpty();
        assertThat(process.exitCode()).as("exit code after %s", process.out()).isZero();
        assertThat(process.out()).first().asString().startsWith("Started RocketMQ inside this process");
        return process.out();
    }

    @Test
    void quickStartReceivesWhatItSent() throws Exception {
        assertThat(steps(QuickStart.class))
                .anyMatch(line -> line.startsWith("Received \"Hello OpenONS 5\" msgId="))
                .endsWith("All 5 messages arrived");
    }

    @Test
    void orderedKeepsEachOrderInOneQueue() throws Exception {
        assertThat(steps(Ordered.class, "--embedded", "--orders", "2"))
                .anyMatch(line -> line.matches("order-1 lies in queue \\S+#\\d at offsets \\[\\d+(, \\d+){3}]"))
                .anyMatch(line -> line.matches("order-2 lies in queue \\S+#\\d at offsets \\[\\d+(, \\d+){3}]"))
                .endsWith("The steps of each order lie in one queue, in the order of sending");
    }

    @Test
    void scheduledMessagesAreNotEarly() throws Exception {
        assertThat(steps(Scheduled.class, "--embedded", "--messages", "2", "--delay-seconds", "1"))
                .anyMatch(line -> line.matches("Received \"reminder 1\", \\d+ ms late"))
                .anyMatch(line -> line.matches("Received \"reminder 2\", \\d+ ms late"))
                .endsWith("All 2 messages arrived, none early");
    }

    @Test
    void transactionalMessagesArriveWhenTheirOrderIsInTheDatabase() throws Exception {
        assertThat(steps(Transactional.class, "--embedded"))
                .anyMatch(line -> line.startsWith("Did not send the message of order-2: Local transaction answered"))
                .contains("Rolled back Order[id=order-2, pieces=99] in the database: fewer than 99 pieces in stock",
                        "Broker asked for order-3, answered CommitTransaction",
                        "Broker asked for order-4, answered RollbackTransaction")
                .doesNotContain("Received the message of order-2", "Received the message of order-4")
                .endsWith("order-1 is in the database, its message arrived",
                        "order-2 is not in the database, its message did not arrive",
                        "order-3 is in the database, its message arrived",
                        "order-4 is not in the database, its message did not arrive",
                        "Database and messages agree");
    }

    @Test
    void asyncTellsSuccessAndFailureOnTheApplicationsThreads() throws Exception {
        List<String> steps = steps(Async.class, "--embedded");
        assertThat(steps).filteredOn(line -> line.matches("Stored msgId=\\w+, told on my-callbacks-\\d")).hasSize(5);
        assertThat(steps).filteredOn(line -> line.matches(
                "Failed msgId=\\w+, told on my-callbacks-\\d: .*no route for topic \"NoSuchTopic\".*")).hasSize(1);
        assertThat(steps).endsWith("5 stored, 1 failed, 0 without an outcome");
    }

    @Test
    void environmentVariableNamesTheNameServer(EmbeddedRocketMq rocketMq, @TopicName String topic,
                                               @GroupName String group) throws Exception {
        SampleProcess process = SampleProcess.run(folder, QuickStart.class,
                Map.of("NAMESRV_ADDR", rocketMq.nameServerAddress()), "--topic", topic, "--group", group);

        assertThat(process.err()).isEmpty();
        assertThat(process.out()).startsWith("Using name server " + rocketMq.nameServerAddress());
        assertThat(process.exitCode()).isZero();
        assertThat(rocketMq.store().messages(topic)).hasSize(5);
    }
}
