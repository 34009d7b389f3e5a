package io.openons.client.sending;

import io.openons.client.rocketmq.SendErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.rocketmq.client.producer.SendCallback;
import org.apache.rocketmq.client.producer.SendResult;
import org.apache.rocketmq.remoting.exception.RemotingTooMuchRequestException;

/**
 * Messages of one topic that share a request, and what is told to each of them. Filled under the lock of its
 * {@link TopicBatches}, and not any more once it departs.
 */
final class Batch implements SendCallback {

    /** Far below the 4 MB that brokers take, also when each character of a property is three bytes. */
    private static final int MOST_BYTES = 64 * 1024;
    /** RocketMQ looks for requests without an answer once a second, so a time-out is not more exact than this. */
    private static final long WIDEST_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** How long after its time a request without any report counts as forgotten by the RocketMQ client. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final TopicBatches topic;
    private final List<PendingSend> sends = new ArrayList<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final long deadlineNanos;
    private int bytes;

    /**
     * Creates an empty batch.
     *
     * @param topic whose place it takes while it is under way
     * @param deadlineNanos when the request times out, about the same for all its messages
     */
    Batch(TopicBatches topic, long deadlineNanos) {
        this.topic = topic;
        this.deadlineNanos = deadlineNanos;
    }

    boolean admits(PendingSend send, int more) {
        return bytes + more <= MOST_BYTES && Math.abs(send.deadlineNanos() - deadlineNanos) <= WIDEST_NANOS;
    }

    void add(PendingSend send, int more) {
        sends.add(send);
        bytes += more;
    }

    int size() {
        return sends.size();
    }

    /** Hands the request over to the RocketMQ client; returns false when there is none to wait for. */
    boolean depart(Batches batches) {
        long now = System.nanoTime();
        List<PendingSend> late = new ArrayList<>(0);
        for (PendingSend send : sends) {
            if (send.deadlineNanos() - now <= 0) {
                late.add(send);
            }
        }
        if (!late.isEmpty()) {
            sends.removeAll(late);
            batches.later(() -> late.forEach(send -> send.onException(new RemotingTooMuchRequestException(
                    "the time was over before a request of its topic came back"))));
        }
        if (sends.isEmpty()) {
            return false;
        }
        try {
            batches.handOver(sends, this, Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadlineNanos - now)));
            return true;
        } catch (Exception e) { // each message meets it again by itself, if it concerns it at all
            batches.later(() -> sends.forEach(PendingSend::sendAlone));
            return false;
        }
    }

    boolean forgotten() {
        return System.nanoTime() - deadlineNanos > PATIENCE_NANOS;
    }

    @Override
    public void onSuccess(SendResult stored) {
        if (end()) {
            tell(send -> send.onSuccess(stored));
        }
    }

    @Override
    public void onException(Throwable error) {
        if (!end()) {
            return;
        }
        if (sends.size() > 1 && SendErrors.mayConcernOneMessage(error)) {
            sends.forEach(PendingSend::sendAlone);
        } else {
            tell(send -> send.onException(error));
        }
    }

    /** The place is given on before anything is told, because callbacks may take their time. */
    private boolean end() {
        if (!over.compareAndSet(false, true)) {
            return false;
        }
        topic.leave(this);
        return true;
    }

    /** Threads that wait come first, for the same reason. */
    private void tell(Consumer<PendingSend> outcome) {
        sends.stream().filter(WaitingSend.class::isInstance).forEach(outcome);
        sends.stream().filter(send -> !(send instanceof WaitingSend)).forEach(outcome);
    }
}
