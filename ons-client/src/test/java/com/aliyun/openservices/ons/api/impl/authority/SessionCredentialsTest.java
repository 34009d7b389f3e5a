package com.aliyun.openservices.ons.api.impl.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.openservices.ons.api.PropertyKeyConst;
import com.aliyun.openservices.ons.api.exception.ONSClientException;
import com.aliyun.openservices.ons.api.impl.rocketmq.ONSChannel;
import io.openons.client.fixture.Settings;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What the published class was seen to do, and where ours is safer. */
class SessionCredentialsTest {

    private static final String SECRET = "s3cr3t-key-value";

    @Test
    void constantsAreTheNamesOfProperties() {
        assertThat(SessionCredentials.AccessKey).isEqualTo(PropertyKeyConst.AccessKey);
        assertThat(SessionCredentials.SecretKey).isEqualTo(PropertyKeyConst.SecretKey);
        assertThat(SessionCredentials.SecurityToken).isEqualTo(PropertyKeyConst.SecurityToken);
        assertThat(SessionCredentials.ONSChannelKey).isEqualTo(PropertyKeyConst.OnsChannel);
        assertThat(SessionCredentials.Signature).isEqualTo("Signature");
        assertThat(SessionCredentials.SignatureMethod).isEqualTo("SignatureMethod");
    }

    @Test
    void newOneHasTheChannelAlone() {
        assertThat(new SessionCredentials()).hasToString("SessionCredentials [accessKey=null, secretKey=null, "
                + "signature=null, signatureMethod=null, onsChannel=ALIYUN, namespaceId=null]");
    }

    @Test
    void takesTrimmedKeysTokenAndChannelAndNothingElse() {
        SessionCredentials credentials = new SessionCredentials();

        credentials.updateContent(Settings.on(Settings.of("AccessKey", " a "), "SecretKey", " s ", "SecurityToken",
                "t ", "OnsChannel", ONSChannel.CLOUD, "Signature", "g", "SignatureMethod", "m", "INSTANCE_ID", "n"));

        assertThat(credentials.getAccessKey()).isEqualTo("a");
        assertThat(credentials.getSecretKey()).isEqualTo("s");
        assertThat(credentials.getSecurityToken()).isEqualTo("t");
        assertThat(credentials.getOnsChannel()).isEqualTo(ONSChannel.CLOUD);
        assertThat(credentials.getSignature()).isNull();
        assertThat(credentials.getSignatureMethod()).isNull();
        assertThat(credentials.getNamespaceId()).isNull();
    }

    @Test
    void whatIsNotSetStays() {
        SessionCredentials credentials = complete();

        credentials.updateContent(Settings.of("SecretKey", "other", "SecurityToken", ""));

        assertThat(credentials.getAccessKey()).isEqualTo("a");
        assertThat(credentials.getSecretKey()).isEqualTo("other");
        assertThat(credentials.getSecurityToken()).isEmpty();
        assertThat(credentials.getOnsChannel()).isEqualTo(ONSChannel.CLOUD);
        assertThat(credentials.getNamespaceId()).isEqualTo("n");
    }

    @Test
    void unknownChannelAndNullAreRefusedAndChangeNothing() {
        SessionCredentials credentials = complete();

        assertThatThrownBy(() -> credentials.updateContent(Settings.of("AccessKey", "b", "OnsChannel", "cloud")))
                .isInstanceOf(ONSClientException.class)
                .hasMessageContaining("OnsChannel=\"cloud\": must be one of [CLOUD, ALIYUN, ALL]");
        assertThatThrownBy(() -> credentials.updateContent(null))
                .isInstanceOf(ONSClientException.class).hasMessageContaining("the properties are null");

        assertThat(credentials).isEqualTo(complete());
    }

    @Test
    void copyHasEverything() {
        SessionCredentials copy = new SessionCredentials(complete());

        assertThat(copy).isNotSameAs(complete()).isEqualTo(complete()).hasSameHashCodeAs(complete());
        assertThat(copy.getSecurityToken()).isEqualTo("t");
    }

    @Test
    void everythingButTheTokenCounts() {
        assertThat(changed(c -> c.setSecurityToken("x"))).isEqualTo(complete()).hasSameHashCodeAs(complete());
        assertThat(changed(c -> c.setAccessKey("x"))).isNotEqualTo(complete());
        assertThat(changed(c -> c.setSecretKey(null))).isNotEqualTo(complete());
        assertThat(changed(c -> c.setSignature("x"))).isNotEqualTo(complete());
        assertThat(changed(c -> c.setSignatureMethod(null))).isNotEqualTo(complete());
        assertThat(changed(c -> c.setOnsChannel(ONSChannel.ALL))).isNotEqualTo(complete());
        assertThat(changed(c -> c.setNamespaceId("x"))).isNotEqualTo(complete());
        assertThat(new SessionCredentials() { }).isNotEqualTo(new SessionCredentials());
        assertThat(complete()).isNotEqualTo(null).isNotEqualTo("a");
    }

    @Test
    void textShowsNoSecret() {
        SessionCredentials credentials = complete();
        credentials.setSecretKey(SECRET);
        credentials.setSignature(SECRET);
        credentials.setSecurityToken(SECRET);

        assertThat(credentials).hasToString("SessionCredentials [accessKey=a, secretKey=***, signature=***, "
                + "signatureMethod=m, onsChannel=CLOUD, namespaceId=n]");
    }

    private static SessionCredentials changed(Consumer<SessionCredentials> change) {
        SessionCredentials credentials = complete();
        change.accept(credentials);
        return credentials;
    }

    private static SessionCredentials complete() {
        SessionCredentials credentials = new SessionCredentials();
        credentials.setAccessKey("a");
        credentials.setSecretKey("s");
        credentials.setSecurityToken("t");
        credentials.setSignature("g");
        credentials.setSignatureMethod("m");
        credentials.setOnsChannel(ONSChannel.CLOUD);
        credentials.setNamespaceId("n");
        return credentials;
    }
}
