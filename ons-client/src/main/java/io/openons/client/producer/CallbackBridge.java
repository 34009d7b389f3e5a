package io.openons.client.producer;

import com.aliyun.openservices.ons.api.OnExceptionContext;
import com.aliyun.openservices.ons.api.SendCallback;
import com.aliyun.openservices.ons.api.SendResult;
import com.aliyun.openservices.ons.api.exception.ONSClientException;
import io.openons.client.rocketmq.SendErrors;
import org.apache.rocketmq.common.message.Message;

/** Carries the outcome of one asynchronous send from the RocketMQ client to the application's callback. */
final class CallbackBridge implements org.apache.rocketmq.client.producer.SendCallback {

    private final SendCallback callback;
    private final SendResult result;
    private final Message sent;
    private final SendErrors errors;
    private final CallbackThreads threads;

    /**
     * Creates the bridge of one send.
     *
     * @param callback the application's callback, or null when it wants no news
     * @param result what the callback gets when the message is stored
     * @param sent the message, for error texts
     */
    CallbackBridge(SendCallback callback, SendResult result, Message sent, SendErrors errors,
                   CallbackThreads threads) {
        this.callback = callback;
        this.result = result;
        this.sent = sent;
        this.errors = errors;
        this.threads = threads;
    }

    @Override
    public void onSuccess(org.apache.rocketmq.client.producer.SendResult stored) {
        if (callback != null) {
            threads.run(() -> callback.onSuccess(result), result);
        }
    }

    @Override
    public void onException(Throwable error) {
        ONSClientException translated = errors.translate(error, sent);
        if (callback == null) {
            threads.unheard(translated, result);
            return;
        }
        OnExceptionContext context = new OnExceptionContext();
        context.setTopic(result.getTopic());
        context.setMessageId(result.getMessageId());
        context.setException(translated);
        threads.run(() -> callback.onException(context), result);
    }
}
