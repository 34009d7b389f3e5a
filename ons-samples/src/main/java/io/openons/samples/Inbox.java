package io.openons.samples;

import com.aliyun.openservices.ons.api.Message;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Messages that came to a listener, each id once, since a broker delivers at least once. The listener's threads add,
 * the sample's thread waits. Thread-safe.
 */
final class Inbox {

    private final Duration patience;
    private final Map<String, Message> messages = new LinkedHashMap<>();

    /**
     * Creates an empty inbox.
     *
     * @param patience how long {@link #missing} waits at most
     */
    Inbox(Duration patience) {
        this.patience = patience;
    }

    synchronized void add(Message message) {
        messages.putIfAbsent(message.getMsgID(), message);
        notifyAll();
    }

    /** Waits until the messages of these ids are here, and returns the ids of those that did not come in time. */
    synchronized Set<String> missing(Collection<String> ids) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        Set<String> missing = new LinkedHashSet<>(ids);
        while (!missing.isEmpty()) {
            missing.removeAll(messages.keySet());
            long left = deadline - System.nanoTime();
            if (missing.isEmpty() || left <= 0) {
                return missing;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return missing;
    }

    synchronized boolean contains(String id) {
        return messages.containsKey(id);
    }

    synchronized Message message(String id) {
        return messages.get(id);
    }
}
