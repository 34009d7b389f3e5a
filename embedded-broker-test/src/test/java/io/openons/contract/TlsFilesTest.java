package io.openons.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.aliyun.openservices.ons.api.ONSFactory;
import io.openons.client.error.CodedClientException;
import io.openons.client.error.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Certificates and keys that cannot be used are told when a client is created, all together. */
@Timeout(120)
class TlsFilesTest {

    @TempDir
    private static Path folder;
    private static Certificate own;

    @BeforeAll
    static void createCertificate() throws Exception {
        own = Certificate.create(folder, "own");
    }

    @Test
    void certificateAndKeyAreTakenEncryptedOrNot() {
        assertThatCode(() -> create("tlsEnable", "true", "tlsTrustCertificate", own.file(),
                "tlsClientCertificate", own.file(), "tlsClientKey", own.key())).doesNotThrowAnyException();
        assertThatCode(() -> create("tlsEnable", " TRUE ", "tlsTrustCertificate", own.file(),
                "tlsClientCertificate", own.file(), "tlsClientKey", own.encryptedKey(),
                "tlsClientKeyPassword", Certificate.PASSWORD)).doesNotThrowAnyException();
        assertThatCode(() -> create("tlsEnable", "true", "tlsVerifyServer", "false")).doesNotThrowAnyException();
        assertThatCode(() -> create("tlsEnable", "false", "tlsTrustCertificate", "is not looked at"))
                .doesNotThrowAnyException();
    }

    @Test
    void missingFilesAndHalvesAreListedTogether() {
        assertRefused("2 problems", "tlsTrustCertificate=\"nowhere.pem\": must be a PEM file that can be read",
                "NoSuchFileException", "tlsClientKey is missing: it belongs to tlsClientCertificate",
                "tlsEnable", "true", "tlsTrustCertificate", "nowhere.pem", "tlsClientCertificate", own.file());
        assertRefused("tlsClientCertificate is missing: it belongs to tlsClientKey", "", "", "",
                "tlsEnable", "true", "tlsTrustCertificate", own.file(), "tlsClientKey", own.key());
    }

    @Test
    void verificationNeedsAnAuthority() {
        assertRefused("tlsTrustCertificate is missing", "tlsVerifyServer=false to trust any server", "", "",
                "tlsEnable", "true");
    }

    @Test
    void otherFilesThanCertificatesAndKeysAreRefused() throws Exception {
        Path junk = Files.writeString(folder.resolve("junk.pem"), "junk");
        assertRefused("2 problems", "tlsTrustCertificate=\"" + junk + "\": must be one or more X.509 certificates",
                "tlsClientKey=\"" + junk + "\": must be a PKCS#8 private key in PEM form", "openssl pkcs8 -topk8",
                "tlsEnable", "true", "tlsTrustCertificate", junk, "tlsClientCertificate", own.file(),
                "tlsClientKey", junk);
        assertRefused("tlsClientCertificate=\"" + junk + "\": must be one or more X.509 certificates", "", "", "",
                "tlsEnable", "true", "tlsTrustCertificate", own.file(), "tlsClientCertificate", junk,
                "tlsClientKey", own.key());
    }

    @Test
    void encryptedKeysNeedTheirPassword() {
        assertRefused("tlsClientKeyPassword is missing: the key in \"" + own.encryptedKey() + "\" is encrypted",
                "", "", "",
                "tlsEnable", "true", "tlsTrustCertificate", own.file(), "tlsClientCertificate", own.file(),
                "tlsClientKey", own.encryptedKey());
        assertRefused("tlsClientKey=\"" + own.encryptedKey() + "\"",
                "must be a PKCS#8 private key that tlsClientKeyPassword opens", "", "",
                "tlsEnable", "true", "tlsTrustCertificate", own.file(), "tlsClientCertificate", own.file(),
                "tlsClientKey", own.encryptedKey(), "tlsClientKeyPassword", "not-this-secret");
    }

    private static void assertRefused(String first, String second, String third, String fourth, Object... settings) {
        CodedClientException refusal = catchThrowableOfType(CodedClientException.class, () -> create(settings));

        assertThat(refusal).isNotNull().hasMessageContainingAll(first, second, third, fourth)
                .hasMessageNotContaining("not-this-secret").hasMessageNotContaining(Certificate.PASSWORD);
        assertThat(refusal.code()).isEqualTo(ErrorCode.CONFIGURATION_INVALID);
    }

    private static void create(Object... settings) {
        Properties properties = new Properties();
        properties.put("NAMESRV_ADDR", "127.0.0.1:9");
        for (int i = 0; i < settings.length; i += 2) {
            properties.put(settings[i], settings[i + 1].toString());
        }
        ONSFactory.createProducer(properties);
    }
}
