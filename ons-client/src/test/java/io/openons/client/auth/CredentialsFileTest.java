package io.openons.client.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openons.client.config.ClientKind;
import io.openons.client.config.Config;
import io.openons.client.fixture.CapturedLog;
import io.openons.client.fixture.Settings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that a machine's administrator has put into a file. */
class CredentialsFileTest {

    private static final String SWITCH = "rocketmq.client.keyFile";

    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void lookThere() {
        file = folder.resolve("keys");
        System.setProperty(SWITCH, file.toString());
    }

    @AfterEach
    void lookWhereItWas() {
        System.clearProperty(SWITCH);
    }

    @Test
    void isInTheHomeFolderUnlessASystemPropertyNamesAnother() {
        assertThat(CredentialsFile.place()).isEqualTo(file.toString());

        System.clearProperty(SWITCH);

        assertThat(CredentialsFile.place()).isEqualTo(System.getProperty("user.home") + File.separator + "onskey");
    }

    @Test
    void givesWhatThePropertiesDoNotHave() throws IOException {
        Files.writeString(file, "AccessKey = file-ak \nSecretKey=file-sk\nSecurityToken=file-token\n");

        assertTriple(Credentials.from(config()), "file-ak", "file-sk", "file-token");
        assertTriple(Credentials.from(config("AccessKey", "ak")), "ak", "file-sk", "file-token");
        assertTriple(Credentials.from(config("AccessKey", "ak", "SecretKey", "sk")), "ak", "sk", null);
    }

    @Test
    void withoutKeysRequestsGoUnsigned() throws IOException {
        assertThat(Credentials.from(config())).as("no file").isNull();

        Files.writeString(file, "AccessKey=\nSecretKey=\n");
        assertThat(Credentials.from(config())).as("empty values").isNull();

        System.setProperty(SWITCH, folder.toString());
        assertThat(Credentials.from(config())).as("a folder").isNull();
    }

    @Test
    void oneKeyAloneIsRefused() throws IOException {
        Files.writeString(file, "AccessKey=file-ak\n");
        Config config = config();

        Credentials.from(config);

        assertThatThrownBy(config::verify).hasMessageContaining("AccessKey is set but SecretKey is missing");
    }

    @Test
    void whatCannotBeReadIsToldAndCountsAsEmpty() throws IOException {
        Files.writeString(file, "AccessKey=file-ak\nSecretKey=\\u00zz\n");

        try (CapturedLog log = CapturedLog.of(CredentialsFile.class)) {
            assertThat(Credentials.from(config())).isNull();

            assertThat(log.lines()).singleElement().asString().contains("WARN").contains(file.toString());
        }
    }

    private static void assertTriple(Credentials credentials, String access, String secret, String token) {
        assertThat(credentials.accessKey()).isEqualTo(access);
        assertThat(credentials.secretKey()).isEqualTo(secret);
        assertThat(credentials.securityToken()).isEqualTo(token);
    }

    private static Config config(Object... keysAndValues) {
        return Config.of(ClientKind.PRODUCER, Settings.of(keysAndValues));
    }
}
