package io.openons.client.rocketmq;

import io.openons.client.rocketmq.json.ProtocolJson;
import java.security.GeneralSecurityException;
import java.util.Calendar;
import javax.crypto.Mac;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a start or the first request of a JVM needs sooner or later: JSON, calendars and the signature's algorithm, a
 * quarter of the time that passes until the first message is sent. Prepared on a short-lived daemon thread while the
 * first client starts; whoever comes earlier to one of them waits for it or prepares it itself, as Java initialises
 * classes. Only what nothing of the start refers back to, so that no two initialisations can wait for each other.
 */
final class WarmUp {

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

    private WarmUp() {
    }

    static void begin() {
        Thread thread = new Thread(WarmUp::run, "ons-warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    private static void run() {
        try {
            Calendar.getInstance(); // for RocketMQ's statistics
            ProtocolJson.install();
            Mac.getInstance(RequestSigner.ALGORITHM);
        } catch (GeneralSecurityException | RuntimeException | LinkageError e) {
            LOG.debug("Nothing is prepared; the first request says why, if it fails, too.", e);
        }
    }
}
