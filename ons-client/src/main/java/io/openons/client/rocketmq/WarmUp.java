package io.openons.client.rocketmq;

import io.netty.channel.socket.nio.NioSocketChannel;
import io.openons.client.rocketmq.json.ProtocolJson;
import java.security.GeneralSecurityException;
import java.util.Calendar;
import javax.crypto.Mac;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a start or the first request of a JVM needs sooner or later: JSON, the signature's algorithm and classes, a quarter
 * of the time that passes until the first message is sent. Prepared on a short-lived daemon thread while the first
 * client starts; whoever comes earlier to one of them waits for it or prepares it itself, as Java initialises classes.
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
            new NioSocketChannel().unsafe().closeForcibly();
        } catch (GeneralSecurityException | RuntimeException | LinkageError e) {
            LOG.debug("Nothing is prepared; the first request says why, if it fails, too.", e);
        }
    }
}
