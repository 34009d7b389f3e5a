package io.openons.client.rocketmq;

import io.openons.client.error.CodedClientException;
import io.openons.client.error.ErrorCode;
import io.openons.client.error.Failure;

/**
 * Whatever the RocketMQ client throws when it is asked about partitions and positions, as one of our errors with the
 * original as its cause. Thread-safe.
 */
final class RequestErrors {

    private final Connection connection;

    RequestErrors(Connection connection) {
        this.connection = connection;
    }

    /** A question that only name servers answer. */
    CodedClientException ofNameServer(String request, Throwable error) {
        ErrorCode code = code(error);
        if (code == ErrorCode.CONNECT_FAILED || code == ErrorCode.REQUEST_TIMEOUT) {
            code = connection.endpoint().nameServers().addresses().isEmpty() ? ErrorCode.ADDRESS_SERVER_UNREACHABLE
                    : ErrorCode.NAME_SERVER_UNREACHABLE;
        }
        return failure(code, request, error);
    }

    /** A question to the broker of a partition. An InterruptedException sets the thread's interrupt flag again. */
    CodedClientException ofBroker(String request, Throwable error) {
        return failure(code(error), request, error);
    }

    private CodedClientException failure(ErrorCode code, String request, Throwable error) {
        if (error instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        TlsFailure tls = connection.tls().behind(code);
        return Failure.of(tls == null ? code : ErrorCode.TLS_FAILED,
                        "Cannot " + request + ": " + (tls == null ? reason(code, error) : tls))
                .with("group", connection.settings().group())
                .with("instance", connection.namespace().name())
                .causedBy(tls == null ? error : tls.cause())
                .toException();
    }

    private static ErrorCode code(Throwable error) {
        ErrorCode code = SendErrors.code(SendErrors.telling(error));
        switch (code) {
            case SEND_TIMEOUT:
                return ErrorCode.REQUEST_TIMEOUT;
            case SEND_FAILED:
            case INTERRUPTED:
                return ErrorCode.REQUEST_FAILED;
            default:
                return code;
        }
    }

    private String reason(ErrorCode code, Throwable error) {
        String nameServers = String.join(", ", connection.endpoint().nameServers().addresses());
        switch (code) {
            case NO_ROUTE:
                return "the name servers " + nameServers + " have no route for it";
            case NAME_SERVER_UNREACHABLE:
                return "none of the name servers " + nameServers + " answers";
            case ADDRESS_SERVER_UNREACHABLE:
                return "the address server " + connection.endpoint().directory() + " has not named any name server yet";
            default:
                return error instanceof InterruptedException ? "the thread was interrupted"
                        : SendErrors.brokerWords(SendErrors.telling(error));
        }
    }
}
