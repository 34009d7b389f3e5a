package io.openons.contract;

import com.aliyun.openservices.ons.api.Admin;
import com.aliyun.openservices.ons.api.MessageListener;
import java.util.function.Consumer;

/**
 * A push consumer of any {@link ReceiverKind}.
 *
 * @param client starts and shuts down
 * @param subscription subscribes
 * @param cancellation unsubscribes from a topic
 */
record Receiver(Admin client, Subscription subscription, Consumer<String> cancellation) {

    /** Subscribes to a topic with a tag expression. */
    interface Subscription {
        void add(String topic, String expression, MessageListener listener);
    }

    Receiver subscribe(String topic, String expression, MessageListener listener) {
        subscription.add(topic, expression, listener);
        return this;
    }

    void unsubscribe(String topic) {
        cancellation.accept(topic);
    }

    Receiver start() {
        client.start();
        return this;
    }

    void shutdown() {
        client.shutdown();
    }
}
