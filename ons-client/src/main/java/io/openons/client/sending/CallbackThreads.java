package io.openons.client.sending;

import com.aliyun.openservices.ons.api.SendResult;
import com.aliyun.openservices.ons.api.exception.ONSClientException;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where send callbacks run: on the executor the application lent, which is never closed here, or else on the RocketMQ
 * client's own callback thread. What a callback throws is logged, since nobody else could see it. Thread-safe.
 */
final class CallbackThreads {

    private static final Logger LOG = LoggerFactory.getLogger(CallbackThreads.class);

    /** Set while a callback runs on a thread that the RocketMQ client needs for all callbacks. */
    private static final ThreadLocal<Boolean> CALLING = new ThreadLocal<>();

    private volatile ExecutorService lent;

    /** Whether the thread is a callback's, and not one of an executor that the application lent. */
    static boolean calling() {
        return CALLING.get() != null;
    }

    /** Takes the application's executor; null takes it away again, as published for a started producer. */
    void lend(ExecutorService executor) {
        this.lent = executor;
    }

    void run(Runnable callback, SendResult about) {
        Runnable guarded = () -> {
            try {
                callback.run();
            } catch (Throwable e) {
                LOG.error("A send callback threw; the message's own outcome is not affected. topic={} msgId={}",
                        about.getTopic(), about.getMessageId(), e);
            }
        };
        ExecutorService executor = lent;
        if (executor == null) {
            here(guarded);
            return;
        }
        try {
            executor.execute(guarded);
        } catch (RuntimeException e) {
            LOG.warn("The callback executor refuses work; the callback runs on the client's thread. topic={} msgId={}",
                    about.getTopic(), about.getMessageId(), e);
            here(guarded);
        }
    }

    private static void here(Runnable callback) {
        Boolean before = CALLING.get();
        CALLING.set(true);
        try {
            callback.run();
        } finally {
            if (before == null) {
                CALLING.remove();
            }
        }
    }

    /** A failure of a send whose caller passed no callback. */
    void unheard(ONSClientException failure, SendResult about) {
        LOG.error("An asynchronous send without callback failed. topic={} msgId={}", about.getTopic(),
                about.getMessageId(), failure);
    }
}
