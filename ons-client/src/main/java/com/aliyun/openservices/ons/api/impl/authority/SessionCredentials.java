package com.aliyun.openservices.ons.api.impl.authority;

import com.aliyun.openservices.ons.api.impl.rocketmq.ONSChannel;
import io.openons.client.auth.CredentialsFile;
import io.openons.client.config.PropertyValues;
import io.openons.client.error.ErrorCode;
import io.openons.client.error.Failure;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/**
 * Keys of an application as a bean, and the names of the properties that hold them. Filled from {@link #KeyFile} when
 * created, from {@link #updateContent}, or by its setters; clients do not take it, but the properties of those names.
 * Not thread-safe. Unlike the published class it prints no secret.
 */
public class SessionCredentials {
    /** UTF-8, in which signed texts are encoded. */
    public static final Charset CHARSET = StandardCharsets.UTF_8;

    /** Property: the public half of the key pair. */
    public static final String AccessKey = "AccessKey";

    /** Property: the secret half of the key pair. */
    public static final String SecretKey = "SecretKey";

    /** Field of a signed request: its signature. */
    public static final String Signature = "Signature";

    /** Property: the token of temporary keys. */
    public static final String SecurityToken = "SecurityToken";

    /** Field of a signed request: how it is signed. */
    public static final String SignatureMethod = "SignatureMethod";

    /** Property: the channel, a name of {@link ONSChannel}. */
    public static final String ONSChannelKey = "OnsChannel";

    /**
     * A properties file with keys: what the system property {@code rocketmq.client.keyFile} names, else {@code onskey}
     * in the home folder; as it was when this class was loaded.
     */
    public static final String KeyFile = CredentialsFile.place();

    private String accessKey;
    private String secretKey;
    private String signature;
    private String securityToken;
    private String signatureMethod;
    private ONSChannel onsChannel = ONSChannel.ALIYUN;
    private String namespaceId;

    /** Creates a bean with what {@link #KeyFile} holds, if there is such a file. */
    public SessionCredentials() {
        take(CredentialsFile.read(KeyFile));
    }

    /**
     * Creates a copy.
     *
     * @param sessionCredentials what is copied; not {@code null}
     */
    public SessionCredentials(SessionCredentials sessionCredentials) {
        accessKey = sessionCredentials.accessKey;
        secretKey = sessionCredentials.secretKey;
        signature = sessionCredentials.signature;
        securityToken = sessionCredentials.securityToken;
        signatureMethod = sessionCredentials.signatureMethod;
        onsChannel = sessionCredentials.onsChannel;
        namespaceId = sessionCredentials.namespaceId;
    }

    /**
     * Takes keys, token and channel that are set in the properties, without the blanks around them; what is not set
     * stays.
     *
     * @param prop the properties; values of any type, and nested defaults, count; not {@code null}
     * @throws com.aliyun.openservices.ons.api.exception.ONSClientException if the properties are {@code null} or the
     *     channel is none; nothing is changed then
     */
    public void updateContent(Properties prop) {
        if (prop == null) {
            throw refused("the properties are null");
        }
        take(prop);
    }

    private void take(Properties prop) {
        Map<String, String> values = PropertyValues.flatten(prop);
        onsChannel = channel(values.get(ONSChannelKey), onsChannel);
        accessKey = trimmed(values.get(AccessKey), accessKey);
        secretKey = trimmed(values.get(SecretKey), secretKey);
        securityToken = trimmed(values.get(SecurityToken), securityToken);
    }

    private static ONSChannel channel(String name, ONSChannel before) {
        if (name == null) {
            return before;
        }
        try {
            return ONSChannel.valueOf(name.trim());
        } catch (IllegalArgumentException e) {
            throw refused(ONSChannelKey + "=\"" + name + "\": must be one of " + Arrays.toString(ONSChannel.values()));
        }
    }

    private static RuntimeException refused(String why) {
        return Failure.of(ErrorCode.CONFIGURATION_INVALID, "Cannot read session credentials: " + why).toException();
    }

