package io.openons.client.error;

import com.aliyun.openservices.ons.api.exception.ONSClientException;

/**
 * The exception type of this client: an {@link ONSClientException} that also carries its {@link ErrorCode}, so that
 * programs can branch on the failure without reading its text.
 */
public final class CodedClientException extends ONSClientException {

    private static final long serialVersionUID = 1L;

    /**
     * Which failure this is.
     *
     * @serial never null
     */
    private final ErrorCode code;

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
}
