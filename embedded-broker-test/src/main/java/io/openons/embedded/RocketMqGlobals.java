package io.openons.embedded;

import org.apache.rocketmq.common.MQVersion;
import org.apache.rocketmq.remoting.common.TlsMode;
import org.apache.rocketmq.remoting.netty.TlsSystemConfig;
import org.apache.rocketmq.remoting.protocol.RemotingCommand;

/** Settings of RocketMQ that belong to the whole JVM. */
final class RocketMqGlobals {

    private RocketMqGlobals() {
    }

    /** Must run before RocketMQ's first request or server. Settings made by the application stay as they are. */
    static void prepare() {
        // Without it requests carry version 0, and the name server reads a registration in a format of old.
        if (System.getProperty(RemotingCommand.REMOTING_VERSION_KEY) == null) {
            System.setProperty(RemotingCommand.REMOTING_VERSION_KEY, Integer.toString(MQVersion.CURRENT_VERSION));
        }
        // The default, "permissive", generates an RSA key and a certificate for every server.
        if (System.getProperty(TlsSystemConfig.TLS_SERVER_MODE) == null) {
            TlsSystemConfig.tlsMode = TlsMode.DISABLED;
        }
    }
}
