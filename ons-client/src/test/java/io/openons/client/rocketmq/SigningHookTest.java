package io.openons.client.rocketmq;

import static org.assertj.core.api.Assertions.assertThat;

import io.openons.client.auth.Credentials;
import io.openons.client.auth.CredentialsHolder;
import io.openons.client.fixture.Settings;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.rocketmq.remoting.protocol.RemotingCommand;
import org.apache.rocketmq.remoting.protocol.RequestCode;
import org.junit.jupiter.api.Test;

/** What a request carries, with the signature computed a second time by hand. */
class SigningHookTest {

    private final CredentialsHolder holder = new CredentialsHolder(null);
    private final SigningHook hook = new SigningHook(holder, "CLOUD");

    @Test
    void withoutCredentialsRequestsGoAsTheyAre() {
        assertThat(request().getExtFields()).isNullOrEmpty();
    }

    @Test
    void keysAreSignedWithTheChannel() throws Exception {
        holder.replace(Credentials.from(Settings.of("AccessKey", "ak", "SecretKey", "sk")));

        RemotingCommand request = request();

        assertThat(request.getExtFields()).containsOnlyKeys("AccessKey", "OnsChannel", "Signature")
                .containsEntry("AccessKey", "ak").containsEntry("OnsChannel", "CLOUD")
                .containsEntry("Signature", signature("sk", "ak" + "CLOUD"));
    }

    @Test
    void aTokenIsSignedToo() throws Exception {
        holder.replace(Credentials.from(Settings.of("AccessKey", "ak", "SecretKey", "sk", "SecurityToken", "st")));

        RemotingCommand request = request();

        assertThat(request.getExtFields()).containsEntry("SecurityToken", "st")
                .containsEntry("Signature", signature("sk", "ak" + "CLOUD" + "st"));
    }

    @Test
    void newCredentialsCountFromTheNextRequest() throws Exception {
        holder.replace(Credentials.from(Settings.of("AccessKey", "ak", "SecretKey", "old")));
        assertThat(request().getExtFields()).containsEntry("Signature", signature("old", "akCLOUD"));

        holder.replace(Credentials.from(Settings.of("AccessKey", "ak2", "SecretKey", "new")));

        assertThat(request().getExtFields()).containsEntry("AccessKey", "ak2")
                .containsEntry("Signature", signature("new", "ak2CLOUD"));
    }

    private RemotingCommand request() {
        RemotingCommand request = RemotingCommand.createRequestCommand(RequestCode.GET_ROUTEINFO_BY_TOPIC, null);
        hook.doBeforeRequest("127.0.0.1:9", request);
        return request;
    }

    /** Base64 of HMAC-SHA1 over the values of the fields in the order of their names. */
    private static String signature(String secret, String content) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        return Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
    }
}
