package io.openons.client.endpoint;

import io.openons.client.http.Poll;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The name servers in force: those of NAMESRV_ADDR for good, or those an address server named last. While open it asks
 * the address server at an interval, and more often until the first answer; when that fails, the last good answer
 * counts. Has a daemon thread while it is open and there is an address server. Thread-safe.
 */
public final class NameServerDirectory {

    private static final Logger LOG = LoggerFactory.getLogger(NameServerDirectory.class);
    private static final Duration LONGEST_FIRST_WAIT = Duration.ofSeconds(30);

    private final AddressServer addressServer;
    private final Duration interval;
    /**
     * Held while a list comes into force and is told, so that everyone hears the lists in their order. What is told must
     * not wait for another thread that follows this directory; reading and closing take no lock.
     */
    private final Object telling = new Object();
    private final List<Consumer<NameServers>> followers = new CopyOnWriteArrayList<>();
    private volatile NameServers current;
    private volatile Poll poll;
    /** Only the thread that asks has these two. */
    private boolean failing;
    private Duration pause = Duration.ofSeconds(1);

    private NameServerDirectory(AddressServer addressServer, Duration interval, NameServers current) {
        this.addressServer = addressServer;
        this.interval = interval;
        this.current = current;
    }

    static NameServerDirectory of(NameServers fixed) {
        return new NameServerDirectory(null, null, fixed);
    }

    static NameServerDirectory askedFrom(AddressServer addressServer, Duration interval) {
        return new NameServerDirectory(addressServer, interval, NameServers.NONE);
    }

    /**
     * Asks the address server for the first time, for up to 6 s, and from then on in the background. A failure is
     * logged; the name servers stay empty until it is over. Does nothing for fixed name servers.
     *
     * @param client the client in words
     */
    public void open(String client) {
        if (addressServer == null) {
            return;
        }
        Duration first = round(client);
        poll = Poll.begin("ons-name-servers", first, () -> round(client));
    }

    /** Asks no more. Does nothing when it was not open. */
    public void close() {
        Poll polling = poll;
        if (polling != null) {
            polling.end();
        }
        followers.clear();
    }

    /**
     * Tells the name servers in force now, unless there are none yet, and then each new list, one at a time and in the
     * order in which they come into force.
     *
     * @param follower called on the caller's thread and on that of the directory
     */
    public void follow(Consumer<NameServers> follower) {
        synchronized (telling) {
            followers.add(follower);
            NameServers now = current;
            if (addressServer != null && now != NameServers.NONE) {
                follower.accept(now);
            }
        }
    }

    private Duration round(String client) {
        try {
            answered(client, addressServer.ask());
            return interval;
        } catch (IOException | RuntimeException e) {
            failed(client, e);
        }
        if (current != NameServers.NONE) {
            return interval;
        }
        Duration before = pause;
        pause = before.multipliedBy(2).compareTo(LONGEST_FIRST_WAIT) > 0 ? LONGEST_FIRST_WAIT : before.multipliedBy(2);
        return before.compareTo(interval) > 0 ? interval : before;
    }

    private void answered(String client, NameServers answer) {
        if (failing) {
            LOG.info("The address server {} of {} answers again", addressServer, client);
            failing = false;
        }
        NameServers before = current;
        if (answer.sameAs(before)) {
            return;
        }
        synchronized (telling) {
            current = answer;
            LOG.info("Name servers of {} by its address server {}: now={} before={}", client, addressServer, answer,
                    before.addresses().isEmpty() ? "none" : before);
            followers.forEach(follower -> follower.accept(answer));
        }
    }

    /** Once for each outage, however long it takes. */
    private void failed(String client, Exception failure) {
        if (failing) {
            LOG.debug("The address server {} of {} still fails", addressServer, client, failure);
            return;
        }
        failing = true;
        NameServers known = current;
        if (known == NameServers.NONE) {
            LOG.warn("The address server {} of {} names no name servers: {}. Check ONSAddr; until it answers, sends fail "
                    + "and nothing is received.", addressServer, client, failure.toString());
        } else {
            LOG.warn("The address server {} of {} fails: {}. Its last answer is used until it is back: {}",
                    addressServer, client, failure.toString(), known);
        }
    }

    NameServers current() {
        return current;
    }

    /**
     * Where the name servers come from.
     *
     * @return a value that equals that of each directory of the same name servers or address server, and stays the same
     */
    public Object origin() {
        return addressServer == null ? current.toString() : addressServer;
    }

    /** What the name servers are known by, the same for the whole life of a client; may be that of others, too. */
    @Override
    public String toString() {
        return addressServer == null ? current.toString() : addressServer.toString();
    }
}
