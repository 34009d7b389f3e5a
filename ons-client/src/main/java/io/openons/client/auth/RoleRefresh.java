package io.openons.client.auth;

import io.openons.client.error.ErrorCode;
import io.openons.client.error.Failure;
import io.openons.client.http.Poll;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the credentials in force those of a machine's role: asks when half of their remaining time is over, so several
 * times before they expire. A failure leaves the old ones in force. Ends by itself once somebody else replaced them. Has
 * a daemon thread from begin to end.
 */
final class RoleRefresh {

    /** A service that always hands out keys near their end, or a clock that is wrong, must not make a flood. */
    static final Duration SHORTEST_PAUSE = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(RoleRefresh.class);
    private static final Duration LONGEST_PAUSE_AFTER_FAILURE = Duration.ofMinutes(1);

    private final RamRole role;
    private final CredentialsHolder holder;
    private final Duration shortestPause;
    private volatile Poll poll;
    /** Only the thread that asks has these two. */
    private TemporaryCredentials latest;
    private boolean failing;

    RoleRefresh(RamRole role, CredentialsHolder holder, Duration shortestPause) {
        this.role = role;
        this.holder = holder;
        this.shortestPause = shortestPause;
    }

    String role() {
        return role.toString();
    }

    /** Takes the first keys, within 6 s; nothing goes out unsigned without them. */
    void begin(String client) {
        if (holder.current() != null) {
            return; // the application has handed over keys of its own
        }
        try {
            latest = role.ask();
        } catch (IOException | RuntimeException e) {
            throw Failure.of(ErrorCode.CREDENTIALS_UNAVAILABLE, "Cannot start " + client
                    + ": no keys for the role " + role + ": " + e).causedBy(e).toException();
        }
        if (holder.replace(null, latest.credentials())) {
            poll = Poll.begin("ons-role-keys", pause(null), () -> round(client));
        }
    }

    void end() {
        Poll polling = poll;
        if (polling != null) {
            polling.end();
        }
    }

    private Duration round(String client) {
        try {
            TemporaryCredentials next = role.ask();
            if (!holder.replace(latest.credentials(), next.credentials())) {
                LOG.info("The keys of {} were replaced by the application; the role {} is not asked any more", client,
                        role);
                end();
            }
            latest = next;
            if (failing) {
                LOG.info("The role {} of {} gives keys again, valid until {}", role, client, next.expiration());
            }
            failing = false;
            return pause(null);
        } catch (IOException | RuntimeException e) {
            if (failing) {
                LOG.debug("Still no new keys for the role {} of {}", role, client, e);
            } else {
                LOG.warn("No new keys for the role {} of {}; the old ones are used, valid until {}. It is asked again "
                        + "and again.", role, client, latest.expiration(), e);
            }
            failing = true;
            return pause(LONGEST_PAUSE_AFTER_FAILURE);
        }
    }

    private Duration pause(Duration longest) {
        Duration half = latest.remaining().dividedBy(2);
        Duration bounded = longest != null && half.compareTo(longest) > 0 ? longest : half;
        return bounded.compareTo(shortestPause) < 0 ? shortestPause : bounded;
    }
}
