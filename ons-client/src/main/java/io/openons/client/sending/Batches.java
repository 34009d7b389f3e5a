package io.openons.client.sending;

import io.openons.client.endpoint.Namespace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.apache.rocketmq.client.exception.MQBrokerException;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.client.producer.SendCallback;
import org.apache.rocketmq.client.producer.SendResult;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.common.message.MessageBatch;
import org.apache.rocketmq.remoting.exception.RemotingException;

/**
 * Has small messages of one producer share requests, topic by topic. Has no thread and no timer: each message that goes
 * out and each request that comes back looks whether more can go. Thread-safe. See decision 21.
 */
final class Batches {

    /** As many as RocketMQ's own queue of asynchronous sends has; what finds no room here goes there. */
    private static final int MOST_WAITING = 50_000;

    private final DefaultMQProducer producer;
    private final Namespace namespace;
    private final InFlightSends inFlight;
    private final Executor aside;
    private final Semaphore room = new Semaphore(MOST_WAITING);
    private final ConcurrentMap<String, TopicBatches> topics = new ConcurrentHashMap<>();

    /**
     * Creates the batches of one producer.
     *
     * @param producer the started RocketMQ producer
     * @param namespace the namespace of its topics
     * @param inFlight the producer's sends without outcome
     * @param aside runs what may call the application where its thread must not be held up
     */
    Batches(DefaultMQProducer producer, Namespace namespace, InFlightSends inFlight, Executor aside) {
        this.producer = producer;
        this.namespace = namespace;
        this.inFlight = inFlight;
        this.aside = aside;
    }

    /** Takes a send that may share a request; returns false when its message has to go alone. */
    boolean take(PendingSend send) {
        int bytes = BatchRules.bytes(send.message());
        if (bytes == 0 || !room.tryAcquire()) {
            return false;
        }
        topic(send.message()).add(send, bytes);
        return true;
    }

    /** Sends and waits for the answer, which may be that to a request of several messages. */
    SendResult sendAndWait(Message message, long timeoutMillis)
            throws MQClientException, RemotingException, MQBrokerException, InterruptedException {
        // In a callback nobody may wait for a request whose own callback needs the same threads.
        if (CallbackThreads.calling() || BatchRules.bytes(message) == 0) {
            return producer.send(message, timeoutMillis);
        }
        TopicBatches topic = topic(message);
        Batch place = topic.enter(timeoutMillis);
        if (place != null) {
            try {
                return producer.send(message, timeoutMillis);
            } finally {
                topic.leave(place);
            }
        }
        WaitingSend send = new WaitingSend(message, timeoutMillis);
        inFlight.begin(send);
        try {
            SendResult stored = take(send) ? send.await() : null;
            return stored != null ? stored : producer.send(message, Math.max(1, send.remainingMillis()));
        } finally {
            inFlight.end(send);
        }
    }

    private TopicBatches topic(Message message) {
        // A try by itself leaves the topic of a namespace without it.
        return topics.computeIfAbsent(namespace.wrap(message.getTopic()), name -> new TopicBatches(this));
    }

    void departed(int sends) {
        room.release(sends);
    }

    void later(Runnable work) {
        aside.execute(work);
    }

    /** Sends in one request; one message alone goes as without batches. */
    void handOver(List<PendingSend> sends, SendCallback callback, long timeoutMillis)
            throws MQClientException, RemotingException, InterruptedException {
        producer.send(sends.size() == 1 ? sends.get(0).message() : together(sends), callback, timeoutMillis);
    }

    /**
     * Not by {@code send(Collection)}, which gives the batch an id and a property of its own: brokers of version 4
     * write them over those of each message.
     */
    private Message together(List<PendingSend> sends) {
        List<Message> messages = new ArrayList<>(sends.size());
        for (PendingSend send : sends) {
            Message message = send.message();
            if (namespace.name() != null) {
                message.setInstanceId(namespace.name()); // the RocketMQ client sets it for single messages only
            }
            messages.add(message);
        }
        MessageBatch batch = new MessageBatch(messages);
        batch.setTopic(namespace.wrap(messages.get(0).getTopic()));
        batch.setBody(batch.encode());
        return batch;
    }
}
