package io.openons.client.auth;

import com.aliyun.openservices.ons.api.PropertyKeyConst;
import com.aliyun.openservices.ons.api.exception.ONSClientException;
import io.openons.client.config.Config;
import io.openons.client.config.OnsKey;
import io.openons.client.config.PropertyValues;
import io.openons.client.error.ErrorCode;
import io.openons.client.error.Failure;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/** Access key, secret key and optional security token, always replaced as one. Immutable; prints no secret. */
public final class Credentials {

    private final String accessKey;
    private final String secretKey;
    private final String securityToken;

    private Credentials(String accessKey, String secretKey, String securityToken) {
        this.accessKey = accessKey;
        this.secretKey = secretKey;
        this.securityToken = securityToken;
    }

    /**
     * Reads the credentials a client starts with; a key that the properties do not have is looked for in the
     * {@link CredentialsFile}. Both keys absent is allowed: brokers without access control need none, and requests then
     * go unsigned. One without the other is a problem.
     *
     * @param config the reading of the application's properties
     * @return the credentials, or null when requests go unsigned
     */
    public static Credentials from(Config config) {
        String accessKey = config.text(OnsKey.ACCESS_KEY);
        String secretKey = config.text(OnsKey.SECRET_KEY);
        String securityToken = config.text(OnsKey.SECURITY_TOKEN);
        if (accessKey == null || secretKey == null) {
            Properties file = CredentialsFile.read(CredentialsFile.place());
            accessKey = orElse(accessKey, file.getProperty(PropertyKeyConst.AccessKey));
            secretKey = orElse(secretKey, file.getProperty(PropertyKeyConst.SecretKey));
            securityToken = orElse(securityToken, file.getProperty(PropertyKeyConst.SecurityToken));
        }
        if (accessKey == null && secretKey == null) {
            return null;
        }
        if (accessKey == null) {
            config.problem("SecretKey is set but AccessKey is missing: set both, or neither for a broker without "
                    + "access control");
        }
        if (secretKey == null) {
            config.problem("AccessKey is set but SecretKey is missing: set both, or neither for a broker without "
                    + "access control");
        }
        return new Credentials(accessKey, secretKey, securityToken);
    }

    /**
     * Reads the credentials handed to {@code Admin.updateCredential}.
     *
     * @param properties AccessKey and SecretKey, and SecurityToken when there is one
     * @return the credentials
     * @throws ONSClientException when the properties are null or one of the keys is missing
     */
    public static Credentials from(Properties properties) {
        if (properties == null) {
            throw Failure.of(ErrorCode.CREDENTIALS_INVALID, "updateCredential failed: the properties are null")
                    .toException();
        }
        Map<String, String> values = PropertyValues.flatten(properties);
        return new Credentials(required(values, PropertyKeyConst.AccessKey),
                required(values, PropertyKeyConst.SecretKey), emptyAsNull(values.get(PropertyKeyConst.SecurityToken)));
    }

    /** Keys that are complete already. */
    static Credentials of(String accessKey, String secretKey, String securityToken) {
        return new Credentials(accessKey, secretKey, securityToken);
    }

    private static String orElse(String value, String inFile) {
        return value != null || inFile == null ? value : emptyAsNull(inFile.trim());
    }

    private static String emptyAsNull(String value) {
        return value == null || value.isEmpty() ? null : value;
    }

    private static String required(Map<String, String> values, String key) {
        String value = emptyAsNull(values.get(key));
        if (value == null) {
            throw Failure.of(ErrorCode.CREDENTIALS_INVALID, "updateCredential failed: " + key + " is missing")
                    .toException();
        }
        return value;
    }

    /**
     * The public half of the key pair.
     *
     * @return the access key
     */
    public String accessKey() {
        return accessKey;
    }

    /**
     * The secret half of the key pair.
     *
     * @return the secret key; never to be logged
     */
    public String secretKey() {
        return secretKey;
    }

    /**
     * The token of temporary credentials.
     *
     * @return the token, or null; never to be logged
     */
    public String securityToken() {
        return securityToken;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Credentials && accessKey.equals(((Credentials) other).accessKey)
                && secretKey.equals(((Credentials) other).secretKey)
                && Objects.equals(securityToken, ((Credentials) other).securityToken);
    }

    @Override
    public int hashCode() {
        return Objects.hash(accessKey, secretKey, securityToken);
    }

    @Override
    public String toString() {
        return "Credentials[redacted]";
    }
}
