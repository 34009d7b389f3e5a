package io.openons.client.pull;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.PullConsumer;
import com.aliyun.openservices.ons.api.TopicPartition;
import io.openons.client.auth.Credentials;
import io.openons.client.config.PullSettings;
import io.openons.client.error.CodedClientException;
import io.openons.client.error.ErrorCode;
import io.openons.client.error.Failure;
import io.openons.client.lifecycle.Lifecycle;
import io.openons.client.message.InboundMessages;
import io.openons.client.rocketmq.Connection;
import io.openons.client.rocketmq.NameServerProbe;
import io.openons.client.rocketmq.PullClient;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.apache.rocketmq.common.message.MessageQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@link PullConsumer}. Pulls ahead of the application within the cache limits; a poll returns what one pull
 * brought. Starts without a name server. Thread-safe; every thread that polls gets messages of its own.
 */
public final class DefaultPullConsumer implements PullConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(DefaultPullConsumer.class);

    private final Connection connection;
    private final PullClient client;
    private final Lifecycle lifecycle;
    private final PartitionMapper mapper;
    private final InboundMessages inbound;
    private final ScheduledThreadPoolExecutor thread;
    private final Assignment assignment;
    private final Puller puller;
    private final Commits commits;
    private final PartitionWatch watch;

    /**
     * Creates a consumer that is not started.
     *
     * @param connection how it connects
     * @param settings what it was told
     */
    public DefaultPullConsumer(Connection connection, PullSettings settings) {
        this(connection, settings, new PullClient(connection, settings));
    }

    DefaultPullConsumer(Connection connection, PullSettings settings, PullClient client) {
        String group = connection.settings().group();
        this.connection = connection;
        this.client = client;
        this.lifecycle = new Lifecycle(connection.title());
        this.mapper = new PartitionMapper(connection.namespace());
        this.inbound = new InboundMessages(connection.namespace());
        this.thread = PullThread.named("ons-pull-" + group);
        this.assignment = new Assignment(settings);
        this.puller = new Puller(connection.title(), client, assignment, thread);
        this.commits = new Commits(connection.title(), client::commit, assignment, settings, thread);
        this.watch = new PartitionWatch(group, client, mapper);
    }

    @Override
    public void start() {
        lifecycle.start(() -> {
            connection.open(lifecycle);
            NameServerProbe.warnUnlessReachable(connection.title(), connection.endpoint().nameServers());
            client.start();
            lifecycle.onClose(client::shutdown);
            lifecycle.onClose(thread::shutdownNow);
            lifecycle.onClose(commits::finish);
            lifecycle.onClose(assignment::close);
            lifecycle.onClose(watch::stop);
            puller.refresh();
            watch.begin();
        });
    }

    @Override
    public void shutdown() {
        lifecycle.stop();
    }

    @Override
    public boolean isStarted() {
        return lifecycle.running();
    }

    @Override
    public boolean isClosed() {
        return !lifecycle.running();
    }

    @Override
    public void updateCredential(Properties credentialProperties) {
        connection.credentials().replace(Credentials.from(credentialProperties));
    }

    @Override
    public Set<TopicPartition> topicPartitions(String topic) {
        lifecycle.requireRunning("look up partitions");
        return mapper.partitions(client.queues(mapper.topic(topic)));
    }

    @Override
    public void assign(Collection<TopicPartition> topicPartitions) {
        Set<MessageQueue> queues = mapper.queues(topicPartitions);
        if (queues.isEmpty()) {
            throw PartitionMapper.invalid("there are no partitions in it");
        }
        assignment.replace(queues);
        if (lifecycle.running()) {
            puller.refresh();
        }
    }

    @Override
    public void registerTopicPartitionChangedListener(String topic, TopicPartitionChangeListener callback) {
        String wrapped = mapper.topic(topic);
        if (callback == null) {
            throw PartitionMapper.invalid("the listener is null");
        }
        if (lifecycle.running()) {
            watch.registerRunning(wrapped, callback);
        } else {
            watch.register(wrapped, callback);
        }
    }

    @Override
    public List<Message> poll(long timeout) {
        lifecycle.requireRunning("poll");
        if (timeout < 0) {
            throw PartitionMapper.invalid("timeout " + timeout + " ms is negative");
        }
        Chunk chunk = assignment.take(timeout);
        commits.polled();
        CodedClientException refusal = puller.refusal();
        if (chunk == null && refusal != null) {
            throw client.refused(refusal);
        }
        List<Message> messages = new ArrayList<>();
        if (chunk != null) {
            puller.refill(chunk.queue());
            chunk.messages().forEach(message -> messages.add(inbound.convert(message, chunk.queue().queue())));
        }
        return messages;
    }

    @Override
    public void seek(TopicPartition topicPartition, long offset) {
        MessageQueue queue = assigned(topicPartition);
        long min = client.minOffset(queue);
        long max = client.maxOffset(queue);
        if (offset < min || offset > max) {
            throw Failure.of(ErrorCode.OFFSET_OUT_OF_RANGE, "Cannot seek " + topicPartition + ": offset " + offset
                    + " is not in " + min + ".." + max).toException();
        }
        move(topicPartition, queue, offset);
    }

    @Override
    public void seekToBeginning(TopicPartition topicPartition) {
        MessageQueue queue = assigned(topicPartition);
        move(topicPartition, queue, client.minOffset(queue));
    }

    @Override
    public void seekToEnd(TopicPartition topicPartition) {
        MessageQueue queue = assigned(topicPartition);
        move(topicPartition, queue, client.maxOffset(queue));
    }

    private MessageQueue assigned(TopicPartition partition) {
        lifecycle.requireRunning("seek");
        MessageQueue queue = mapper.queue(partition);
        if (!assignment.contains(queue)) {
            throw notAssigned(partition);
        }
        return queue;
    }

    private void move(TopicPartition partition, MessageQueue queue, long offset) {
        if (!assignment.seek(queue, offset)) {
            throw notAssigned(partition);
        }
        puller.pullAll();
    }

    private static RuntimeException notAssigned(TopicPartition partition) {
        return Failure.of(ErrorCode.PARTITION_NOT_ASSIGNED, "Cannot seek " + partition + ": it is not assigned")
                .toException();
    }

    @Override
    public void pause(Collection<TopicPartition> topicPartitions) {
        assignment.pause(mapper.queues(topicPartitions), true);
    }

    @Override
    public void resume(Collection<TopicPartition> topicPartitions) {
        assignment.pause(mapper.queues(topicPartitions), false);
        if (lifecycle.running()) {
            puller.pullAll();
        }
    }

    @Override
    public Long offsetForTimestamp(TopicPartition topicPartition, Long timestamp) {
        lifecycle.requireRunning("find an offset");
        if (timestamp == null) {
            throw PartitionMapper.invalid("the timestamp is null");
        }
        return client.offsetAt(mapper.queue(topicPartition), timestamp);
    }

    @Override
    public Long committed(TopicPartition topicPartition) {
        lifecycle.requireRunning("find a committed position");
        return client.committed(mapper.queue(topicPartition));
    }

    @Override
    public void commitSync() {
        if (!lifecycle.running()) { // published clients do nothing, also in programs that clean up in this order
            LOG.warn("Nothing is committed: the {} does not run", connection.title());
            return;
        }
        commits.commitAll();
    }
}
