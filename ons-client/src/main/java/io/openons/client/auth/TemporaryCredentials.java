package io.openons.client.auth;

import com.alibaba.fastjson2.JSON;
import com.alibaba.fastjson2.JSONException;
import com.alibaba.fastjson2.JSONObject;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/** Credentials with the moment they expire, as a metadata service hands them out. Immutable; prints no secret. */
final class TemporaryCredentials {

    private final Credentials credentials;
    private final Instant expiration;

    private TemporaryCredentials(Credentials credentials, Instant expiration) {
        this.credentials = credentials;
        this.expiration = expiration;
    }

    /** Reads a metadata service's answer. No exception quotes it, and none of the parser's is kept: they do. */
    static TemporaryCredentials parse(String answer) throws IOException {
        JSONObject fields;
        try {
            fields = JSON.parseObject(answer);
        } catch (JSONException e) {
            throw new IOException("its answer is no JSON object");
        }
        if (fields == null) {
            throw new IOException("its answer is empty");
        }
        String code = text(fields, "Code");
        if (!"Success".equals(code)) {
            throw new IOException("it answered with Code \"" + code + "\", not Success");
        }
        return new TemporaryCredentials(Credentials.of(text(fields, "AccessKeyId"), text(fields, "AccessKeySecret"),
                text(fields, "SecurityToken")), expiration(text(fields, "Expiration")));
    }

    private static String text(JSONObject fields, String name) throws IOException {
        Object value = fields.get(name);
        if (!(value instanceof String) || ((String) value).isEmpty()) {
            throw new IOException("its answer lacks the text " + name);
        }
        return (String) value;
    }

    private static Instant expiration(String text) throws IOException {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IOException("the Expiration of its answer is not a time such as 2030-01-31T12:00:00Z");
        }
    }

    Credentials credentials() {
        return credentials;
    }

    Instant expiration() {
        return expiration;
    }

    /** How long they are valid from now on; negative when they have expired. */
    Duration remaining() {
        return Duration.between(Instant.now(), expiration);
    }

    @Override
    public String toString() {
        return "TemporaryCredentials[redacted, until " + expiration + "]";
    }
}
