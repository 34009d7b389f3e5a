package io.openons.client.consumer;

import com.aliyun.openservices.ons.api.exception.ONSClientException;
import io.openons.client.config.ConsumerSettings;
import io.openons.client.error.ErrorCode;
import io.openons.client.error.Failure;
import io.openons.client.lifecycle.Lifecycle;
import io.openons.client.rocketmq.Connection;
import io.openons.client.rocketmq.Deliveries;
import io.openons.client.rocketmq.NameServerProbe;
import io.openons.client.rocketmq.NameServerUpdates;
import io.openons.client.rocketmq.PopServiceStop;
import io.openons.client.rocketmq.PushConsumerControl;
import io.openons.client.rocketmq.QuickShutdown;
import io.openons.client.rocketmq.RocketMqClients;
import io.openons.client.rocketmq.Transports;
import io.openons.client.rocketmq.trace.ConsumerTrace;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.remoting.protocol.ResponseCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a RocketMQ push consumer and the subscription table in step, before and while it runs. It owns the RocketMQ
 * consumer. While no name server answers it is started without one and connects later. Thread-safe.
 *
 * @param <L> the listeners' type
 */
final class PushEngine<L> {

    private static final Logger LOG = LoggerFactory.getLogger(PushEngine.class);

    /** A broker that makes no topics by itself may never have the retry topic; RocketMQ goes on asking for it. */
    private static final int RETRY_TOPIC_ATTEMPTS = 5;

    private final Connection connection;
    private final ConsumerSettings settings;
    private final SubscriptionTable<L> subscriptions;
    private final Deliveries deliveries;
    private final Lifecycle lifecycle;
    private final PatientConnector connector;
    /** The topics without route that the log names already; guarded by this. */
    private Set<String> warned = Collections.emptySet();
    /** How often the retry topic had no route; guarded by this. */
    private int retriesUnrouted;
    /** Guarded by this. */
    private boolean closed;
    /** Null while not connected; guarded by this. */
    private DefaultMQPushConsumer consumer;
    /** Guarded by this. */
    private ConsumerTrace trace = ConsumerTrace.OFF;

    PushEngine(Connection connection, ConsumerSettings settings, SubscriptionTable<L> subscriptions,
               Deliveries deliveries) {
        this.connection = connection;
        this.settings = settings;
        this.subscriptions = subscriptions;
        this.deliveries = deliveries;
        this.lifecycle = new Lifecycle(connection.title());
        this.connector = new PatientConnector(connection, this::connect);
    }

    void start() {
        lifecycle.start(() -> {
            connection.open(lifecycle);
            lifecycle.onClose(() -> SubscriptionConflicts.IN_THIS_JVM.forget(connection));
            lifecycle.onClose(this::disconnect);
            lifecycle.onClose(deliveries::stop);
            lifecycle.onClose(connector::stop);
            if (!NameServerProbe.warnUnlessReachable(connection.title(), connection.endpoint().nameServers())
                    || !connectNow()) {
                connector.begin();
            }
            SubscriptionConflicts.IN_THIS_JVM.note(connection, subscriptions);
        });
    }

    private boolean connectNow() throws MQClientException {
        try {
            return connect();
        } catch (IllegalStateException e) { // RocketMQ's word for name servers that do not answer as they should
            LOG.warn("{} is not connected yet and goes on trying", connection.title(), e);
            return false;
        }
    }

    /** Returns whether all subscriptions are in effect; the connector comes back until they are. */
    private synchronized boolean connect() throws MQClientException {
        if (closed) {
            return true;
        }
        if (consumer == null) {
            open();
        }
        try {
            return routesKnown();
        } catch (MQClientException e) {
            if (!refusesExpression(e)) {
                LOG.warn("The brokers of {} cannot be asked about its expressions yet", connection.title(), e);
                return false;
            }
            throw Failure.of(ErrorCode.EXPRESSION_INVALID, "Cannot connect " + connection.title()
                    + ": a broker refuses an expression of " + subscriptions + ": " + e.getMessage())
                    .causedBy(e).toException();
        }
    }

