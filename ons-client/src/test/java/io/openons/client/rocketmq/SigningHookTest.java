package io.openons.client.rocketmq;

import static org.assertj.core.api.Assertions.assertThat;

import io.openons.client.auth.Credentials;
import io.openons.client.auth.CredentialsHolder;
import io.openons.client.config.ClientKind;
import io.openons.client.fixture.Connections;
import io.openons.client.fixture.Settings;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.rocketmq.remoting.protocol.RemotingCommand;
import org.apache.rocketmq.remoting.protocol.RequestCode;
import org.apache.rocketmq.remoting.protocol.header.namesrv.GetRouteInfoRequestHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a request carries, with the signature computed a second time by hand. */
class SigningHookTest {

    private final Connection connection = Connections.of(ClientKind.PRODUCER, "OnsChannel", "CLOUD");
    private final CredentialsHolder holder = connection.credentials();
    private final SigningHook hook = new SigningHook(connection);

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

    /** RocketMQ sends the same request again when an asynchronous send is repeated. */
    @Test
    void aRequestThatIsSignedAgainKeepsNoTokenOfFormerKeys() {
        holder.replace(Credentials.from(Settings.of("AccessKey", "ak", "SecretKey", "sk", "SecurityToken", "st")));
        RemotingCommand request = request();

        holder.replace(Credentials.from(Settings.of("AccessKey", "ak2", "SecretKey", "sk2")));
        hook.doBeforeRequest("127.0.0.1:9", request);

        assertThat(request.getExtFields()).containsOnlyKeys("AccessKey", "OnsChannel", "Signature")
                .containsEntry("Signature", signature("sk2", "ak2" + "CLOUD"));
    }

    @Test
    void headerAndBodyAreSignedInTheOrderOfTheFieldsNames() {
        holder.replace(Credentials.from(Settings.of("AccessKey", "ak", "SecretKey", "sk")));
        RemotingCommand request = sendRequest();

        hook.doBeforeRequest("127.0.0.1:9", request);

        assertThat(request.getExtFields()).containsEntry("topic", "t\u00fcr")
                .containsEntry("Signature", signature("sk", "akCLOUDt\u00fcrbody"));
    }

    @Test
    void aRequestThatIsSentAgainIsSignedAgain() {
        holder.replace(Credentials.from(Settings.of("AccessKey", "ak", "SecretKey", "old")));
        RemotingCommand request = sendRequest();
        hook.doBeforeRequest("127.0.0.1:9", request);

        holder.replace(Credentials.from(Settings.of("AccessKey", "ak2", "SecretKey", "new")));
        hook.doBeforeRequest("127.0.0.1:9", request);

        assertThat(request.getExtFields()).containsEntry("Signature", signature("new", "ak2CLOUDt\u00fcrbody"));
    }

    private static RemotingCommand sendRequest() {
        GetRouteInfoRequestHeader header = new GetRouteInfoRequestHeader();
        header.setTopic("t\u00fcr");
        RemotingCommand request = RemotingCommand.createRequestCommand(RequestCode.GET_ROUTEINFO_BY_TOPIC, header);
        request.setBody("body".getBytes(StandardCharsets.UTF_8));
        return request;
    }

    @Test
    @Timeout(60)
    void noRequestIsSignedWithAMixtureWhileCredentialsChange() throws Exception {
        holder.replace(numbered(0));
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Integer> changes = CompletableFuture.supplyAsync(() -> {
            int count = 0;
            while (!done.get()) {
                holder.replace(numbered(++count));
            }
            return count;
        });
        List<CompletableFuture<Set<String>>> signers = Stream.generate(() -> CompletableFuture.supplyAsync(() ->
                IntStream.range(0, 5000).mapToObj(i -> whole(request().getExtFields())).collect(Collectors.toSet())))
                .limit(3).toList();

        Set<String> used = new HashSet<>();
        for (CompletableFuture<Set<String>> signer : signers) {
            used.addAll(signer.join());
        }
        done.set(true);

        assertThat(changes.join()).isGreaterThan(10);
        assertThat(used).hasSizeGreaterThan(10);
    }

    private static Credentials numbered(int number) {
        return Credentials.from(Settings.of("AccessKey", "ak" + number, "SecretKey", "sk" + number,
                "SecurityToken", "st" + number));
    }

    /** The number of the triple that all three parts of the request come from. */
    private static String whole(Map<String, String> fields) {
        String number = fields.get("AccessKey").substring(2);
        assertThat(fields).containsEntry("SecurityToken", "st" + number)
                .containsEntry("Signature", signature("sk" + number, "ak" + number + "CLOUD" + "st" + number));
        return number;
    }

    private RemotingCommand request() {
        RemotingCommand request = RemotingCommand.createRequestCommand(RequestCode.GET_ROUTEINFO_BY_TOPIC, null);
        hook.doBeforeRequest("127.0.0.1:9", request);
        return request;
    }

    /** Base64 of HMAC-SHA1 over the values of the fields in the order of their names. */
    private static String signature(String secret, String content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
