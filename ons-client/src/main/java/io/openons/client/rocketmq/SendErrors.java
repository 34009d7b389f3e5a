package io.openons.client.rocketmq;

import com.aliyun.openservices.ons.api.exception.ONSClientException;
import io.openons.client.error.ErrorCode;
import io.openons.client.error.Failure;
import java.util.Locale;
import org.apache.rocketmq.client.exception.MQBrokerException;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.common.message.MessageClientIDSetter;
import org.apache.rocketmq.remoting.exception.RemotingConnectException;
import org.apache.rocketmq.remoting.exception.RemotingException;
import org.apache.rocketmq.remoting.exception.RemotingSendRequestException;
import org.apache.rocketmq.remoting.exception.RemotingTimeoutException;
import org.apache.rocketmq.remoting.exception.RemotingTooMuchRequestException;
import org.apache.rocketmq.remoting.protocol.ResponseCode;

/**
 * Whatever the RocketMQ client throws or reports while sending, as one of our errors with the original as its cause.
 * Sync, async and one-way sends of every kind come through here. Thread-safe.
 */
public final class SendErrors {

    private final Connection connection;
    private final int timeoutMillis;

    /**
     * Creates the translator of one producer.
     *
     * @param connection how the producer connects
     * @param timeoutMillis its send timeout
     */
    public SendErrors(Connection connection, int timeoutMillis) {
        this.connection = connection;
        this.timeoutMillis = timeoutMillis;
    }

    /**
     * Translates a failure. An InterruptedException sets the thread's interrupt flag again.
     *
     * @param error what the RocketMQ client threw or reported
     * @param message the message that was to be sent
     * @return the exception to throw or to hand to the callback
     */
    public ONSClientException translate(Throwable error, Message message) {
        if (error instanceof ONSClientException) {
            return (ONSClientException) error;
        }
        if (error instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        String topic = connection.namespace().unwrap(message.getTopic());
        Throwable root = telling(error);
        ErrorCode code = code(root);
        return Failure.of(code, "Send failed: " + reason(code, root, topic))
                .with("topic", topic)
                .with("msgId", MessageClientIDSetter.getUniqID(message))
                .with("group", connection.settings().group())
                .with("instance", connection.namespace().name())
                .causedBy(error)
                .toException();
    }

    /** The exception that tells most: RocketMQ wraps the last try's in a text of its own, or in a bare one. */
    private static Throwable telling(Throwable error) {
        Throwable cause = error.getCause();
        if (error instanceof IllegalStateException && cause instanceof RemotingException) {
            return error;
        }
        boolean wrapped = error instanceof MQClientException
                && (cause instanceof MQBrokerException || cause instanceof RemotingException
                || cause instanceof MQClientException || cause instanceof IllegalStateException);
        return wrapped ? telling(cause) : error;
    }

    private static ErrorCode code(Throwable error) {
        if (error instanceof IllegalStateException && error.getCause() instanceof RemotingException) {
            // Only the look-up of a route throws this.
            return ErrorCode.NAME_SERVER_UNREACHABLE;
        }
        if (error instanceof MQBrokerException) {
            return brokerCode(((MQBrokerException) error).getResponseCode());
        }
        if (error instanceof MQClientException) {
            return clientCode((MQClientException) error);
        }
        if (error instanceof RemotingTimeoutException || error instanceof RemotingTooMuchRequestException) {
            return ErrorCode.SEND_TIMEOUT;
        }
        if (error instanceof RemotingConnectException || error instanceof RemotingSendRequestException) {
            return ErrorCode.CONNECT_FAILED;
        }
        return error instanceof InterruptedException ? ErrorCode.INTERRUPTED : ErrorCode.SEND_FAILED;
    }

    private static ErrorCode clientCode(MQClientException error) {
        switch (error.getResponseCode()) {
            case org.apache.rocketmq.client.common.ClientErrorCode.NOT_FOUND_TOPIC_EXCEPTION:
                return ErrorCode.NO_ROUTE;
            case org.apache.rocketmq.client.common.ClientErrorCode.NO_NAME_SERVER_EXCEPTION:
                return ErrorCode.NAME_SERVER_UNREACHABLE;
            case org.apache.rocketmq.client.common.ClientErrorCode.ACCESS_BROKER_TIMEOUT:
                return ErrorCode.SEND_TIMEOUT;
            case org.apache.rocketmq.client.common.ClientErrorCode.CONNECT_BROKER_EXCEPTION:
            case org.apache.rocketmq.client.common.ClientErrorCode.BROKER_NOT_EXIST_EXCEPTION:
                return ErrorCode.CONNECT_FAILED;
            default:
                return error.getResponseCode() > 0 ? brokerCode(error.getResponseCode()) : ErrorCode.SEND_FAILED;
        }
    }

    private static ErrorCode brokerCode(int responseCode) {
        switch (responseCode) {
            case ResponseCode.SYSTEM_BUSY:
            case ResponseCode.SERVICE_NOT_AVAILABLE:
            case ResponseCode.FLOW_CONTROL:
                return ErrorCode.BROKER_BUSY;
            case ResponseCode.NO_PERMISSION:
                return ErrorCode.NO_PERMISSION;
            case ResponseCode.TOPIC_NOT_EXIST:
                return ErrorCode.NO_ROUTE;
            case ResponseCode.MESSAGE_ILLEGAL:
                return ErrorCode.MESSAGE_TOO_LARGE;
            default:
                return ErrorCode.BROKER_REFUSED;
        }
    }

    private String reason(ErrorCode code, Throwable error, String topic) {
        String nameServers = String.join(", ", connection.endpoint().nameServers().addresses());
        switch (code) {
            case NO_ROUTE:
                return "no route for topic \"" + topic + "\" from name servers " + nameServers;
            case NAME_SERVER_UNREACHABLE:
                return "none of the name servers " + nameServers + " can be reached to find the route for topic \""
                        + topic + "\"";
            case SEND_TIMEOUT:
                return "no answer from the broker within " + timeoutMillis + " ms (SendMsgTimeoutMillis)";
            case CONNECT_FAILED:
                return "no connection to the broker of topic \"" + topic + "\": " + error.getMessage();
            case INTERRUPTED:
                return "the sending thread was interrupted";
            default:
                return brokerWords(error);
        }
    }

    private static String brokerWords(Throwable error) {
        if (error instanceof MQBrokerException) {
            MQBrokerException answer = (MQBrokerException) error;
            return String.format(Locale.ROOT, "the broker%s answered with code %d: %s",
                    answer.getBrokerAddr() == null ? "" : " " + answer.getBrokerAddr(), answer.getResponseCode(),
                    answer.getErrorMessage());
        }
        return error.getMessage() == null ? error.toString() : error.getMessage();
    }
}