    private void open() throws MQClientException {
        DefaultMQPushConsumer opened = RocketMqClients.pushConsumer(connection, settings);
        deliveries.register(opened);
        try {
            Transports.start(opened);
        } finally {
            PopServiceStop.stop(opened);
        }
        consumer = opened;
        boolean ready = false;
        try {
            if (connection.settings().traced()) {
                trace = ConsumerTrace.begin(opened, connection.title(), work -> Transports.act(opened, work));
            }
            deliveries.started(opened, trace);
            NameServerUpdates.follow(connection, opened);
            for (TopicSubscription<L> subscription : subscriptions.all()) {
                tell(subscription);
            }
            ready = true;
        } finally {
            if (!ready) { // the next attempt begins anew
                QuickShutdown.shutdown(connection, opened);
                consumer = null;
            }
        }
    }

    private synchronized void disconnect() {
        closed = true;
        if (consumer != null) {
            trace.close();
            QuickShutdown.shutdown(connection, consumer);
            consumer = null;
        }
    }

    synchronized void subscribe(TopicSubscription<L> subscription) {
        TopicSubscription<L> replaced = subscriptions.put(subscription);
        if (consumer == null) {
            return;
        }
        try {
            if (replaced != null) {
                // Pulls that wait at the broker still filter by the old expression: end them with their queues.
                new PushConsumerControl(connection, consumer).drop(connection.namespace().wrap(subscription.topic()));
            }
            apply(subscription);
        } catch (ONSClientException e) {
            putBack(subscription, replaced);
            throw e;
        } catch (MQClientException e) {
            if (!refusesExpression(e)) {
                LOG.warn("The brokers of {} cannot be asked about {} yet", connection.title(), subscription, e);
                connector.begin();
                return;
            }
            putBack(subscription, replaced);
            throw subscription.unusable(e.getErrorMessage(), e);
        }
    }

    /** After a refusal: what was there before goes on. */
    private void putBack(TopicSubscription<L> refused, TopicSubscription<L> replaced) {
        if (replaced == null) {
            unsubscribe(refused.topic());
            return;
        }
        subscriptions.put(replaced);
        try {
            apply(replaced);
        } catch (MQClientException e) {
            LOG.warn("The brokers of {} cannot be asked about {} yet", connection.title(), replaced, e);
            connector.begin();
        }
    }

    private static boolean refusesExpression(MQClientException answer) {
        return answer.getResponseCode() == ResponseCode.SUBSCRIPTION_PARSE_FAILED;
    }

    private void apply(TopicSubscription<L> subscription) throws MQClientException {
        tell(subscription);
        if (!routesKnown()) {
            connector.begin();
        }
        SubscriptionConflicts.IN_THIS_JVM.note(connection, subscriptions);
    }

    private boolean routesKnown() throws MQClientException {
        PushConsumerControl control = new PushConsumerControl(connection, consumer);
        Set<String> missing = control.applySubscriptions();
        boolean retriesRouted = !missing.remove(control.retryTopic()) || ++retriesUnrouted >= RETRY_TOPIC_ATTEMPTS;
        Set<String> unknown = new TreeSet<>();
        missing.forEach(topic -> unknown.add(connection.namespace().unwrap(topic)));
        if (!unknown.isEmpty() && !unknown.equals(warned)) {
            LOG.warn("{} receives nothing from {} for now: the name servers {} have no route. Check that the topic "
                    + "exists in this instance and that INSTANCE_ID is right.", connection.title(), unknown,
                    connection.endpoint().nameServers());
        }
        warned = unknown;
        return unknown.isEmpty() && retriesRouted;
    }

    private void tell(TopicSubscription<L> subscription) throws MQClientException {
        consumer.subscribe(connection.namespace().wrap(subscription.topic()), subscription.selector());
    }

    synchronized void unsubscribe(String topic) {
        // First the queues, then the listener: a message without listener would go the way of failed ones.
        if (consumer != null && topic != null && subscriptions.has(topic)) {
            new PushConsumerControl(connection, consumer).drop(connection.namespace().wrap(topic));
        }
        subscriptions.remove(topic);
        if (consumer != null) {
            SubscriptionConflicts.IN_THIS_JVM.note(connection, subscriptions);
        }
    }

    void shutdown() {
        // A listener would wait here for a shutdown under way that waits for the listener.
        if (lifecycle.stopped() && deliveries.calling()) {
            return;
        }
        boolean interrupted = Thread.interrupted(); // listeners are waited for all the same
        try {
            lifecycle.stop();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    boolean running() {
        return lifecycle.running();
    }
}
