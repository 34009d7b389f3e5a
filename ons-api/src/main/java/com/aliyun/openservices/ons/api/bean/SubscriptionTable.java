package com.aliyun.openservices.ons.api.bean;

import com.aliyun.openservices.ons.api.exception.ONSClientException;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * What a consumer bean subscribes to when it starts: the application's own map, read anew by each start.
 *
 * @param <L> the kind of listener
 */
final class SubscriptionTable<L> {
    private final String bean;
    private volatile Map<Subscription, L> entries;

    SubscriptionTable(String bean) {
        this.bean = bean;
    }

    Map<Subscription, L> entries() {
        return entries;
    }

    void entries(Map<Subscription, L> entries) {
        this.entries = entries;
    }

    void subscribeAll(BiConsumer<Subscription, L> subscriber) {
        Map<Subscription, L> current = entries;
        if (current == null) {
            throw refused("subscriptionTable not set", "Call setSubscriptionTable() first; an empty map will do");
        }
        current.forEach((subscription, listener) -> {
            check(subscription, listener);
            subscriber.accept(subscription, listener);
        });
    }

    private void check(Subscription subscription, L listener) {
        if (subscription == null) {
            throw refused("a key of subscriptionTable is null", "Every key of the map must be a Subscription");
        }
        if (subscription.getTopic() == null) {
            throw refused("topic is null in " + subscription, "Call setTopic() on it");
        }
        if (listener == null) {
            throw refused("listener is null for " + subscription, "Every value of the map must be a listener");
        }
    }

    private ONSClientException refused(String reason, String advice) {
        return new ONSClientException(bean + ".start failed: " + reason + ". " + advice + ".");
    }
}
