package io.openons.client.pull;

import io.openons.client.error.CodedClientException;
import io.openons.client.error.ErrorCode;
import io.openons.client.rocketmq.PullClient;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.rocketmq.client.consumer.PullCallback;
import org.apache.rocketmq.client.consumer.PullResult;
import org.apache.rocketmq.client.consumer.PullStatus;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.common.message.MessageQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a pull under way for every assigned queue that may have one. Pulls begin on whichever thread finds one due and
 * do not block; look-ups of first positions and second tries, once a second, run on the consumer's own thread, which
 * the caller lends. Thread-safe.
 */
final class Puller {

    private static final Logger LOG = LoggerFactory.getLogger(Puller.class);
    private static final long RETRY_SECONDS = 1;

    private final String title;
    private final PullClient client;
    private final Assignment assignment;
    private final ScheduledExecutorService thread;
    private final AtomicBoolean retryPlanned = new AtomicBoolean();
    /** The topics of pulls that failed since the last try. */
    private final Set<String> failedTopics = ConcurrentHashMap.newKeySet();
    /** Why a broker lets this consumer have nothing; null while none says so. */
    private volatile CodedClientException refusal;
    /** The brokers that the log names as failing. */
    private final Set<String> failingBrokers = ConcurrentHashMap.newKeySet();

    Puller(String title, PullClient client, Assignment assignment, ScheduledExecutorService thread) {
        this.title = title;
        this.client = client;
        this.assignment = assignment;
        this.thread = thread;
    }

    /** Pulls whatever is due, after a change of the assignment. */
    void refresh() {
        thread.execute(this::work);
    }

    /** Pulls what is due after a poll took a chunk. */
    void refill(AssignedQueue taken) {
        if (assignment.wasCrowded()) {
            pullAll();
        } else {
            pull(taken);
        }
    }

    void pullAll() {
        assignment.all().forEach(this::pull);
    }

    private void work() {
        try {
            for (String topic : failedTopics) {
                failedTopics.remove(topic);
                client.refreshRoute(topic); // a broker may have come back under another address
            }
        } catch (RuntimeException e) {
            LOG.debug("No name server answers now. client={}", title, e);
        }
        locate(assignment.unlocated());
        pullAll();
    }

    /** A broker that does not answer for one queue is not asked for its others, so that it holds nobody up for long. */
    private void locate(List<AssignedQueue> queues) {
        Set<String> silent = new HashSet<>();
        for (AssignedQueue queue : queues) {
            String broker = queue.queue().getBrokerName();
            if (silent.contains(broker)) {
                continue;
            }
            try {
                assignment.locate(queue, firstPosition(queue.queue()));
                recovered(broker);
            } catch (CodedClientException e) {
                silent.add(broker);
                failed(queue.queue(), e);
            }
        }
    }

    /** Without a committed position the broker's end counts, as published. */
    private long firstPosition(MessageQueue queue) {
        long committed = client.committed(queue);
        if (committed != PullClient.NONE) {
            return committed;
        }
        long end = client.maxOffset(queue);
        // A broker begins a young queue at 0 unless it is empty, which it may have been a moment ago.
        long young = end > 0 ? client.committed(queue) : PullClient.NONE;
        return young == PullClient.NONE ? end : young;
    }

    private void pull(AssignedQueue queue) {
        long offset = assignment.beginPull(queue);
        if (offset == AssignedQueue.UNKNOWN) {
            return;
        }
        try {
            client.pull(queue.queue(), offset, new Answer(queue, offset));
        } catch (InterruptedException e) { // the application's thread, for reasons of its own
            Thread.currentThread().interrupt();
            assignment.endPull(queue, offset);
            refresh();
        } catch (Exception e) {
            fail(queue, offset, e);
        }
    }

    private void fail(AssignedQueue queue, long offset, Throwable error) {
        assignment.endPull(queue, offset);
        failed(queue.queue(), client.failure(queue.queue(), error));
    }

    private void failed(MessageQueue queue, CodedClientException error) {
        if (thread.isShutdown()) {
            return;
        }
        if (error.code() == ErrorCode.AUTHENTICATION_FAILED || error.code() == ErrorCode.NO_PERMISSION) {
            refusal = error;
        }
        if (failingBrokers.add(queue.getBrokerName())) {
            LOG.warn("{} receives nothing from broker {} for now and goes on trying", title, queue.getBrokerName(),
                    error);
        }
        failedTopics.add(queue.getTopic());
        retryLater();
    }

    /** Why a broker refuses this consumer, or null. */
    CodedClientException refusal() {
        return refusal;
    }

    private void recovered(String broker) {
        refusal = null;
        if (failingBrokers.remove(broker)) {
            LOG.info("{} receives from broker {} again", title, broker);
        }
    }

    private void retryLater() {
        if (retryPlanned.compareAndSet(false, true)) {
            thread.schedule(() -> {
                retryPlanned.set(false);
                work();
            }, RETRY_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** What becomes of one pull. */
    private final class Answer implements PullCallback {

        private final AssignedQueue queue;
        private final long offset;

        Answer(AssignedQueue queue, long offset) {
            this.queue = queue;
            this.offset = offset;
        }

        @Override
        public void onSuccess(PullResult result) {
            recovered(queue.queue().getBrokerName());
            List<MessageExt> found = result.getPullStatus() == PullStatus.FOUND && result.getMsgFoundList() != null
                    ? result.getMsgFoundList() : Collections.emptyList();
            assignment.endPull(queue, offset, found, result.getNextBeginOffset());
            if (result.getPullStatus() == PullStatus.OFFSET_ILLEGAL) {
                LOG.warn("{} goes on at offset {} of {}: the broker does not hold offset {}", title,
                        result.getNextBeginOffset(), queue.queue(), offset);
                retryLater();
            } else {
                pull(queue);
            }
        }

        @Override
        public void onException(Throwable error) {
            fail(queue, offset, error);
        }
    }
}
