package io.openons.client.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openons.client.fixture.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who decides about TLS, and which settings may share a connection; what is in the files is not looked at here. */
class TlsSettingsTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"'', JVM_WIDE", "true, ON", "' True ', ON", "false, OFF", "FALSE, OFF"})
    void aClientDecidesForItselfOrLeavesItToTheJvm(String value, TlsSettings.Mode mode) {
        assertThat(settings("tlsEnable", value, "tlsVerifyServer", value.isEmpty() ? "" : "false").mode())
                .isEqualTo(mode);
    }

    @ParameterizedTest
    @EnumSource
    void everyKindHasTlsSettings(ClientKind kind) {
        Config config = Config.of(kind, Settings.of("tlsEnable", "true"));
        TlsSettings.from(config);

        assertThatThrownBy(config::verify).hasMessageContaining("tlsTrustCertificate is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ture", "yes", "1", " "})
    void aTypingErrorDoesNotMeanAnOpenConnection(String value) {
        assertRefused("tlsEnable=\"" + value + "\": must be true or false", "tlsEnable", value);
        assertRefused("tlsVerifyServer=\"" + value + "\": must be true or false", "tlsEnable", "true",
                "tlsVerifyServer", value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tlsTrustCertificate", "tlsClientCertificate", "tlsClientKey", "tlsClientKeyPassword",
        "tlsVerifyServer"})
    void keysThatWouldHaveNoEffectAreRefused(String key) {
        assertRefused(key + " is set, but tlsEnable is not", key, "true");
    }

    @Test
    void serversAreVerifiedUnlessToldOtherwise() throws IOException {
        assertThat(settings("tlsEnable", "true", "tlsTrustCertificate", file("a", "one")).verifyServer()).isTrue();
        assertThat(settings("tlsEnable", "true", "tlsVerifyServer", "false").verifyServer()).isFalse();
    }

    @Test
    void settingsWithTheSameContentAreEqual() throws IOException {
        TlsSettings one = settings("tlsEnable", "true", "tlsTrustCertificate", file("a", "one"));

        assertThat(settings("tlsEnable", "true", "tlsTrustCertificate", file("copy", "one"))).isEqualTo(one)
                .hasSameHashCodeAs(one);
        assertThat(settings("tlsEnable", "true", "tlsTrustCertificate", file("b", "two"))).isNotEqualTo(one);
        assertThat(settings("tlsEnable", "true", "tlsTrustCertificate", file("a", "one"), "tlsVerifyServer", "false"))
                .isNotEqualTo(one);
        assertThat(settings("tlsEnable", "true", "tlsTrustCertificate", file("a", "one"), "tlsClientCertificate",
                file("c", "one"), "tlsClientKey", file("k", "one"))).isNotEqualTo(one);
        assertThat(settings("tlsEnable", "false")).isNotEqualTo(settings());
    }

    @Test
    void theKeyAndItsPasswordAreNotShown() throws IOException {
        TlsSettings settings = settings("tlsEnable", "true", "tlsTrustCertificate", file("a", "one"),
                "tlsClientCertificate", file("c", "public"), "tlsClientKey", file("k", "key-content"),
                "tlsClientKeyPassword", "its-password");

        assertThat(settings.keyPassword()).isEqualTo("its-password");
        assertThat(settings + " " + settings.clientKey()).doesNotContain("its-password").doesNotContain("key-content");
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    private static TlsSettings settings(Object... keysAndValues) {
        Config config = Config.of(ClientKind.PRODUCER, Settings.of(keysAndValues));
        TlsSettings settings = TlsSettings.from(config);
        config.verify();
        return settings;
    }

    private static void assertRefused(String words, Object... keysAndValues) {
        assertThatThrownBy(() -> settings(keysAndValues)).hasMessageContaining(words);
    }
}
