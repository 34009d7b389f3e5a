package io.openons.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.PropertyKeyConst;
import io.openons.embedded.EmbeddedRocketMq;
import io.openons.embedded.junit.GroupName;
import io.openons.embedded.junit.TopicName;
import io.openons.embedded.junit.WithEmbeddedRocketMq;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What message trace costs where nobody asked for it, and where brokers have no trace topic. */
@WithEmbeddedRocketMq
@Timeout(120)
class UntracedIT {

    @AutoClose
    private final Clients clients = new Clients();

    @Test
    void offCostsNoThread(EmbeddedRocketMq broker, @TopicName String topic) {
        assertThat(threads(broker, topic, "")).isEmpty();
        assertThat(threads(broker, topic, "false")).isEmpty();
        assertThat(threads(broker, topic, "true")).containsExactly("ons-trace-GID_threads");
    }

    /** The threads for traces that a producer has after a send; its others come and go with what happens at a time. */
    private List<String> threads(EmbeddedRocketMq broker, String topic, String value) {
        ClientThreads threads = ClientThreads.watch();
        Properties properties = broker.clientProperties("GID_threads");
        properties.setProperty(PropertyKeyConst.MsgTraceSwitch, value);
        clients.producer(properties).send(new Message(topic, "", new byte[1]));
        return threads.added().stream().map(Thread::getName)
                .filter(name -> name.toLowerCase(Locale.ROOT).contains("trace")).toList();
    }

    @Test
    void aMissingTraceTopicIsOneLineOfEachClient(EmbeddedRocketMq broker, @TopicName String topic,
            @GroupName String group, @TempDir Path folder) throws Exception {
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-Dorg.slf4j.simpleLogger.log.io.openons=debug",
                "-cp", System.getProperty("java.class.path"), QuietProgram.class.getName(), broker.nameServerAddress(),
                topic, group, PropertyKeyConst.MsgTraceSwitch, "true")
                .redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try {
            assertThat(process.waitFor(90, TimeUnit.SECONDS)).as("the JVM ends").isTrue();
        } finally {
            process.destroyForcibly();
        }

        assertThat(process.exitValue()).as("sent and received").isZero();
        List<String> lines = Files.readAllLines(log);
        assertThat(lines).filteredOn(line -> line.contains(TraceLine.TOPIC)).hasSize(2)
                .allMatch(line -> line.contains("DEBUG") && line.contains("is not traced: there is no topic"));
        assertThat(broker.brokerController().getTopicConfigManager().selectTopicConfig(TraceLine.TOPIC)).isNull();
    }
}
