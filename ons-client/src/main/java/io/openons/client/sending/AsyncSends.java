package io.openons.client.sending;

import com.aliyun.openservices.ons.api.SendCallback;
import com.aliyun.openservices.ons.api.SendResult;
import io.openons.client.error.CodedClientException;
import io.openons.client.rocketmq.Connection;
import io.openons.client.rocketmq.SendErrors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.rocketmq.client.exception.MQBrokerException;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.remoting.exception.RemotingException;

/**
 * The asynchronous sends of one producer, from hand-over to the report in the callback, and the synchronous ones that
 * share a request with others. Has one thread, made when an overloaded broker first asks for a pause. Thread-safe.
 */
final class AsyncSends {

    private final DefaultMQProducer producer;
    private final SendErrors errors;
    private final CallbackThreads threads;
    private final InFlightSends inFlight = new InFlightSends();
    private final ScheduledThreadPoolExecutor pauses;
    /** Null when each message has a request of its own. */
    private final Batches batches;

    AsyncSends(DefaultMQProducer producer, SendErrors errors, CallbackThreads threads, Connection connection,
               boolean autoBatch) {
        this.producer = producer;
        this.errors = errors;
        this.threads = threads;
        String name = "ons-producer-" + connection.settings().group();
        this.pauses = new ScheduledThreadPoolExecutor(1, task -> new Thread(task, name));
        this.batches = autoBatch ? new Batches(producer, connection.namespace(), inFlight, this::aside) : null;
    }

    void send(Message message, SendResult result, SendCallback callback) {
        CallbackBridge bridge = new CallbackBridge(this, callback, result, message, producer.getSendMsgTimeout());
        inFlight.begin(bridge);
        handOver(bridge);
    }

    /** Sends and waits, where messages share requests; otherwise as the RocketMQ producer does. */
    org.apache.rocketmq.client.producer.SendResult sendAndWait(Message message, long timeoutMillis)
            throws MQClientException, RemotingException, MQBrokerException, InterruptedException {
        return batches == null ? producer.send(message, timeoutMillis) : batches.sendAndWait(message, timeoutMillis);
    }

    private void handOver(CallbackBridge bridge) {
        if (batches == null || !batches.take(bridge)) {
            handOverAlone(bridge);
        }
    }

    void handOverAlone(CallbackBridge bridge) {
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

    /** On the thread of the pauses, or on the caller's when the producer is closing. */
    private void aside(Runnable work) {
        try {
            pauses.execute(work);
        } catch (RejectedExecutionException e) {
            work.run();
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
