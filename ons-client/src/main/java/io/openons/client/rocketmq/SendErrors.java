package io.openons.client.rocketmq;

import io.openons.client.error.CodedClientException;
import io.openons.client.error.ErrorCode;
import io.openons.client.error.Failure;
import java.util.Locale;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.apache.rocketmq.client.common.ClientErrorCode;
import org.apache.rocketmq.client.exception.MQBrokerException;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
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

    private static final int LOOK_UP_TIMEOUT_MILLIS = 1000;

    private final Connection connection;
    private final int timeoutMillis;
    private final DefaultMQProducer producer;

    /**
     * Creates the translator of one producer.
     *
     * @param connection how the producer connects
     * @param timeoutMillis its send timeout
     * @param producer the RocketMQ producer, to look up what explains a missing route
     */
    public SendErrors(Connection connection, int timeoutMillis, DefaultMQProducer producer) {
        this.connection = connection;
        this.timeoutMillis = timeoutMillis;
        this.producer = producer;
    }

    /**
     * Translates a failure. An InterruptedException sets the thread's interrupt flag again.
     *
     * @param error what the RocketMQ client threw or reported
     * @param message the message that was to be sent
     * @return the exception to throw or to hand to the callback
     */
    public CodedClientException translate(Throwable error, Message message) {
        if (error instanceof CodedClientException) {
            return (CodedClientException) error;
        }
        if (error instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        String topic = connection.namespace().unwrap(message.getTopic());
        Throwable root = telling(error);
        ErrorCode code = code(root);
        if (code == ErrorCode.NO_ROUTE && connection.namespace().name() != null && existsOutsideNamespace(topic)) {
            code = ErrorCode.WRONG_NAMESPACE;
        } else if (code == ErrorCode.NAME_SERVER_UNREACHABLE && noNameServerKnown()) {
            code = ErrorCode.ADDRESS_SERVER_UNREACHABLE;
        }
        TlsFailure tls = connection.tls().behind(code);
        return Failure.of(tls == null ? code : ErrorCode.TLS_FAILED,
                        "Send failed: " + (tls == null ? reason(code, root, topic) : tls))
                .with("topic", topic)
                .with("msgId", MessageClientIDSetter.getUniqID(message))
                .with("group", connection.settings().group())
                .with("instance", connection.namespace().name())
                .causedBy(tls == null ? error : tls.cause())
                .toException();
    }

    private boolean noNameServerKnown() {
        return connection.endpoint().nameServers().addresses().isEmpty();
    }

    @SuppressWarnings("deprecation") // the implementation behind the producer has no other way to it
    private boolean existsOutsideNamespace(String topic) {
        try {
            return producer.getDefaultMQProducerImpl().getMqClientFactory().getMQClientAPIImpl()
                    .getTopicRouteInfoFromNameServer(topic, LOOK_UP_TIMEOUT_MILLIS, false) != null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (Exception e) { // then the missing route stays all that is known
            return false;
        }
    }

    /**
     * Whether a request of several messages failed for what may be wrong with one of them.
     *
     * @param error what the RocketMQ client threw or reported
     * @return true when a broker refused it, other than being busy
     */
    public static boolean mayConcernOneMessage(Throwable error) {
        Throwable telling = telling(error);
        return telling instanceof MQBrokerException && code(telling) != ErrorCode.BROKER_BUSY;
    }

    /** The exception that tells most: RocketMQ wraps the last try's in a text of its own, or in a bare one. */
    static Throwable telling(Throwable error) {
        Throwable cause = error.getCause();
        if (error instanceof IllegalStateException && cause instanceof RemotingException) {
            return error;
        }
        boolean wrapped = error instanceof MQClientException
                && (cause instanceof MQBrokerException || cause instanceof RemotingException
                || cause instanceof MQClientException || cause instanceof IllegalStateException);
        return wrapped ? telling(cause) : error;
    }

    static ErrorCode code(Throwable error) {
        if (error instanceof IllegalStateException && error.getCause() instanceof RemotingException) {
            // Only the look-up of a route throws this.
            return ErrorCode.NAME_SERVER_UNREACHABLE;
        }
        if (error instanceof MQBrokerException) {
            MQBrokerException answer = (MQBrokerException) error;
            return brokerCode(answer.getResponseCode(), answer.getErrorMessage());
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
            case ClientErrorCode.NOT_FOUND_TOPIC_EXCEPTION:
                return ErrorCode.NO_ROUTE;
            case ClientErrorCode.NO_NAME_SERVER_EXCEPTION:
                return ErrorCode.NAME_SERVER_UNREACHABLE;
            case ClientErrorCode.ACCESS_BROKER_TIMEOUT:
            case ClientErrorCode.REQUEST_TIMEOUT_EXCEPTION:
                return ErrorCode.SEND_TIMEOUT;
            case ClientErrorCode.CONNECT_BROKER_EXCEPTION:
            case ClientErrorCode.BROKER_NOT_EXIST_EXCEPTION:
                return ErrorCode.CONNECT_FAILED;
            default:
                return error.getResponseCode() > 0 ? brokerCode(error.getResponseCode(), error.getErrorMessage())
                        : clientWords(error);
        }
    }

    private static ErrorCode clientWords(MQClientException error) {
        if (error.getCause() instanceof RejectedExecutionException) {
            return ErrorCode.TOO_MANY_SENDS;
        }
        if (says(error.getErrorMessage(), "service state not OK")) {
            return ErrorCode.ALREADY_SHUT_DOWN;
        }
        // The look-up for a chosen queue gives no code of its own.
        return says(error.getErrorMessage(), "no route info") ? ErrorCode.NO_ROUTE : ErrorCode.SEND_FAILED;
    }

    private static ErrorCode brokerCode(int responseCode, String words) {
        switch (responseCode) {
            case ResponseCode.SYSTEM_BUSY:
            case ResponseCode.SERVICE_NOT_AVAILABLE:
            case ResponseCode.FLOW_CONTROL:
                return ErrorCode.BROKER_BUSY;
            case ResponseCode.NO_PERMISSION:
                return says(words, "signature", "is not found", "username") ? ErrorCode.AUTHENTICATION_FAILED
                        : ErrorCode.NO_PERMISSION;
            case ResponseCode.TOPIC_NOT_EXIST:
                return ErrorCode.NO_ROUTE;
            case ResponseCode.MESSAGE_ILLEGAL:
                return says(words, "timer message") ? ErrorCode.DELIVERY_TIME_TOO_FAR : ErrorCode.MESSAGE_TOO_LARGE;
            case ResponseCode.SYSTEM_ERROR:
                return systemError(words);
            default:
                return ErrorCode.BROKER_REFUSED;
        }
    }

    /** One code for many failures: only the words tell them apart. */
    private static ErrorCode systemError(String words) {
        if (says(words, "timer message is under flow control")) {
            return ErrorCode.BROKER_BUSY;
        }
        if (says(words, "timer message is not enabled")) {
            return ErrorCode.DELIVERY_TIME_UNSUPPORTED;
        }
        // Brokers of version 4 answer a failed access check with this code.
        return says(words, "AclException") ? ErrorCode.AUTHENTICATION_FAILED : ErrorCode.BROKER_REFUSED;
    }

    private static boolean says(String words, String... parts) {
        String lower = words == null ? "" : words.toLowerCase(Locale.ROOT);
        return Stream.of(parts).anyMatch(part -> lower.contains(part.toLowerCase(Locale.ROOT)));
    }

    private String reason(ErrorCode code, Throwable error, String topic) {
        String nameServers = String.join(", ", connection.endpoint().nameServers().addresses());
        switch (code) {
            case NO_ROUTE:
                return "no route for topic \"" + topic + "\" from name servers " + nameServers;
            case WRONG_NAMESPACE:
                return "namespace " + connection.namespace() + " has no topic \"" + topic
                        + "\", but the cluster has one of this name outside of it";
            case TOO_MANY_SENDS:
                return "more asynchronous sends are waiting than the client holds";
            case NAME_SERVER_UNREACHABLE:
                return "none of the name servers " + nameServers + " can be reached to find the route for topic \""
                        + topic + "\"";
            case ADDRESS_SERVER_UNREACHABLE:
                return "the address server " + connection.endpoint().directory() + " has not named any name server yet";
            case SEND_TIMEOUT:
                return "no answer from the broker within " + timeoutMillis + " ms (SendMsgTimeoutMillis)";
            case CONNECT_FAILED:
                return "no connection to the broker of topic \"" + topic + "\": " + words(error);
            case INTERRUPTED:
                return "the sending thread was interrupted";
            default:
                return brokerWords(error);
        }
    }

    static String brokerWords(Throwable error) {
        if (error instanceof MQBrokerException) {
            MQBrokerException answer = (MQBrokerException) error;
            return String.format(Locale.ROOT, "the broker%s answered with code %d: %s",
                    answer.getBrokerAddr() == null ? "" : " " + answer.getBrokerAddr(), answer.getResponseCode(),
                    answer.getErrorMessage());
        }
        return words(error);
    }

    private static String words(Throwable error) {
        // Its getMessage adds a line that points to a dead page.
        String words = error instanceof MQClientException ? ((MQClientException) error).getErrorMessage()
                : error.getMessage();
        if (words == null) {
            return error.toString();
        }
        int line = words.indexOf('\n');
        return line < 0 ? words : words.substring(0, line);
    }
}
