package io.openons.client.consumer;

import io.openons.client.endpoint.Namespace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What a consumer is subscribed to; of two subscriptions to a topic the last one counts. Thread-safe.
 *
 * @param <L> the listeners' type
 */
final class SubscriptionTable<L> {

    private final Namespace namespace;
    private final ConcurrentMap<String, TopicSubscription<L>> byTopic = new ConcurrentHashMap<>();

    SubscriptionTable(Namespace namespace) {
        this.namespace = namespace;
    }

    /** Returns the subscription that this one replaces, or null. */
    TopicSubscription<L> put(TopicSubscription<L> subscription) {
        return byTopic.put(namespace.wrap(subscription.topic()), subscription);
    }

    boolean has(String topic) {
        return byTopic.containsKey(namespace.wrap(topic));
    }

    void remove(String topic) {
        if (topic != null) {
            byTopic.remove(namespace.wrap(topic));
        }
    }

    /** The listener of a topic as brokers name it, or null. */
    L listener(String fullTopic) {
        TopicSubscription<L> subscription = byTopic.get(namespace.wrap(fullTopic));
        return subscription == null ? null : subscription.listener();
    }

    Collection<TopicSubscription<L>> all() {
        return new ArrayList<>(byTopic.values());
    }

    /** Topics and expressions, in words. */
    Set<String> described() {
        Set<String> words = new TreeSet<>();
        byTopic.values().forEach(subscription -> words.add(subscription.toString()));
        return words;
    }

    @Override
    public String toString() {
        return described().toString();
    }
}
