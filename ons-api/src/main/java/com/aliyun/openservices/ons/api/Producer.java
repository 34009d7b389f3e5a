package com.aliyun.openservices.ons.api;

import java.util.concurrent.ExecutorService;

/**
 * Sends normal and delayed messages: waiting for the broker, with a callback, or without an answer.
 *
 * <p>Made by {@link ONSFactory#createProducer(java.util.Properties)}. One producer serves all threads of an
 * application. After each way of sending, {@link Message#getMsgID()} of the given message is the identifier that
 * consumers see.
 */
public interface Producer extends Admin {
    @Override
    void start();

    @Override
    void shutdown();

    /**
     * Sends a message and waits for the broker to store it, at most {@link PropertyKeyConst#SendMsgTimeoutMillis}
     * (default 5000 ms) in all. A failed try is repeated on another broker or queue, up to three tries; after a timeout
     * the message may have been stored more than once.
     *
     * @param message topic and body are needed; body at most 4 MiB (4194304 bytes)
     * @return topic and identifier of the stored message
     * @throws com.aliyun.openservices.ons.api.exception.ONSClientException if the producer is not running, the message
     *     is refused, or no broker stored it in time
     */
    SendResult send(Message message);

    /**
     * Sends a message and does not wait for an answer: the message may be lost and nobody will know. Returns when it is
     * handed to the connection.
     *
     * @param message as for {@link #send(Message)}
     * @throws com.aliyun.openservices.ons.api.exception.ONSClientException if the producer is not running, the message
     *     is refused, or it cannot be handed to a connection
     */
    void sendOneway(Message message);

    /**
     * Sends a message and tells the outcome to a callback. Returns when the request is under way.
     *
     * @param message as for {@link #send(Message)}; do not change it before the callback was called
     * @param sendCallback called once, on a thread of the client or of {@link #setCallbackExecutor(ExecutorService)};
     *     where sending fails at once, possibly on the caller's thread before this method returns. {@code null} is
     *     accepted, and the outcome is then not told
     * @throws com.aliyun.openservices.ons.api.exception.ONSClientException if the producer is not running or the
     *     message is refused; whatever happens after these checks arrives in the callback
     */
    void sendAsync(Message message, SendCallback sendCallback);

    /**
     * Sets which threads run the callbacks of {@link #sendAsync(Message, SendCallback)}. The producer uses the executor
     * and never shuts it down.
     *
     * @param callbackExecutor the application's executor; not {@code null}
     * @throws com.aliyun.openservices.ons.api.exception.ONSClientException if the executor is {@code null}
     */
    void setCallbackExecutor(ExecutorService callbackExecutor);
}
