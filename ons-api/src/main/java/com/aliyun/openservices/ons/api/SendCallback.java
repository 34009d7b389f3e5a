package com.aliyun.openservices.ons.api;

/**
 * Is told how {@link Producer#sendAsync(Message, SendCallback)} ended: one of the two methods is called, once. An
 * implementation that is used for several messages must be thread-safe. What it throws is not passed on to anybody.
 */
public interface SendCallback {
    /**
     * The broker stored the message.
     *
     * @param sendResult topic and identifier of the message
     */
    void onSuccess(SendResult sendResult);

    /**
     * The message could not be sent. After a timeout it may have been stored all the same.
     *
     * @param context which message, and why
     */
    void onException(OnExceptionContext context);
}
