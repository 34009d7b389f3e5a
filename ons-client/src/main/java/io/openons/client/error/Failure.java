package io.openons.client.error;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Composes one exception: what happened, the code's advice, and the details as {@code [ONS-3001 topic=orders]}.
 * Not thread-safe; made, filled and turned into an exception in one expression.
 */
public final class Failure {

    private final ErrorCode code;
    private final String what;
    private final Map<String, Object> details = new LinkedHashMap<>();
    private Throwable cause;

    private Failure(ErrorCode code, String what) {
        this.code = code;
        this.what = what;
    }

    /**
     * Begins a failure.
     *
     * @param code which failure it is
     * @param what what happened and why, as a sentence
     * @return the failure, without cause or details
     */
    public static Failure of(ErrorCode code, String what) {
        return new Failure(code, what);
    }

    /**
     * Adds a detail for the bracket at the end of the text; null values are left out.
     *
     * @param name the detail's name
     * @param value its value; never a secret or a message body
     * @return this failure
     */
    public Failure with(String name, Object value) {
        if (value != null) {
            details.put(name, value);
        }
        return this;
    }

    /**
     * Sets the cause.
     *
     * @param throwable what led to this failure, or null
     * @return this failure
     */
    public Failure causedBy(Throwable throwable) {
        this.cause = throwable;
        return this;
    }

    /**
     * Builds the exception.
     *
     * @return a new exception, ready to be thrown or handed to a callback
     */
    public CodedClientException toException() {
        StringBuilder text = new StringBuilder(what);
        if (!what.endsWith(".")) {
            text.append('.');
        }
        text.append(' ').append(code.advice()).append(" [").append(code.id());
        details.forEach((name, value) -> text.append(' ').append(name).append('=').append(value));
        return new CodedClientException(code, text.append(']').toString(), cause);
    }
}
