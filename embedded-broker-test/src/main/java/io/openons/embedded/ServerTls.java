package io.openons.embedded;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.rocketmq.remoting.common.TlsMode;
import org.apache.rocketmq.remoting.netty.TlsSystemConfig;

/**
 * How a pair of servers speaks TLS. RocketMQ reads this from settings of the whole JVM while it creates a server, so
 * they are changed for that moment only, one pair at a time.
 *
 * @param certificate PEM file of the servers' certificate; null for no TLS at all
 * @param key PEM file of its private key
 * @param trustedClients PEM file of authorities that clients' certificates must come from; null to ask for none
 * @param only whether plain connections are refused
 */
record ServerTls(Path certificate, Path key, Path trustedClients, boolean only) {

    static final ServerTls NONE = new ServerTls(null, null, null, false);

    /** Creates a server that keeps these settings for its life. */
    <T> T during(Callable<T> creation) throws Exception {
        synchronized (ServerTls.class) {
            if (certificate == null) {
                return creation.call();
            }
            Global before = Global.read();
            new Global(only ? TlsMode.ENFORCING : TlsMode.PERMISSIVE, false, text(certificate), text(key),
                    trustedClients == null ? "none" : "require", trustedClients != null, text(trustedClients),
                    text(certificate), text(key)).write();
            try {
                return creation.call();
            } finally {
                before.write();
            }
        }
    }

    private static String text(Path path) {
        return path == null ? null : path.toString();
    }

    private record Global(TlsMode mode, boolean testMode, String certificate, String key, String needClientAuth,
            boolean authClient, String trust, String clientCertificate, String clientKey) {

        static Global read() {
            return new Global(TlsSystemConfig.tlsMode, TlsSystemConfig.tlsTestModeEnable,
                    TlsSystemConfig.tlsServerCertPath, TlsSystemConfig.tlsServerKeyPath,
                    TlsSystemConfig.tlsServerNeedClientAuth, TlsSystemConfig.tlsServerAuthClient,
                    TlsSystemConfig.tlsServerTrustCertPath, TlsSystemConfig.tlsClientCertPath,
                    TlsSystemConfig.tlsClientKeyPath);
        }

        void write() {
            TlsSystemConfig.tlsMode = mode;
            TlsSystemConfig.tlsTestModeEnable = testMode;
            TlsSystemConfig.tlsServerCertPath = certificate;
            TlsSystemConfig.tlsServerKeyPath = key;
            TlsSystemConfig.tlsServerNeedClientAuth = needClientAuth;
            TlsSystemConfig.tlsServerAuthClient = authClient;
            TlsSystemConfig.tlsServerTrustCertPath = trust;
            TlsSystemConfig.tlsClientCertPath = clientCertificate;
            TlsSystemConfig.tlsClientKeyPath = clientKey;
        }
    }
}
