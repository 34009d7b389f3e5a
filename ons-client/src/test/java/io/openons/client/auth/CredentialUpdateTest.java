package io.openons.client.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.openons.client.fixture.Settings;
import org.junit.jupiter.api.Test;

/** updateCredential reads like the configuration does. */
class CredentialUpdateTest {

    @Test
    void anEmptyTokenIsNoToken() {
        assertThat(Credentials.from(Settings.of("AccessKey", "a", "SecretKey", "s", "SecurityToken", ""))
                .securityToken()).isNull();
    }

    @Test
    void keysCountByTheirText() {
        Object accessKey = new StringBuilder("AccessKey");

        assertThat(Credentials.from(Settings.of(accessKey, "a", "SecretKey", "s", 5, "x")).accessKey()).isEqualTo("a");
    }
}
