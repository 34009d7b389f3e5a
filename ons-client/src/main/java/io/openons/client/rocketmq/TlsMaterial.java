package io.openons.client.rocketmq;

import com.aliyun.openservices.ons.api.PropertyKeyConst;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.openons.client.config.Config;
import io.openons.client.config.PemFile;
import io.openons.client.config.TlsSettings;
import javax.net.ssl.SSLException;

/**
 * Makes what handshakes need of a client's certificates and key; whatever cannot be used is noted as a problem. Serves
 * one reading of the properties.
 */
final class TlsMaterial {

    private static final String ENCRYPTED_KEY = "ENCRYPTED PRIVATE KEY";

    private final TlsSettings settings;
    private final Config config;
    private final SslContextBuilder builder = SslContextBuilder.forClient().sslProvider(SslProvider.JDK);

    private TlsMaterial(TlsSettings settings, Config config) {
        this.settings = settings;
        this.config = config;
    }

    /** Null when there were problems. */
    static SslContext read(TlsSettings settings, Config config) {
        return new TlsMaterial(settings, config).read();
    }

    private SslContext read() {
        boolean trusts = trust();
        if (!showCertificate() || !trusts) {
            return null;
        }
        try {
            return builder.build();
        } catch (SSLException e) {
            config.problem("the TLS settings cannot be used: " + words(e));
            return null;
        }
    }

    private boolean trust() {
        // Read although nobody is verified, so that verification can be switched on without surprises.
        PemFile file = settings.trustCertificate();
        boolean usable = file == null || holdsCertificates(file);
        if (!settings.verifyServer()) {
            builder.trustManager(InsecureTrustManagerFactory.INSTANCE);
        } else if (usable && file != null) {
            builder.trustManager(file.open());
        }
        return usable && (file != null || !settings.verifyServer());
    }

    private boolean showCertificate() {
        PemFile certificate = settings.clientCertificate();
        PemFile key = settings.clientKey();
        boolean usable = certificate == null || holdsCertificates(certificate);
        if (certificate == null || key == null || !usable) {
            return usable;
        }
        boolean encrypted = key.has(ENCRYPTED_KEY);
        if (encrypted && settings.keyPassword() == null) {
            config.problem(PropertyKeyConst.TlsClientKeyPassword + " is missing: the key in \"" + key
                    + "\" is encrypted");
            return false;
        }
        try {
            builder.keyManager(certificate.open(), key.open(), encrypted ? settings.keyPassword() : null);
            return true;
        } catch (IllegalArgumentException e) {
            config.problem(key.key(), key.path(), encrypted ? "a PKCS#8 private key that "
                    + PropertyKeyConst.TlsClientKeyPassword + " opens (" + words(e) + ")"
                    : "a PKCS#8 private key in PEM form, as \"openssl pkcs8 -topk8\" writes it (" + words(e) + ")");
            return false;
        }
    }

    private boolean holdsCertificates(PemFile file) {
        try {
            SslContextBuilder.forClient().trustManager(file.open());
            return true;
        } catch (IllegalArgumentException e) {
            config.problem(file.key(), file.path(), "one or more X.509 certificates in PEM form (" + words(e) + ")");
            return false;
        }
    }

    /** The innermost cause tells most. None of these texts repeats what was read. */
    private static String words(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.toString();
    }
}
