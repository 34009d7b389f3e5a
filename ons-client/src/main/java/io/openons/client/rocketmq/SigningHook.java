package io.openons.client.rocketmq;

import io.openons.client.auth.Credentials;
import io.openons.client.auth.CredentialsHolder;
import org.apache.rocketmq.acl.common.AclClientRPCHook;
import org.apache.rocketmq.acl.common.SessionCredentials;
import org.apache.rocketmq.remoting.RPCHook;
import org.apache.rocketmq.remoting.protocol.RemotingCommand;

/**
 * Signs each request with the credentials in force at that moment, using RocketMQ's own signing hook; leaves requests
 * unsigned while there are none. Also hears when brokers refuse them. Thread-safe.
 */
final class SigningHook implements RPCHook {

    /** Sent by the published client with every request; part of what is signed. */
    private static final String CHANNEL_FIELD = "OnsChannel";

    private final CredentialsHolder holder;
    private final String channel;
    private final RefusedPulls pulls;
    private volatile Signer signer = new Signer(null);

    SigningHook(Connection connection) {
        this.holder = connection.credentials();
        this.channel = connection.settings().channel();
        this.pulls = new RefusedPulls(connection);
    }

    @Override
    public void doBeforeRequest(String address, RemotingCommand request) {
        Credentials credentials = holder.current();
        if (credentials == null) {
            return;
        }
        Signer current = signer;
        if (current.credentials != credentials) {
            current = new Signer(credentials);
            signer = current;
        }
        request.addExtField(CHANNEL_FIELD, channel);
        // RocketMQ sends a request again as it was signed for other keys, and sets a token only where there is one.
        request.getExtFields().remove(SessionCredentials.SECURITY_TOKEN);
        current.hook.doBeforeRequest(address, request);
    }

    @Override
    public void doAfterResponse(String address, RemotingCommand request, RemotingCommand response) {
        pulls.answered(address, request, response);
    }

    /** RocketMQ's hook for one triple of credentials, made once per triple. */
    private static final class Signer {

        private final Credentials credentials;
        private final AclClientRPCHook hook;

        Signer(Credentials credentials) {
            this.credentials = credentials;
            this.hook = credentials == null ? null : new AclClientRPCHook(new SessionCredentials(
                    credentials.accessKey(), credentials.secretKey(), credentials.securityToken()));
        }
    }
}
