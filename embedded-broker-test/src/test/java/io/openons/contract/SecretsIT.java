package io.openons.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.openons.embedded.EmbeddedRocketMq;
import io.openons.embedded.junit.GroupName;
import io.openons.embedded.junit.TopicName;
import io.openons.embedded.junit.WithEmbeddedRocketMq;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that a client says at any log level, throws or answers to toString holds a secret, token or message body. */
@WithEmbeddedRocketMq
@Timeout(120)
class SecretsIT {

    @TempDir
    private Path folder;

    @Test
    void noSecretIsShownAnywhere(EmbeddedRocketMq broker, @TopicName String topic, @GroupName String group)
            throws Exception {
        Path output = folder.resolve("output");
        Certificate certificate = Certificate.create(folder, "own");
        try (TextServer addressServer = new TextServer().answer(broker.nameServerAddress());
             TextServer metadata = new TextServer().answer("{\"Code\": \"Success\", \"AccessKeyId\": \"ak\", "
                + "\"AccessKeySecret\": \"" + SecretsProgram.MARK)) {
            Process process = new ProcessBuilder(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Duser.home=" + folder,
                    "-Dorg.slf4j.simpleLogger.defaultLogLevel=trace",
                    "-Dorg.slf4j.simpleLogger.log.RocketmqCommon=trace", "-cp", System.getProperty("java.class.path"), SecretsProgram.class.getName(),
                    broker.nameServerAddress(), topic, group, metadata.url(),
                    addressServer.url(), certificate.file().toString(), certificate.encryptedKey().toString()))
                    .redirectErrorStream(true).redirectOutput(output.toFile()).start();
            try {
                assertThat(process.waitFor(90, TimeUnit.SECONDS)).as("the program ends").isTrue();
            } finally {
                process.destroyForcibly();
            }
            String text = Files.readString(output);

            assertThat(process.exitValue()).as("exit value of\n%s", text.substring(Math.max(0, text.length() - 2000)))
                    .isZero();
            assertThat(text).as("the log is complete").contains("DEBUG", "Started producer", "Shut down producer",
                    "[ONS-1001", "[ONS-1003", "[ONS-1004", "[ONS-3001", "[ONS-3002",
                    "names no name servers", "by its address server " + addressServer.url() + "/ns",
                    "that tlsClientKeyPassword opens", "Started producer \"" + group + "_tls\"",
                    "Started dead letter reader \"" + group + "_single\"");
            assertThat(text.lines().filter(line -> line.contains(SecretsProgram.MARK))).isEmpty();
        }
    }
}
