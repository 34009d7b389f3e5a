package io.openons.binary;

import static org.assertj.core.api.Assertions.assertThat;

import io.openons.embedded.EmbeddedRocketMq;
import io.openons.embedded.junit.GroupName;
import io.openons.embedded.junit.TopicName;
import io.openons.embedded.junit.WithEmbeddedRocketMq;
import io.openons.jvm.ClientJvm;
import io.openons.jvm.ClientLibrary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Classes that were compiled against the published jar run on our jars as they are, and do there what they did. */
@WithEmbeddedRocketMq
@Timeout(180)
class BinaryDropInIT {

    private static final Duration LIMIT = Duration.ofSeconds(150);

    @TempDir
    private static Path programs;

    @BeforeAll
    static void compileAgainstThePublishedJarAlone() throws IOException {
        PublishedPrograms.compileInto(programs);
    }

    @ParameterizedTest
    @EnumSource
    void programsDoTheSameOnEitherClient(ClientLibrary library, EmbeddedRocketMq broker, @TopicName String topic,
            @GroupName String group) throws Exception {
        try (ClientJvm jvm = ClientJvm.start("scenes", library, List.of(programs), "shop.Main",
                broker.nameServerAddress(), topic, group)) {

            assertThat(jvm.awaitEnd(LIMIT)).containsExactly(
                    "plain: false true",
                    "plain: true true",
                    "plain: sent on callback",
                    "plain: [async, one-way, sync]",
                    "plain: [key-async red plain, key-one-way red plain, key-sync red plain]",
                    "plain: false true",
                    "plain: refused",
                    "ordered: [customer/0, customer/1, customer/2, customer/3, customer/4]",
                    "transactions: true",
                    "transactions: rolled back",
                    "transactions: asked for unknown",
                    "transactions: [committed, unknown]",
                    "batches: [0, 1, 2, 3, 4, 5]",
                    "pulled: 4",
                    "pulled: [0 at true of true, 1 at true of true, 2 at true of true, 3 at true of true]",
                    "pulled: true 0",
                    "beans: [ordered, plain, transaction]",
                    "beans: [ordered, plain, transaction]",
                    "beans: [ordered, plain, transaction]",
                    "beans: true Subscription [topic=" + topic + ", expression=beans, persistence=true] false",
                    "intercepted: sent true null [started] false",
                    "intercepted: received body Optional.of(CommitMessage) false 1 true",
                    "intercepted: Optional.of(ReconsumeLater) Optional.absent() Optional.absent()",
                    "same package: customer customer",
                    "same package: id 4",
                    "same package: other null {__TAG=other}",
                    "same package: unit key",
                    "implementers: true 2",
                    "implementers: no method is missing",
                    "names: true ALIYUN",
                    "names: true",
                    "names: CLOUD 0",
                    "names: the usual ALIYUN",
                    "names: ALL 2");
        }
    }

    @ParameterizedTest
    @CsvSource({"PUBLISHED, OURS", "OURS, PUBLISHED"})
    void messagesAndExceptionsAreReadWhoeverWroteThem(ClientLibrary writer, ClientLibrary reader,
            @TempDir Path folder) throws Exception {
        String file = folder.resolve("letters").toString();
        try (ClientJvm jvm = ClientJvm.start("writer", writer, List.of(programs), "shop.Letters", "write", file)) {
            jvm.awaitEnd(LIMIT);
        }
        try (ClientJvm jvm = ClientJvm.start("reader", reader, List.of(programs), "shop.Letters", "read", file)) {

            assertThat(jvm.awaitEnd(LIMIT)).containsExactly(
                    "topic tag key 3 3",
                    "id customer 3 4 /10.0.0.1:5 6 7 broker-a#1",
                    "{colour=red} [__BORNHOST, __BORNTIMESTAMP, __CONSUMEOFFSET, __KEY, __MSGID, __PARTITION, "
                            + "__RECONSUMETIMES, __SHARDINGKEY, __STARTDELIVERTIME, __TAG]",
                    "null true 0",
                    "com.aliyun.openservices.ons.api.exception.ONSClientException: text",
                    "refused true");
        }
    }
}
