package io.openons.client.sending;

import com.aliyun.openservices.ons.api.SendCallback;
import com.aliyun.openservices.ons.api.SendResult;
import io.openons.client.error.CodedClientException;
import io.openons.client.rocketmq.SendErrors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.common.message.Message;

/**
 * The asynchronous sends of one producer, from hand-over to the report in the callback. Has one thread, made when an
 * overloaded broker first asks for a pause. Thread-safe.
 */
final class AsyncSends {

    private final DefaultMQProducer producer;
    private final SendErrors errors;
    private final CallbackThreads threads;
    private final InFlightSends inFlight = new InFlightSends();
    private final ScheduledThreadPoolExecutor pauses;

    AsyncSends(DefaultMQProducer producer, SendErrors errors, CallbackThreads threads, String group) {
        this.producer = producer;
        this.errors = errors;
        this.threads = threads;
        this.pauses = new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "ons-producer-" + group));
    }

    void send(Message message, SendResult result, SendCallback callback) {
        CallbackBridge bridge = new CallbackBridge(this, callback, result, message, producer.getSendMsgTimeout());
        inFlight.begin(bridge);
        handOver(bridge);
    }

    private void handOver(CallbackBridge bridge) {
        try {
            producer.send(bridge.message(), bridge, bridge.remainingMillis());
        } catch (Exception e) { // whatever the RocketMQ client throws belongs into the callback, too
            bridge.onException(e);
        }
    }

    /** Tries again after a pause; returns false when the producer is closing. */
    boolean again(CallbackBridge bridge, long pauseMillis) {
        try {
            pauses.schedule(() -> handOver(bridge), pauseMillis, TimeUnit.MILLISECONDS);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    boolean underWay(CallbackBridge bridge) {
        return inFlight.contains(bridge);
    }

    boolean end(CallbackBridge bridge) {
        return inFlight.end(bridge);
    }

    CodedClientException translate(Throwable error, Message message) {
        return errors.translate(error, message);
    }

    void report(SendResult about, Runnable callback) {
        if (callback != null) {
            threads.run(callback, about);
        }
    }

    void unheard(CodedClientException failure, SendResult about) {
        threads.unheard(failure, about);
    }

    /** Waits for the sends under way, at most one send timeout; called before the RocketMQ producer is shut down. */
    void drain() {
        inFlight.await(producer.getSendMsgTimeout());
        pauses.shutdownNow();
    }

    /** Reports what has no outcome after the RocketMQ producer was shut down. */
    void cutOff() {
        inFlight.cutOff();
    }
}
