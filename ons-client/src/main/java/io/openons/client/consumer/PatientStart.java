package io.openons.client.consumer;

import com.aliyun.openservices.ons.api.exception.ONSClientException;
import io.openons.client.rocketmq.Connection;
import io.openons.client.rocketmq.NameServerProbe;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects a consumer whose name servers did not answer at start, as soon as they do. Has one thread of its own, from
 * {@link #begin()} until it connected or {@link #stop()}; like a connected consumer it keeps the JVM alive.
 */
final class PatientStart {

    private static final Logger LOG = LoggerFactory.getLogger(PatientStart.class);
    private static final long LOOK_EVERY_MILLIS = 1000;
    /** A connection may have ways that a look does not take, such as a proxy: tried now and then all the same. */
    private static final long TRY_ANYWAY_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** One attempt to connect. */
    interface Attempt {
        void connect() throws Exception;
    }

    private final Connection connection;
    private final Attempt attempt;
    private final Thread thread;
    /** Besides the interrupt, which the RocketMQ client may swallow during an attempt. */
    private volatile boolean stopped;

    PatientStart(Connection connection, Attempt attempt) {
        this.connection = connection;
        this.attempt = attempt;
        this.thread = new Thread(this::run, "ons-connect-" + connection.settings().group());
    }

    void begin() {
        thread.start();
    }

    /** Ends the attempts; one that is under way is waited for. */
    void stop() {
        stopped = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!connected() && !stopped) {
                awaitNameServer();
            }
        } catch (InterruptedException e) {
            LOG.debug("Stopped waiting for a name server. client={}", connection.title());
        }
    }

    /** Returns whether there is nothing left to try. */
    private boolean connected() {
        try {
            attempt.connect();
            LOG.info("Connected {} after its start", connection.title());
            return true;
        } catch (ONSClientException e) {
            LOG.error("{} receives nothing: it cannot be connected", connection.title(), e);
            return true;
        } catch (Exception e) {
            LOG.debug("Not connected yet. client={}", connection.title(), e);
            return false;
        }
    }

    private void awaitNameServer() throws InterruptedException {
        long tryAnyway = System.nanoTime() + TRY_ANYWAY_NANOS;
        do {
            Thread.sleep(LOOK_EVERY_MILLIS);
        } while (!NameServerProbe.reachable(connection.endpoint().nameServers()) && System.nanoTime() < tryAnyway);
    }
}
