package io.openons.client.sending;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.rocketmq.client.producer.SendResult;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.remoting.exception.RemotingException;
import org.apache.rocketmq.remoting.exception.RemotingTooMuchRequestException;

/** A synchronous send whose thread waits while its message shares a request with others. */
final class WaitingSend implements PendingSend {

    private final Message message;
    private final long deadlineNanos;
    private final CountDownLatch outcome = new CountDownLatch(1);
    private volatile SendResult stored;

    WaitingSend(Message message, long timeoutMillis) {
        this.message = message;
        this.deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    }

    /** Waits; returns null when the message was not stored and there is time left to send it alone. */
    SendResult await() throws RemotingException, InterruptedException {
        boolean told = outcome.await(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (stored == null && (!told || remainingMillis() <= 0)) {
            throw new RemotingTooMuchRequestException("the time was over before the request came back");
        }
        return stored;
    }

    long remainingMillis() {
        return TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
    }

    @Override
    public Message message() {
        return message;
    }

    @Override
    public long deadlineNanos() {
        return deadlineNanos;
    }

    @Override
    public void onSuccess(SendResult result) {
        stored = result;
        outcome.countDown();
    }

    /** The thread tries by itself, and so fails as it would without batches. */
    @Override
    public void onException(Throwable error) {
        outcome.countDown();
    }

    @Override
    public void sendAlone() {
        outcome.countDown();
    }

    @Override
    public void cutOff() {
        outcome.countDown();
    }
}
