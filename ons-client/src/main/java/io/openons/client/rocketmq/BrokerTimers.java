package io.openons.client.rocketmq;

import io.openons.client.error.ErrorCode;
import io.openons.client.error.Failure;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.rocketmq.client.impl.FindBrokerResult;
import org.apache.rocketmq.client.impl.factory.MQClientInstance;
import org.apache.rocketmq.client.impl.producer.DefaultMQProducerImpl;
import org.apache.rocketmq.client.impl.producer.TopicPublishInfo;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.common.MQVersion;
import org.apache.rocketmq.common.message.MessageQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether the brokers of a topic can deliver at a given time, and how far ahead: by the version they answer
 * heartbeats with, and by their settings where the client may read them. What is known of a broker is asked again
 * when its version changes, and after ten minutes. Thread-safe.
 */
final class BrokerTimers {

    /** The limit of a broker whose settings cannot be read: what RocketMQ 5 has unless it is changed. */
    static final long DEFAULT_MAX_DELAY_SECONDS = TimeUnit.DAYS.toSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(BrokerTimers.class);
    private static final int FIRST_VERSION_WITH_TIMER = MQVersion.Version.V5_0_0_SNAPSHOT.ordinal();
    private static final long KNOWN_FOR_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final int ASK_TIMEOUT_MILLIS = 1000;
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** What one broker can do. */
    static final class Timer {

        private final String brokerAddress;
        private final int version;
        private final boolean available;
        private final long maxDelaySeconds;
        private final long askedNanos = System.nanoTime();

        Timer(String brokerAddress, int version, boolean available, long maxDelaySeconds) {
            this.brokerAddress = brokerAddress;
            this.version = version;
            this.available = available;
            this.maxDelaySeconds = maxDelaySeconds;
        }

        /** Whether the broker delivers at a given time. */
        boolean available() {
            return available;
        }

        /** How far ahead a delivery time may lie. */
        long maxDelaySeconds() {
            return maxDelaySeconds;
        }

        private boolean stale(int versionNow) {
            return version != versionNow || System.nanoTime() - askedNanos > KNOWN_FOR_NANOS;
        }

        @Override
        public String toString() {
            return brokerAddress + " (version " + MQVersion.getVersionDesc(version) + ")";
        }
    }

    private final DefaultMQProducer producer;
    private final ConcurrentMap<String, Timer> known = new ConcurrentHashMap<>();

    BrokerTimers(DefaultMQProducer producer) {
        this.producer = producer;
    }

    /**
     * The timers of all brokers that may store a message of the topic.
     *
     * @param topic the topic as brokers name it
     * @return one for each broker that could be asked; empty when the topic has no route
     */
    Set<Timer> of(String topic) {
        Set<Timer> timers = new HashSet<>();
        Set<String> brokerNames = new HashSet<>();
        for (MessageQueue queue : route(topic).getMessageQueueList()) {
            if (brokerNames.add(queue.getBrokerName())) {
                Timer timer = ofBroker(queue.getBrokerName());
                if (timer != null) {
                    timers.add(timer);
                }
            }
        }
        return timers;
    }

    private TopicPublishInfo route(String topic) {
        TopicPublishInfo route = implementation().getTopicPublishInfoTable().get(topic);
        if (route == null || !route.ok()) {
            MQClientInstance instance = implementation().getMqClientFactory();
            implementation().getTopicPublishInfoTable().putIfAbsent(topic, new TopicPublishInfo());
            instance.updateTopicRouteInfoFromNameServer(topic);
            route = implementation().getTopicPublishInfoTable().get(topic);
            if (!route.ok()) {
                // As a send does: the topic may be created with the first message.
                instance.updateTopicRouteInfoFromNameServer(topic, true, producer);
                route = implementation().getTopicPublishInfoTable().get(topic);
            }
        }
        return route;
    }

    private Timer ofBroker(String brokerName) {
        MQClientInstance instance = implementation().getMqClientFactory();
        String address = instance.findBrokerAddressInPublish(brokerName);
        if (address == null) {
            return null;
        }
        int version = awaitVersion(instance, brokerName);
        if (version == 0) {
            throw Failure.of(ErrorCode.DELIVERY_TIME_UNSUPPORTED, "Message refused: broker " + address
                    + " does not answer heartbeats, so that it is not known whether it has a timer").toException();
        }
        Timer timer = known.get(address);
        if (timer == null || timer.stale(version)) {
            timer = ask(instance, address, version);
            known.put(address, timer);
        }
        return timer;
    }

    /** The version comes with the answer to a heartbeat; one that finds another under way is not sent. */
    private static int awaitVersion(MQClientInstance instance, String brokerName) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ASK_TIMEOUT_MILLIS);
        int version = version(instance, brokerName);
        while (version == 0 && System.nanoTime() < end) {
            instance.sendHeartbeatToAllBrokerWithLock();
            version = version(instance, brokerName);
            if (version == 0) {
                LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            }
        }
        return version;
    }

    private static Timer ask(MQClientInstance instance, String address, int version) {
        if (version < FIRST_VERSION_WITH_TIMER) {
            return new Timer(address, version, false, 0);
        }
        try {
            Properties settings = instance.getMQClientAPIImpl().getBrokerConfig(address, ASK_TIMEOUT_MILLIS);
            return new Timer(address, version,
                    Boolean.parseBoolean(settings.getProperty("timerWheelEnable", "true")),
                    Long.parseLong(settings.getProperty("timerMaxDelaySec", Long.toString(DEFAULT_MAX_DELAY_SECONDS))));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) { // most likely no permission to read settings
            LOG.debug("Settings of broker {} cannot be read; its delivery limit is taken to be {} s", address,
                    DEFAULT_MAX_DELAY_SECONDS, e);
        }
        return new Timer(address, version, true, DEFAULT_MAX_DELAY_SECONDS);
    }

    private static int version(MQClientInstance instance, String brokerName) {
        FindBrokerResult broker = instance.findBrokerAddressInSubscribe(brokerName, 0, true);
        return broker == null ? 0 : broker.getBrokerVersion();
    }

    @SuppressWarnings("deprecation") // there is no other way to it
    private DefaultMQProducerImpl implementation() {
        return producer.getDefaultMQProducerImpl();
    }
}
