package io.openons.client.rocketmq;

import io.openons.client.auth.Credentials;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.rocketmq.acl.common.SessionCredentials;
import org.apache.rocketmq.remoting.protocol.RemotingCommand;

/**
 * Signs requests with one triple of credentials: HMAC-SHA1 over the values of the header's fields, in the order of their
 * names, and the body. RocketMQ's own hook does the same, but sets up the algorithm anew for each request, which costs
 * more than all the rest of a send. Thread-safe.
 */
final class RequestSigner {

    static final String ALGORITHM = "HmacSHA1";

    private final Credentials credentials;
    /** Those that no thread is signing with; as many as there ever were requests signed at once. */
    private final Queue<Mac> idle = new ConcurrentLinkedQueue<>();

    RequestSigner(Credentials credentials) {
        this.credentials = credentials;
    }

    boolean signsWith(Credentials others) {
        return credentials == others;
    }

    void sign(RemotingCommand request) {
        request.makeCustomHeaderToNet();
        request.addExtField(SessionCredentials.ACCESS_KEY, credentials.accessKey());
        Map<String, String> fields = request.getExtFields();
        // RocketMQ sends a request again as it was signed, perhaps for other keys.
        fields.remove(SessionCredentials.SIGNATURE);
        fields.remove(SessionCredentials.SECURITY_TOKEN);
        if (credentials.securityToken() != null) {
            fields.put(SessionCredentials.SECURITY_TOKEN, credentials.securityToken());
        }
        fields.put(SessionCredentials.SIGNATURE, signature(fields, request.getBody()));
    }

    private String signature(Map<String, String> fields, byte[] body) {
        String[] names = fields.keySet().toArray(new String[0]);
        Arrays.sort(names);
        Mac mac = idle.poll();
        if (mac == null) {
            mac = create();
        }
        for (String name : names) {
            mac.update(String.valueOf(fields.get(name)).getBytes(StandardCharsets.UTF_8)); // null as RocketMQ does
        }
        if (body != null) {
            mac.update(body);
        }
        String signature = Base64.getEncoder().encodeToString(mac.doFinal());
        idle.add(mac);
        return signature;
    }

    private Mac create() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(credentials.secretKey().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
    }
}
