package io.openons.client.rocketmq;

import io.openons.client.auth.Credentials;
import io.openons.client.auth.CredentialsHolder;
import org.apache.rocketmq.remoting.RPCHook;
import org.apache.rocketmq.remoting.protocol.RemotingCommand;

/**
 * Signs each request with the credentials in force at that moment; leaves requests unsigned while there are none. Also
 * hears when brokers refuse them. Thread-safe.
 */
final class SigningHook implements RPCHook {

    /** Sent by the published client with every request; part of what is signed. */
    private static final String CHANNEL_FIELD = "OnsChannel";

    private final CredentialsHolder holder;
    private final String channel;
    private final RefusedPulls pulls;
    private volatile RequestSigner signer = new RequestSigner(null);

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
        RequestSigner current = signer;
        if (!current.signsWith(credentials)) {
            current = new RequestSigner(credentials);
            signer = current;
        }
        request.addExtField(CHANNEL_FIELD, channel);
        current.sign(request);
    }

    @Override
    public void doAfterResponse(String address, RemotingCommand request, RemotingCommand response) {
        pulls.answered(address, request, response);
    }
}
