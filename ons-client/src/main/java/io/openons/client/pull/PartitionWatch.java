package io.openons.client.pull;

import com.aliyun.openservices.ons.api.PullConsumer.TopicPartitionChangeListener;
import com.aliyun.openservices.ons.api.TopicPartition;
import com.aliyun.openservices.ons.api.exception.ONSClientException;
import io.openons.client.rocketmq.PullClient;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners when the partitions of their topics change; looks every five seconds, which costs the name server one
 * request for each topic. Listeners run on the watch's one thread, which exists once there is a listener. Thread-safe.
 */
final class PartitionWatch {

    private static final Logger LOG = LoggerFactory.getLogger(PartitionWatch.class);
    private static final long INTERVAL_SECONDS = 5;

    /** A listener and what it knows; null until the first look. */
    private static final class Watched {
        private final TopicPartitionChangeListener listener;
        private Set<TopicPartition> known;

        Watched(TopicPartitionChangeListener listener, Set<TopicPartition> known) {
            this.listener = listener;
            this.known = known;
        }
    }

    private final PullClient client;
    private final PartitionMapper mapper;
    private final ScheduledThreadPoolExecutor thread;
    private final ConcurrentMap<String, Watched> watched = new ConcurrentHashMap<>();
    /** Guarded by this. */
    private boolean looking;

    PartitionWatch(String group, PullClient client, PartitionMapper mapper) {
        this.client = client;
        this.mapper = mapper;
        this.thread = PullThread.named("ons-partitions-" + group);
    }

    /** Registers a listener before the client runs: what it finds at its first look is what the listener knows. */
    void register(String topic, TopicPartitionChangeListener listener) {
        watched.put(topic, new Watched(listener, null));
    }

    /** Registers a listener while the client runs; in place of the topic's earlier one. */
    void registerRunning(String topic, TopicPartitionChangeListener listener) {
        watched.put(topic, new Watched(listener, mapper.partitions(client.queues(topic))));
        begin();
    }

    /** Begins to look, if there is a listener. */
    synchronized void begin() {
        if (!looking && !watched.isEmpty()) {
            looking = true;
            thread.scheduleWithFixedDelay(() -> watched.forEach(this::look), 0, INTERVAL_SECONDS, TimeUnit.SECONDS);
        }
    }

    void stop() {
        thread.shutdownNow();
    }

    private void look(String topic, Watched of) {
        Set<TopicPartition> now;
        try {
            now = mapper.partitions(client.queues(topic));
        } catch (ONSClientException e) {
            LOG.debug("The partitions of a topic cannot be looked up now. topic={}", topic, e);
            return;
        }
        Set<TopicPartition> before = of.known;
        of.known = now;
        if (before == null || before.equals(now) || thread.isShutdown()) {
            return;
        }
        try {
            of.listener.onChanged(now);
        } catch (RuntimeException | Error e) {
            LOG.error("A TopicPartitionChangeListener failed; it is told of the next change all the same. topic={}",
                    topic, e);
        }
    }
}
