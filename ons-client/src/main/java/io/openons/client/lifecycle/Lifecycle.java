package io.openons.client.lifecycle;

import com.aliyun.openservices.ons.api.exception.ONSClientException;
import io.openons.client.error.ErrorCode;
import io.openons.client.error.Failure;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state of one client: NEW, RUNNING, then STOPPED for good, or FAILED when starting did not succeed. Starting and
 * stopping exclude each other; asking for the state takes no lock. What was opened while starting is closed in reverse
 * order, once. Thread-safe.
 */
public final class Lifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);

    private enum State { NEW, RUNNING, FAILED, STOPPED }

    /** What starting does; it registers with {@link Lifecycle#onClose} whatever it opens. */
    public interface Starter {
        /**
         * Starts the client.
         *
         * @throws Exception when it cannot start; everything registered so far is then closed
         */
        void start() throws Exception;
    }

    private final String client;
    private final Deque<Runnable> closers = new ArrayDeque<>();
    private volatile State state = State.NEW;

    /**
     * Creates the state of a client that was not started yet.
     *
     * @param client the client's kind and group, for texts and logs
     */
    public Lifecycle(String client) {
        this.client = client;
    }

    /**
     * Starts the client; does nothing when it is running. A second caller waits for the first.
     *
     * @param starter what starting does
     * @throws ONSClientException when the client was shut down before, failed before, or cannot start now; an
     *         ONSClientException of the starter is passed on as it is
     */
    public synchronized void start(Starter starter) {
        switch (state) {
            case RUNNING:
                return;
            case STOPPED:
                throw Failure.of(ErrorCode.ALREADY_SHUT_DOWN, "Cannot start " + client
                        + ": it was shut down, and a client starts once").toException();
            case FAILED:
                throw Failure.of(ErrorCode.START_FAILED, "Cannot start " + client + ": an earlier start failed")
                        .toException();
            default:
                break;
        }
        try {
            starter.start();
            state = State.RUNNING;
            LOG.info("Started {}", client);
        } catch (ONSClientException e) {
            fail();
            throw e;
        } catch (Exception e) {
            fail();
            throw Failure.of(ErrorCode.START_FAILED, "Cannot start " + client + ": "
                    + (e.getMessage() == null ? e.toString() : e.getMessage())).causedBy(e).toException();
        } catch (Error e) {
            fail();
            throw e;
        }
    }

    private void fail() {
        state = State.FAILED;
        closeAll();
    }

    /**
     * Registers something to close at shutdown; called by the starter, after it opened it.
     *
     * @param closer closes it
     */
    public synchronized void onClose(Runnable closer) {
        closers.push(closer);
    }

    /** Stops the client: does nothing unless it is running. Returns when everything is closed. */
    public synchronized void stop() {
        if (state != State.RUNNING) {
            return;
        }
        state = State.STOPPED;
        closeAll();
        LOG.info("Shut down {}", client);
    }

    private void closeAll() {
        while (!closers.isEmpty()) {
            try {
                closers.pop().run();
            } catch (RuntimeException e) {
                LOG.warn("Closing a part of {} failed; the rest is closed all the same", client, e);
            }
        }
    }

    /**
     * Whether the client can be used.
     *
     * @return true from the end of a successful start to the beginning of stop
     */
    public boolean running() {
        return state == State.RUNNING;
    }

    /**
     * Whether the client was shut down, or is just being shut down.
     *
     * @return true from the beginning of stop
     */
    public boolean stopped() {
        return state == State.STOPPED;
    }

    /**
     * Guards an operation that needs a running client.
     *
     * @param operation what the application asked for, for the text
     * @throws ONSClientException when the client is not running
     */
    public void requireRunning(String operation) {
        State now = state;
        if (now == State.RUNNING) {
            return;
        }
        ErrorCode code = now == State.STOPPED ? ErrorCode.ALREADY_SHUT_DOWN
                : now == State.FAILED ? ErrorCode.START_FAILED : ErrorCode.NOT_STARTED;
        String why = now == State.STOPPED ? "has been shut down" : now == State.FAILED ? "failed to start"
                : "is not started";
        throw Failure.of(code, "Cannot " + operation + ": the " + client + " " + why).toException();
    }
}
