package io.openons.client.error;

import com.aliyun.openservices.ons.api.exception.ONSClientException;

/**
 * The exception type of this client: an {@link ONSClientException} that also carries its {@link ErrorCode}, so that
 * programs can branch on the failure without reading its text. Java serialisation makes a plain {@link ONSClientException}
 * of it, whose text has the code.
 */
public final class CodedClientException extends ONSClientException {

    private static final long serialVersionUID = 1L;

    private final transient ErrorCode code;

    CodedClientException(ErrorCode code, String text, Throwable cause) {
        super(text, cause);
        this.code = code;
    }

    /**
     * Which failure this is.
     *
     * @return the code, never null
     */
    public ErrorCode code() {
        return code;
    }

    /**
     * Who reads it may have the API alone, or the published client: neither this class nor RocketMQ's.
     *
     * @return an exception with the same text and stack trace
     */
    private Object writeReplace() {
        return portable(this, getMessage());
    }

    private static Throwable portable(Throwable original, String text) {
        Throwable cause = original.getCause();
        ONSClientException portable = new ONSClientException(text,
                cause == null ? null : portable(cause, cause.toString()));
        portable.setStackTrace(original.getStackTrace());
        return portable;
    }
}
