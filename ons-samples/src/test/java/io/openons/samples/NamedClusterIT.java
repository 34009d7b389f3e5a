package io.openons.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.openons.embedded.EmbeddedRocketMq;
import io.openons.embedded.junit.GroupName;
import io.openons.embedded.junit.TopicName;
import io.openons.embedded.junit.WithEmbeddedRocketMq;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Samples on a cluster that is named to them; what does not work there ends with exit code 1 and one clear line. */
@Timeout(120)
@WithEmbeddedRocketMq
class NamedClusterIT {

    static Stream<Object> samples() {
        return Stream.concat(samplesThatNeedTheirTopic(), Stream.of(new Async(), new Pull()));
    }

    static Stream<Object> samplesThatNeedTheirTopic() {
        return Stream.of(new QuickStart(), new Ordered(), new Scheduled(), new Transactional(), new Batch(),
                new Broadcast(), new Filtered());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void sampleWorks(Object sample, EmbeddedRocketMq rocketMq, @TopicName String topic, @GroupName String group) {
        CapturedSample run = CapturedSample.run(sample, "--name-server", rocketMq.nameServerAddress(),
                "--topic", topic, "--group", group);

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).as("exit code after %s", run.out()).isZero();
        assertThat(run.out()).startsWith("1. Using name server " + rocketMq.nameServerAddress());
        assertThat(rocketMq.store().messages(topic)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("samplesThatNeedTheirTopic")
    void missingTopicIsOneClearLine(Object sample, EmbeddedRocketMq rocketMq, @GroupName String group) {
        CapturedSample run = CapturedSample.run(sample, "--name-server", rocketMq.nameServerAddress(),
                "--topic", "MissingTopic", "--group", group);

        assertThat(run.err()).startsWith("Failed: Send failed: no route for topic \"MissingTopic\"").hasLineCount(1);
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void messagesThatCannotArriveAreCounted(@TopicName String topic) {
        try (EmbeddedRocketMq rocketMq = EmbeddedRocketMq.builder().autoCreateGroups(false).start()) {
            rocketMq.createTopic(topic);

            CapturedSample run = CapturedSample.run(new QuickStart(), "--name-server", rocketMq.nameServerAddress(),
                    "--topic", topic, "--group", "GID_missing", "--wait-seconds", "2");

            assertThat(run.out()).contains("5 of 5 messages did not arrive: [");
            assertThat(run.exitCode()).isEqualTo(1);
        }
    }
}
