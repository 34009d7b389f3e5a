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
    void batchesAreNoLargerThanAskedFor() throws Exception {
        assertThat(steps(Batch.class, "--embedded", "--messages", "12", "--size", "5", "--await-seconds", "1"))
                .anyMatch(line -> line.matches("Received a batch of [1-5]"))
                .endsWith("0 of 12 messages did not arrive, 0 batches were larger than 5");
    }

    @Test
    void everyConsumerReceivesWhatIsBroadcast() throws Exception {
        assertThat(steps(Broadcast.class, "--embedded", "--consumers", "3", "--messages", "2"))
                .contains("consumer-1 received \"price 2\"", "consumer-3 received \"price 1\"",
                        "consumer-1 has 2 of 2 messages", "consumer-2 has 2 of 2 messages")
                .endsWith("consumer-3 has 2 of 2 messages");
    }

    @Test
    void consumersOfBroadcastsGoOnFromTheirPositionsAfterARestart() throws Exception {
        Path positions = folder.resolve("positions");
        assertThat(steps(Broadcast.class, "--embedded", "--positions", positions.toString()))
                .containsSubsequence("Started 2 consumers", "Sent 4 messages while the consumers run",
                        "consumer-1 has 4 of 4 messages", "consumer-2 has 4 of 4 messages",
                        "Sent 4 messages while they are down", "Started 2 consumers",
                        "consumer-1 has 4 of 4 messages", "consumer-2 has 4 of 4 messages");
        assertThat(positions).isDirectoryRecursivelyContaining("glob:**/offsets.json");
    }

    @Test
    void filteredReceivesOnlyWhatMatches() throws Exception {
        assertThat(steps(Filtered.class, "--embedded"))
                .contains("Received \"order of 3 pieces paid\"", "Received \"order of 8 pieces created\"")
                .doesNotContain("Received \"order of 3 pieces created\"")
                .contains("Of 6 messages 4 match; 0 of these did not arrive, 0 others did")
                .endsWith("Of 6 messages 2 match; 0 of these did not arrive, 0 others did");
    }

    @Test
    void deadLettersAreListedAndArriveAfterTheyAreResent() throws Exception {
        assertThat(steps(DeadLetterResend.class, "--embedded", "--messages", "2"))
                .anyMatch(line -> line.matches(
                        "Dead letter \"order 1\" of topic DeadLetterResendTopic failed 2 times, msgId=\\w+"))
                .containsSubsequence("Repaired the listener", "Pending dead letters left: 0")
                .filteredOn(line -> line.matches("Re-sent msgId=\\w+ to topic DeadLetterResendTopic|"
                        + "Received \"order [12]\" msgId=\\w+|All 2 messages arrived in the end")).hasSize(5);
    }

    @Test
    void pullGoesOnWhereItStoppedAndMovesBack() throws Exception {
        assertThat(steps(Pull.class, "--embedded", "--messages", "25"))
                .contains("First consumer has 4 partitions, positions at their ends", "Sent 25 messages")
                .anyMatch(line -> line.matches("First consumer received 1\\d messages and committed its positions"))
                .anyMatch(line -> line.matches("Second consumer went on and received the other \\d+"))
                .endsWith("Second consumer moved back and received 25 messages again");
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
