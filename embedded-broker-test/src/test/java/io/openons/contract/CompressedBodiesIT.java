package io.openons.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.aliyun.openservices.ons.api.PropertyKeyConst;
import com.aliyun.openservices.ons.api.PullConsumer;
import com.aliyun.openservices.ons.api.TopicPartition;
import com.aliyun.openservices.ons.api.exception.ONSClientException;
import io.openons.client.deadletter.DeadLetter;
import io.openons.client.deadletter.DeadLetters;
import io.openons.embedded.EmbeddedRocketMq;
import io.openons.embedded.StoredMessage;
import io.openons.embedded.junit.EmbeddedRocketMqExtension;
import io.openons.embedded.junit.GroupName;
import io.openons.embedded.junit.TopicName;
import io.openons.jvm.ClientJvm;
import io.openons.jvm.ClientLibrary;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.rocketmq.common.compression.CompressionType;
import org.apache.rocketmq.common.sysflag.MessageSysFlag;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Messages of every codec in one queue: with the codecs all are read, and one that is damaged, or whose codec is not on
 * the class path, holds nobody up and is not lost.
 */
@Timeout(120)
class CompressedBodiesIT {

    @RegisterExtension
    static final EmbeddedRocketMqExtension ROCKETMQ = EmbeddedRocketMqExtension.with(
            EmbeddedRocketMq.builder().messageDelayLevels("0s 0s 0s 0s"));

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @AutoClose
    private final Clients clients = new Clients();

    @ParameterizedTest
    @EnumSource
    void damagedMessageBecomesADeadLetterAndTheOthersArriveOnce(ReceiverKind kind, EmbeddedRocketMq broker,
            @TopicName(queues = 1) String topic, @GroupName String group) throws Exception {
        Properties properties = properties(broker, group);
        try (CompressingProducer producer = new CompressingProducer(broker, group)) {
            producer.send(topic, "plain", null);
            for (CompressionType codec : CompressionType.values()) {
                producer.sendDamaged(topic, codec);
                producer.send(topic, codec.name(), codec);
            }
        }
        Inbox inbox = new Inbox();

        Receiver receiver = kind.create(clients, properties).subscribe(topic, "*", inbox).start();

        inbox.awaitDeliveries(4);
        awaitDeadLetters(broker, group, 3);
        receiver.shutdown();
        assertThat(inbox.bodies()).containsExactlyInAnyOrder("plain", "LZ4", "ZSTD", "ZLIB");
        assertThat(broker.store().backlog(group, topic)).isZero();
        try (DeadLetters deadLetters = DeadLetters.open(properties)) {
            List<DeadLetter> dead = deadLetters.all().toList();
            assertThat(dead).hasSize(3).allSatisfy(one -> {
                assertThat(one.topic()).isEqualTo(topic);
                assertThatThrownBy(one::message).isInstanceOf(ONSClientException.class)
                        .hasMessageContaining("is damaged").hasMessageContaining("[ONS-4009 topic=" + topic);
            });
            assertThatThrownBy(deadLetters::resendPending).isInstanceOf(ONSClientException.class)
                    .hasMessageContaining("ONS-7002").hasMessageContaining("is damaged");
        }
    }

    @Test
    void pollThatComesToADamagedMessageFailsAndTheNextGoesOn(EmbeddedRocketMq broker,
            @TopicName(queues = 1) String topic, @GroupName String group) throws Exception {
        broker.createGroup(group);
        TopicPartition partition = new TopicPartition(topic, broker.brokerName() + "#0");
        Properties properties = broker.clientProperties(group);
        properties.put(PropertyKeyConst.AUTO_COMMIT, false);
        try (CompressingProducer producer = new CompressingProducer(broker, group)) {
            producer.send(topic, "plain", null);
            producer.send(topic, "LZ4", CompressionType.LZ4);
            producer.sendDamaged(topic, CompressionType.ZSTD);
            producer.send(topic, "ZLIB", CompressionType.ZLIB);
        }
        PullConsumer consumer = clients.pullConsumer(properties);
        consumer.start();
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(partition);

        assertThat(PullScene.bodies(PullScene.receive(consumer, 2))).containsExactly("plain", "LZ4");
        assertThatThrownBy(() -> consumer.poll(PullScene.SOON_MILLIS)).isInstanceOf(ONSClientException.class)
                .hasMessageContaining("[ONS-4009 topic=" + topic + " partition=" + broker.brokerName()
                        + "#0 offset=2 ");
        consumer.commitSync();
        assertThat(consumer.committed(partition)).as("the message is not passed by yet").isEqualTo(2);
        assertThat(PullScene.bodies(PullScene.receive(consumer, 1))).containsExactly("ZLIB");
        consumer.commitSync();
        assertThat(consumer.committed(partition)).isEqualTo(4);

        consumer.seek(partition, 2);
        assertThatThrownBy(() -> consumer.poll(PullScene.SOON_MILLIS)).isInstanceOf(ONSClientException.class)
                .hasMessageContaining("offset=2 ");
    }

