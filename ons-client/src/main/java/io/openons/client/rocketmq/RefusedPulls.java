package io.openons.client.rocketmq;

import io.openons.client.config.ClientKind;
import io.openons.client.error.ErrorCode;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.rocketmq.client.exception.MQBrokerException;
import org.apache.rocketmq.remoting.protocol.RemotingCommand;
import org.apache.rocketmq.remoting.protocol.RequestCode;
import org.apache.rocketmq.remoting.protocol.ResponseCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log when brokers begin to refuse the pulls of a running push consumer, for its keys or its permissions, and
 * when they cease to. RocketMQ goes on pulling either way. Thread-safe.
 */
final class RefusedPulls {

    private static final Logger LOG = LoggerFactory.getLogger(RefusedPulls.class);

    private final Connection connection;
    /** The topics that the log names as refused. */
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    RefusedPulls(Connection connection) {
        this.connection = connection;
    }

    /** Hears the answer to any request of the client. */
    void answered(String address, RemotingCommand request, RemotingCommand response) {
        if (request.getCode() != RequestCode.PULL_MESSAGE || response == null
                || connection.settings().kind() == ClientKind.PULL_CONSUMER) { // which hears it from its polls
            return;
        }
        String topic = connection.namespace().unwrap(request.getExtFields().get("topic"));
        if (refused(response)) {
            if (told.add(topic)) {
                LOG.error("{} goes on trying. {}", connection.title(), new RequestErrors(connection)
                        .ofBroker("receive from topic \"" + topic + "\"", error(address, response)).getMessage());
            }
        } else if (!told.isEmpty() && told.remove(topic)) {
            LOG.info("{} may receive from topic \"{}\" again", connection.title(), topic);
        }
    }

    private static boolean refused(RemotingCommand response) {
        if (response.getCode() == ResponseCode.SUCCESS || response.getCode() == ResponseCode.PULL_NOT_FOUND) {
            return false;
        }
        ErrorCode code = SendErrors.code(error(null, response));
        return code == ErrorCode.AUTHENTICATION_FAILED || code == ErrorCode.NO_PERMISSION;
    }

    private static MQBrokerException error(String address, RemotingCommand response) {
        return new MQBrokerException(response.getCode(), response.getRemark(), address);
    }
}
