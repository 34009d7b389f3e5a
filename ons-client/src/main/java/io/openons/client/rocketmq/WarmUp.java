package io.openons.client.rocketmq;

import io.openons.client.rocketmq.json.ProtocolJson;
import java.security.GeneralSecurityException;
import java.util.Calendar;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.crypto.Mac;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a start or the first request of a JVM needs sooner or later: JSON, calendars and the signature's algorithm.
 * Prepared on a short-lived daemon thread while the first client starts; whoever comes earlier to one of them waits for
 * it or prepares it itself, as Java initialises classes. Only what nothing of the start refers back to, so that no two
 * initialisations can wait for each other.
 */
final class WarmUp {

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private static final AtomicBoolean BEGUN = new AtomicBoolean();

    private WarmUp() {
    }

    /** Begins it, once in a JVM. */
    static void begin() {
        if (BEGUN.compareAndSet(false, true)) {
            try {
                Thread thread = new Thread(WarmUp::run, "ons-warm-up");
                thread.setDaemon(true);
                thread.start();
            } catch (OutOfMemoryError e) { // no thread is left: the client will tell, if it needs one
                LOG.warn("Could not begin to prepare the first request.", e);
            }
        }
    }

    private static void run() {
        try {
            Calendar.getInstance(); // for RocketMQ's statistics
            ProtocolJson.install();
            Mac.getInstance(RequestSigner.ALGORITHM);
        } catch (GeneralSecurityException | RuntimeException | Error e) {
            LOG.warn("Could not prepare the first request, which may fail for the same reason.", e);
        }
    }
}
