package io.openons.client.sending;

import com.aliyun.openservices.ons.api.OnExceptionContext;
import com.aliyun.openservices.ons.api.SendCallback;
import com.aliyun.openservices.ons.api.SendResult;
import io.openons.client.error.CodedClientException;
import io.openons.client.error.ErrorCode;
import io.openons.client.error.Failure;
import org.apache.rocketmq.common.message.Message;

/**
 * Carries the outcome of one asynchronous send from the RocketMQ client to the application's callback, exactly once.
 */
final class CallbackBridge implements PendingSend {

    private final AsyncSends sends;
    private final SendCallback callback;
    private final SendResult result;
    private final Message message;
    private final BackOff backOff;

    /**
     * Creates the bridge of one send.
     *
     * @param sends who tries again and tells the outcome
     * @param callback the application's callback, or null when it wants no news
     * @param result what the callback gets when the message is stored
     * @param message the message as it is sent
     * @param timeoutMillis how long the send may take in all
     */
    CallbackBridge(AsyncSends sends, SendCallback callback, SendResult result, Message message, long timeoutMillis) {
        this.sends = sends;
        this.callback = callback;
        this.result = result;
        this.message = message;
        this.backOff = new BackOff(timeoutMillis);
    }

    @Override
    public Message message() {
        return message;
    }

    @Override
    public long deadlineNanos() {
        return backOff.deadlineNanos();
    }

    long remainingMillis() {
        return backOff.remainingMillis();
    }

    @Override
    public void sendAlone() {
        sends.handOverAlone(this);
    }

    @Override
    public void onSuccess(org.apache.rocketmq.client.producer.SendResult stored) {
        if (sends.end(this)) {
            sends.report(result, callback == null ? null : () -> callback.onSuccess(result));
        }
    }

    @Override
    public void onException(Throwable error) {
        if (!sends.underWay(this)) {
            return;
        }
        CodedClientException failure = sends.translate(error, message);
        long pause = backOff.pauseMillis(failure.code());
        if (pause < 0 || !sends.again(this, pause)) {
            fail(failure);
        }
    }

    @Override
    public void cutOff() {
        fail(Failure.of(ErrorCode.CUT_OFF, "Send failed: the producer was shut down before the broker answered")
                .with("topic", result.getTopic()).with("msgId", result.getMessageId()).toException());
    }

    private void fail(CodedClientException failure) {
        if (!sends.end(this)) {
            return;
        }
        if (callback == null) {
            sends.unheard(failure, result);
            return;
        }
        OnExceptionContext context = new OnExceptionContext();
        context.setTopic(result.getTopic());
        context.setMessageId(result.getMessageId());
        context.setException(failure);
        sends.report(result, () -> callback.onException(context));
    }
}