    @Tag("separate-jars")
    @ParameterizedTest
    @EnumSource(CodecsProgram.Way.class)
    void withoutTheCodecsTheQueueGoesOnAndNothingIsLost(CodecsProgram.Way way, EmbeddedRocketMq broker,
            @TopicName(queues = 1) String topic, @GroupName String group) throws Exception {
        broker.createGroup(group);
        try (CompressingProducer producer = new CompressingProducer(broker, group)) {
            producer.send(topic, "first", null);
            producer.send(topic, "LZ4", CompressionType.LZ4);
            producer.send(topic, "ZSTD", CompressionType.ZSTD);
            producer.send(topic, "ZLIB", CompressionType.ZLIB);
            producer.send(topic, "last", null);
        }
        try (ClientJvm jvm = ClientJvm.start("codecs-" + way.name().toLowerCase(), withoutCodecs(),
                CodecsProgram.class.getName(), way.name(), broker.nameServerAddress(), topic, group)) {
            List<String> lines = new ArrayList<>();
            while (lines.size() < (way == CodecsProgram.Way.PULL ? 5 : 3)) {
                lines.add(jvm.nextLine(LIMIT));
            }
            if (way == CodecsProgram.Way.PULL) {
                assertThat(lines.get(1)).contains("at.yawk.lz4:lz4-java", "ONS-4009", "partition=", "offset=1 ");
                assertThat(lines.get(2)).contains("com.github.luben:zstd-jni", "ONS-4009", "offset=2 ");
                lines.subList(1, 3).clear();
            }
            assertThat(lines).containsExactlyInAnyOrder("first", "ZLIB", "last");
            if (way != CodecsProgram.Way.PULL) {
                awaitDeadLetters(broker, group, 2);
                assertThat(Path.of("target", "codecs-" + way.name().toLowerCase() + ".log")).content()
                        .contains("at.yawk.lz4:lz4-java", "com.github.luben:zstd-jni", "ONS-4009");
            }
            jvm.say("end");
            assertThat(jvm.awaitEnd(LIMIT)).containsExactly("dead letters unreadable: "
                    + (way == CodecsProgram.Way.PULL ? 0 : 2));
        }
        if (way != CodecsProgram.Way.PULL) {
            assertReadableWithTheCodecs(broker, topic, group);
        }
    }

    private static void assertReadableWithTheCodecs(EmbeddedRocketMq broker, String topic, String group) {
        try (DeadLetters deadLetters = DeadLetters.open(broker.clientProperties(group))) {
            assertThat(deadLetters.all().map(dead -> new String(dead.message().getBody(), UTF_8)))
                    .containsExactlyInAnyOrder("LZ4", "ZSTD");
            deadLetters.resendPending();
        }
        assertThat(broker.store().messages(topic)).extracting(StoredMessage::bodyAsString)
                .containsExactlyInAnyOrder("first", "LZ4", "ZSTD", "ZLIB", "last", "LZ4", "ZSTD");
        assertThat(broker.store().messages("%DLQ%" + group)).allMatch(
                dead -> MessageSysFlag.check(dead.sysFlag(), MessageSysFlag.COMPRESSED_FLAG));
    }

    /** What an application has that leaves both out, and the test's binding for its log. */
    private static List<Path> withoutCodecs() {
        Stream<Path> binding = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of).filter(jar -> jar.getFileName().toString().startsWith("slf4j-simple-"));
        Stream<Path> libraries = ClientLibrary.OURS.classPath().stream()
                .filter(jar -> !jar.getFileName().toString().matches("(lz4-java|zstd-jni)-.*"));
        return Stream.of(Stream.of(Path.of("target", "test-classes")), libraries, binding)
                .flatMap(entries -> entries).toList();
    }

    private static Properties properties(EmbeddedRocketMq broker, String group) {
        Properties properties = broker.clientProperties(group);
        properties.put(PropertyKeyConst.MaxReconsumeTimes, 2);
        return properties;
    }

    private static void awaitDeadLetters(EmbeddedRocketMq broker, String group, int count) {
        await("dead letters").atMost(LIMIT).until(() -> broker.store().messageCount("%DLQ%" + group) == count);
    }
}