    private static String trimmed(String value, String before) {
        return value == null ? before : value.trim();
    }

    /**
     * The public half of the key pair.
     *
     * @return the access key, or {@code null}
     */
    public String getAccessKey() {
        return accessKey;
    }

    /**
     * Sets what {@link #getAccessKey} returns.
     *
     * @param accessKey the new value; may be {@code null}
     */
    public void setAccessKey(String accessKey) {
        this.accessKey = accessKey;
    }

    /**
     * The secret half of the key pair.
     *
     * @return the secret key, or {@code null}
     */
    public String getSecretKey() {
        return secretKey;
    }

    /**
     * Sets what {@link #getSecretKey} returns.
     *
     * @param secretKey the new value; may be {@code null}
     */
    public void setSecretKey(String secretKey) {
        this.secretKey = secretKey;
    }

    /**
     * A signature that was made with the keys.
     *
     * @return the signature, or {@code null}
     */
    public String getSignature() {
        return signature;
    }

    /**
     * Sets what {@link #getSignature} returns.
     *
     * @param signature the new value; may be {@code null}
     */
    public void setSignature(String signature) {
        this.signature = signature;
    }

    /**
     * The token of temporary keys.
     *
     * @return the token, or {@code null}
     */
    public String getSecurityToken() {
        return securityToken;
    }

    /**
     * Sets what {@link #getSecurityToken} returns.
     *
     * @param securityToken the new value; may be {@code null}
     */
    public void setSecurityToken(String securityToken) {
        this.securityToken = securityToken;
    }

    /**
     * How the signature was made.
     *
     * @return the method, or {@code null}
     */
    public String getSignatureMethod() {
        return signatureMethod;
    }

    /**
     * Sets what {@link #getSignatureMethod} returns.
     *
     * @param signatureMethod the new value; may be {@code null}
     */
    public void setSignatureMethod(String signatureMethod) {
        this.signatureMethod = signatureMethod;
    }

    /**
     * The channel.
     *
     * @return the channel, at first {@link ONSChannel#ALIYUN}
     */
    public ONSChannel getOnsChannel() {
        return onsChannel;
    }

    /**
     * Sets what {@link #getOnsChannel} returns.
     *
     * @param onsChannel the new value; may be {@code null}
     */
    public void setOnsChannel(ONSChannel onsChannel) {
        this.onsChannel = onsChannel;
    }

    /**
     * The namespace in which the keys are used.
     *
     * @return the namespace, or {@code null}
     */
    public String getNamespaceId() {
        return namespaceId;
    }

    /**
     * Sets what {@link #getNamespaceId} returns.
     *
     * @param namespaceId the new value; may be {@code null}
     */
    public void setNamespaceId(String namespaceId) {
        this.namespaceId = namespaceId;
    }

    @Override
    public int hashCode() {
        return Objects.hash(accessKey, secretKey, signature, signatureMethod, onsChannel, namespaceId);
    }

    /**
     * Compares everything but the token, as published.
     *
     * @param obj anything
     * @return {@code true} for one of exactly this class with equal values
     */
    @Override
    public boolean equals(Object obj) {
        if (obj == null || obj.getClass() != getClass()) {
            return false;
        }
        SessionCredentials other = (SessionCredentials) obj;
        return Objects.equals(accessKey, other.accessKey) && Objects.equals(secretKey, other.secretKey)
                && Objects.equals(signature, other.signature)
                && Objects.equals(signatureMethod, other.signatureMethod) && onsChannel == other.onsChannel
                && Objects.equals(namespaceId, other.namespaceId);
    }

    @Override
    public String toString() {
        return "SessionCredentials [accessKey=" + accessKey + ", secretKey=" + hidden(secretKey) + ", signature="
                + hidden(signature) + ", signatureMethod=" + signatureMethod + ", onsChannel=" + onsChannel
                + ", namespaceId=" + namespaceId + "]";
    }

    private static String hidden(String secret) {
        return secret == null ? null : "***";
    }
}
