package io.openons.client.pull;

import com.aliyun.openservices.ons.api.exception.ONSClientException;
import io.openons.client.config.PullSettings;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.rocketmq.common.message.MessageQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits positions, one commit at a time, so that a later one never loses to an earlier one. Automatic commits are
 * asked for by polls, as published, and cover what polls before the last one returned: what the last one returned may
 * still be worked on. Thread-safe.
 */
final class Commits {

    /** Writes one position; returns when it is kept. */
    interface Writer {
        void write(MessageQueue queue, long offset);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Commits.class);

    private final String title;
    private final Writer writer;
    private final Assignment assignment;
    private final Executor background;
    private final boolean automatic;
    private final long intervalNanos;
    private final AtomicLong nextAutomatic;

    Commits(String title, Writer writer, Assignment assignment, PullSettings settings, Executor background) {
        this.title = title;
        this.writer = writer;
        this.assignment = assignment;
        this.background = background;
        this.automatic = settings.autoCommit();
        this.intervalNanos = TimeUnit.MILLISECONDS.toNanos(settings.autoCommitIntervalMillis());
        this.nextAutomatic = new AtomicLong(System.nanoTime() + intervalNanos);
    }

    /** Commits all that polls returned; tries every queue and then throws the first failure, with the others in it. */
    synchronized void commitAll() {
        assignment.settleAll();
        ONSClientException failure = null;
        for (Map.Entry<AssignedQueue, Long> position : assignment.uncommitted().entrySet()) {
            try {
                commit(position.getKey(), position.getValue());
            } catch (ONSClientException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void commit(AssignedQueue queue, long offset) {
        writer.write(queue.queue(), offset);
        assignment.committed(queue, offset);
    }

    /** Commits in the background when it is time to. */
    void polled() {
        if (!automatic) {
            return;
        }
        long due = nextAutomatic.get();
        long now = System.nanoTime();
        if (now - due >= 0 && nextAutomatic.compareAndSet(due, now + intervalNanos)) {
            background.execute(this::commitSettled);
        }
    }

    /** The last automatic commit. */
    void finish() {
        if (automatic) {
            commitSettled();
        }
    }

    /** Stops at the first failure: the next commit tries again. */
    private synchronized void commitSettled() {
        try {
            assignment.uncommitted().forEach(this::commit);
        } catch (ONSClientException e) {
            LOG.warn("Positions of {} are not committed for now: after a restart messages would come again", title, e);
        }
    }
}
