package com.aliyun.openservices.ons.api.exception;

/**
 * What every client of this API throws, hands to callbacks and completes futures with: the request was refused or did
 * not succeed. The text says what happened, why, and what to do; the cause, where there is one, is kept.
 */
public class ONSClientException extends RuntimeException {
    private static final long serialVersionUID = 5755356574640041094L;

    /** A failure without text and cause. */
    public ONSClientException() {
    }

    /**
     * A failure with a text.
     *
     * @param message what happened, or {@code null}
     */
    public ONSClientException(String message) {
        super(message);
    }

    /**
     * A failure with a cause, whose {@code toString()} becomes the text.
     *
     * @param cause why it happened, or {@code null}
     */
    public ONSClientException(Throwable cause) {
        super(cause);
    }

    /**
     * A failure with a text and a cause.
     *
     * @param message what happened, or {@code null}
     * @param cause why it happened, or {@code null}
     */
    public ONSClientException(String message, Throwable cause) {
        super(message, cause);
    }
}
