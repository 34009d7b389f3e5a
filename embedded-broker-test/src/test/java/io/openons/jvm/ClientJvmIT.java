package io.openons.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openons.embedded.EmbeddedRocketMq;
import io.openons.embedded.junit.TopicName;
import io.openons.embedded.junit.WithEmbeddedRocketMq;
import java.time.Duration;
import java.util.List;
import java.util.Scanner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One program runs on the published client and on ours, each without the other. */
@WithEmbeddedRocketMq
@Timeout(120)
class ClientJvmIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Answers each line until there are no more. */
    static final class EchoProgram {
        public static void main(String[] args) {
            new Scanner(System.in).forEachRemaining(word -> System.out.println(word + "!"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void programSendsOnEitherClient(ClientLibrary library, EmbeddedRocketMq broker, @TopicName String topic)
            throws Exception {
        try (ClientJvm jvm = ClientJvm.start("sending", library, List.of(), SendingProgram.class,
                broker.nameServerAddress(), topic)) {
            List<String> lines = jvm.awaitEnd(LIMIT);

            assertThat(lines).hasSize(3);
            assertThat(broker.store().messages(topic)).singleElement().satisfies(stored -> {
                assertThat(stored.messageId()).isEqualTo(lines.get(0));
                assertThat(stored.bodyAsString()).isEqualTo("body");
            });
            boolean ours = library == ClientLibrary.OURS;
            assertThat(lines.get(1).startsWith("io.openons.")).as(lines.get(1)).isEqualTo(ours);
            assertThat(lines.get(2).contains("ons-client-1.8.8.8.Final.jar")).as(lines.get(2)).isEqualTo(!ours);
        }
    }

    @Test
    void testAndProgramTalkInLines() throws Exception {
        try (ClientJvm jvm = ClientJvm.start("echo", ClientLibrary.OURS, List.of(), EchoProgram.class)) {
            jvm.say("one");
            assertThat(jvm.nextLine(LIMIT)).isEqualTo("one!");
            assertThatThrownBy(() -> jvm.nextLine(Duration.ofMillis(1))).hasMessageContaining("No line within");
            jvm.say("two");
            assertThat(jvm.nextLine(LIMIT)).isEqualTo("two!");
            jvm.process().destroyForcibly();
            assertThat(jvm.nextLine(LIMIT)).isNull();
            assertThatThrownBy(() -> jvm.awaitEnd(LIMIT)).hasMessageContaining("ended with exit value");
        }
    }
}
