package io.openons.client.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.openservices.ons.api.exception.ONSClientException;
import io.openons.client.config.ClientKind;
import io.openons.client.config.Config;
import io.openons.client.error.CodedClientException;
import io.openons.client.error.ErrorCode;
import io.openons.client.fixture.Settings;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** Credentials at creation and as handed to updateCredential. */
class CredentialsTest {

    private static final String SECRET = "s3cr3t-key-value";

    @Test
    void withoutBothKeysRequestsGoUnsigned() {
        assertThat(Credentials.from(config("AccessKey", "", "SecretKey", ""))).isNull();
        assertThat(Credentials.from(config("SecurityToken", "token"))).isNull();
    }

    @Test
    void keysAndTokenAreReadWhateverTheirType() {
        Credentials credentials = Credentials.from(config("AccessKey", 5, "SecretKey", new StringBuilder(SECRET),
                "SecurityToken", "token"));

        assertThat(credentials.accessKey()).isEqualTo("5");
        assertThat(credentials.secretKey()).isEqualTo(SECRET);
        assertThat(credentials.securityToken()).isEqualTo("token");
        assertThat(Credentials.from(config("AccessKey", "a", "SecretKey", "s", "SecurityToken", "")).securityToken())
                .isNull();
    }

    @Test
    void oneKeyWithoutTheOtherIsRefusedWithoutShowingIt() {
        Config onlySecret = config("SecretKey", SECRET);
        Credentials.from(onlySecret);
        assertThatThrownBy(onlySecret::verify).hasMessageContaining("SecretKey is set but AccessKey is missing")
                .hasMessageNotContaining(SECRET);

        Config onlyAccess = config("AccessKey", "ak-of-someone", "SecurityToken", SECRET);
        Credentials.from(onlyAccess);
        assertThatThrownBy(onlyAccess::verify).hasMessageContaining("AccessKey is set but SecretKey is missing")
                .hasMessageNotContaining("ak-of-someone").hasMessageNotContaining(SECRET);
    }

    @Test
    void textOfCredentialsHidesEverything() {
        assertThat(Credentials.from(config("AccessKey", "ak", "SecretKey", SECRET, "SecurityToken", "token")))
                .hasToString("Credentials[redacted]");
    }

    @Test
    void updateTakesTheTripleFromNestedDefaults() {
        Properties base = Settings.of("AccessKey", "ak", "SecretKey", "old");

        Credentials credentials = Credentials.from(Settings.on(base, "SecretKey", SECRET, "SecurityToken", "token"));

        assertThat(credentials.accessKey()).isEqualTo("ak");
        assertThat(credentials.secretKey()).isEqualTo(SECRET);
        assertThat(credentials.securityToken()).isEqualTo("token");
    }

    @Test
    void updateRefusesNullAndMissingKeysWithoutShowingSecrets() {
        assertUpdateRefused(null, "the properties are null");
        assertUpdateRefused(Settings.of("SecretKey", SECRET), "AccessKey is missing");
        assertUpdateRefused(Settings.of("AccessKey", "", "SecretKey", SECRET), "AccessKey is missing");
        assertUpdateRefused(Settings.of("AccessKey", "ak", "SecurityToken", SECRET), "SecretKey is missing");
        assertUpdateRefused(Settings.of("AccessKey", "ak", "SecretKey", ""), "SecretKey is missing");
    }

    @Test
    void holderHandsOutTheLatestTriple() {
        Credentials first = Credentials.from(Settings.of("AccessKey", "a", "SecretKey", "1"));
        Credentials second = Credentials.from(Settings.of("AccessKey", "a", "SecretKey", "2"));
        CredentialsHolder holder = new CredentialsHolder(first);
        assertThat(holder.current()).isSameAs(first);

        holder.replace(second);

        assertThat(holder.current()).isSameAs(second);
        assertThatCode(() -> new CredentialsHolder(null).current()).doesNotThrowAnyException();
    }

    private static void assertUpdateRefused(Properties properties, String why) {
        assertThatThrownBy(() -> Credentials.from(properties)).isInstanceOf(ONSClientException.class)
                .isInstanceOfSatisfying(CodedClientException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.CREDENTIALS_INVALID))
                .hasMessageStartingWith("updateCredential failed: " + why).hasMessageNotContaining(SECRET);
    }

    private static Config config(Object... keysAndValues) {
        return Config.of(ClientKind.PRODUCER, Settings.of(keysAndValues));
    }
}
