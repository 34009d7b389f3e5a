package io.openons.client.consumer;

import com.aliyun.openservices.ons.api.exception.ONSClientException;
import io.openons.client.rocketmq.Connection;
import io.openons.client.rocketmq.NameServerProbe;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes on connecting a consumer in the background while name servers do not answer or do not know its topics yet, with
 * growing pauses from 1 s to 30 s; a name server that comes back ends a pause. Has one thread while it is at work,
 * which like those of a connected consumer keeps the JVM alive. Thread-safe.
 */
final class PatientConnector {

    private static final Logger LOG = LoggerFactory.getLogger(PatientConnector.class);
    private static final int LONGEST_PAUSE_SECONDS = 30;

    /** One attempt to connect. */
    interface Attempt {
        /** Returns whether nothing is left to do. */
        boolean connect() throws Exception;
    }

    private final Connection connection;
    private final Attempt attempt;
    /** Null while nothing is left to do; guarded by this. */
    private Thread thread;
    /** Somebody asked since the thread last looked; guarded by this. */
    private boolean wanted;
    /** The refusal that the log has; of the thread at work. */
    private String told;
    /** Besides the interrupt, which the RocketMQ client may swallow during an attempt. */
    private volatile boolean stopped;

    PatientConnector(Connection connection, Attempt attempt) {
        this.connection = connection;
        this.attempt = attempt;
    }

    /** Begins to try; does nothing when it is at work already. */
    synchronized void begin() {
        wanted = true;
        if (!stopped && thread == null) {
            thread = new Thread(this::run, "ons-connect-" + connection.settings().group());
            thread.start();
        }
    }

    /** Ends the attempts for good; one that is under way is waited for. */
    void stop() {
        Thread working;
        synchronized (this) {
            stopped = true;
            working = thread;
        }
        if (working == null || working == Thread.currentThread()) {
            return;
        }
        working.interrupt();
        try {
            working.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (goOn()) {
                for (int seconds = 1; !stopped && !done(); seconds = Math.min(2 * seconds, LONGEST_PAUSE_SECONDS)) {
                    pause(seconds);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("Stopped connecting. client={}", connection.title());
        }
    }

    private synchronized boolean goOn() {
        if (!wanted || stopped) {
            thread = null;
            return false;
        }
        wanted = false;
        return true;
    }

    private boolean done() {
        try {
            return attempt.connect();
        } catch (ONSClientException e) { // what refuses it may be repaired: keys, permissions, an expression
            if (!e.getMessage().equals(told)) {
                told = e.getMessage();
                LOG.error("{} receives nothing and goes on trying", connection.title(), e);
            }
            return false;
        } catch (Exception e) {
            LOG.debug("Not connected yet. client={}", connection.title(), e);
            return false;
        }
    }

    private void pause(int seconds) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        boolean wasReachable = reachable();
        do {
            Thread.sleep(TimeUnit.SECONDS.toMillis(1));
        } while (System.nanoTime() < end && (wasReachable || !reachable()));
    }

    private boolean reachable() {
        return NameServerProbe.reachable(connection.endpoint().nameServers());
    }
}
