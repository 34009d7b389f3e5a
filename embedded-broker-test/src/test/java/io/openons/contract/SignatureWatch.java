package io.openons.contract;

import io.openons.embedded.EmbeddedRocketMq;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.rocketmq.remoting.RPCHook;
import org.apache.rocketmq.remoting.protocol.RemotingCommand;

/** Checks on the broker's side that each signed request has one triple's key, token and signature. */
final class SignatureWatch implements RPCHook {

    private final Set<String> accessKeys = ConcurrentHashMap.newKeySet();
    private final List<String> mixtures = new CopyOnWriteArrayList<>();
    private final UnaryOperator<String> secretKeys;
    private final UnaryOperator<String> tokens;

    private SignatureWatch(UnaryOperator<String> secretKeys, UnaryOperator<String> tokens) {
        this.secretKeys = secretKeys;
        this.tokens = tokens;
    }

    /** Begins to watch; the functions tell secret key and token of an access key. */
    static SignatureWatch of(EmbeddedRocketMq broker, UnaryOperator<String> secretKeys, UnaryOperator<String> tokens) {
        SignatureWatch watch = new SignatureWatch(secretKeys, tokens);
        broker.brokerController().getRemotingServer().registerRPCHook(watch);
        return watch;
    }

    /** Every access key seen. */
    Set<String> accessKeys() {
        return accessKeys;
    }

    /** Requests that were signed with parts of several triples. */
    List<String> mixtures() {
        return mixtures;
    }

    @Override
    public void doBeforeRequest(String address, RemotingCommand request) {
        Map<String, String> fields = request.getExtFields();
        String accessKey = fields == null ? null : fields.get("AccessKey");
        if (accessKey == null) {
            return;
        }
        accessKeys.add(accessKey);
        if (!tokens.apply(accessKey).equals(fields.get("SecurityToken"))
                || !signature(secretKeys.apply(accessKey), request).equals(fields.get("Signature"))) {
            mixtures.add(request.getCode() + " " + fields);
        }
    }

    @Override
    public void doAfterResponse(String address, RemotingCommand request, RemotingCommand response) {
        // Responses are not signed.
    }

    /** HMAC-SHA1 over the values of all other fields in the order of their names, and the body. */
    private static String signature(String secretKey, RemotingCommand request) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        new TreeMap<>(request.getExtFields()).forEach((name, value) -> {
            if (!name.equals("Signature") && value != null) {
                content.writeBytes(value.getBytes(StandardCharsets.UTF_8));
            }
        });
        if (request.getBody() != null) {
            content.writeBytes(request.getBody());
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secretKey.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(content.toByteArray()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
