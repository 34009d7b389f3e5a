package io.openons.client.consumer;

import io.openons.client.rocketmq.Connection;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices running consumers of one group with different subscriptions. A broker keeps one subscription for a group,
 * that of the last heartbeat, so that such consumers miss messages without any error. Thread-safe.
 */
final class SubscriptionConflicts {

    static final SubscriptionConflicts IN_THIS_JVM = new SubscriptionConflicts();

    private static final Logger LOG = LoggerFactory.getLogger(SubscriptionConflicts.class);

    /** By group, as brokers name it, and name servers; guarded by this. */
    private final Map<List<Object>, Map<Connection, Set<String>>> groups = new HashMap<>();

    /** Called when a consumer started or its subscriptions changed. */
    synchronized void note(Connection connection, SubscriptionTable<?> table) {
        Set<String> subscriptions = table.described();
        Map<Connection, Set<String>> members = groups.computeIfAbsent(key(connection), key -> new LinkedHashMap<>());
        members.put(connection, subscriptions);
        members.forEach((other, others) -> {
            // One without any is about to subscribe or about to end.
            if (!others.equals(subscriptions) && !others.isEmpty() && !subscriptions.isEmpty()) {
                LOG.warn("{} is subscribed to {}, and {} to {}. Brokers keep one subscription for a group, so both "
                        + "miss messages. Subscribe them alike, or give each a GROUP_ID of its own.", name(connection),
                        subscriptions, name(other), others);
            }
        });
    }

    /** Called when a consumer ends. */
    synchronized void forget(Connection connection) {
        groups.computeIfPresent(key(connection), (key, members) -> {
            members.remove(connection);
            return members.isEmpty() ? null : members;
        });
    }

    private static List<Object> key(Connection connection) {
        return Arrays.asList(connection.namespace().wrap(connection.settings().group()),
                connection.endpoint().directory().origin());
    }

    private static String name(Connection connection) {
        return connection.title() + " (instance " + connection.settings().instanceName() + ")";
    }
}
