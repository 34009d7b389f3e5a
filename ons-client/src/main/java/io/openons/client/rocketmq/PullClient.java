package io.openons.client.rocketmq;

import io.openons.client.config.PullSettings;
import io.openons.client.error.CodedClientException;
import java.util.Collections;
import java.util.Set;
import org.apache.rocketmq.client.common.ClientErrorCode;
import org.apache.rocketmq.client.consumer.PullCallback;
import org.apache.rocketmq.client.consumer.store.OffsetStore;
import org.apache.rocketmq.client.consumer.store.ReadOffsetType;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.exception.OffsetNotFoundException;
import org.apache.rocketmq.client.impl.MQClientAPIImpl;
import org.apache.rocketmq.client.impl.factory.MQClientInstance;
import org.apache.rocketmq.common.BoundaryType;
import org.apache.rocketmq.common.message.MessageQueue;
import org.apache.rocketmq.remoting.protocol.header.QueryConsumerOffsetRequestHeader;

/**
 * What a pull consumer asks of name servers and brokers. Pulls wait at the broker and report back on a thread of the
 * RocketMQ client, so that any number of queues needs no thread of its own. All topics are as brokers name them; every
 * failure is one of our errors. Thread-safe once started.
 */
@SuppressWarnings("deprecation") // the only asynchronous pulls that RocketMQ has, and no other way to what is behind
public final class PullClient {

    /** The answer to {@link #committed} when there is no position. */
    public static final long NONE = -1;

    private static final int TIMEOUT_MILLIS = 5000;

    /** One question to a broker. */
    private interface Question {
        long ask(MQClientAPIImpl api, String address) throws Exception;
    }

    /** Named in full: an import of a deprecated class is a warning that nothing can suppress. */
    private final org.apache.rocketmq.client.consumer.DefaultMQPullConsumer consumer;
    private final Connection connection;
    private final PullSettings settings;
    private final RequestErrors errors;

    /**
     * Creates a client that is not started.
     *
     * @param connection how it connects
     * @param settings what it was told
     */
    public PullClient(Connection connection, PullSettings settings) {
        this.consumer = RocketMqClients.pullConsumer(connection, settings);
        this.connection = connection;
        this.settings = settings;
        this.errors = new RequestErrors(connection);
    }

    /**
     * Starts the client; does not need a name server.
     *
     * @throws MQClientException when the group's name cannot be used
     */
    public void start() throws MQClientException {
        RocketMqClients.secured(consumer, connection, settings.broadcasting());
        Transports.start(consumer, Member.Part.CONSUMER, consumer.getConsumerGroup(), () -> {
            consumer.start();
            return null;
        });
        NameServerUpdates.follow(connection, instance());
    }

    /** Ends every connection and thread; pulls under way may still report. */
    public void shutdown() {
        QuickShutdown.run(instance(), () -> {
            try {
                consumer.shutdown();
            } finally {
                Transports.leave(consumer, Member.Part.CONSUMER, consumer.getConsumerGroup());
            }
        });
    }

    /**
     * The readable queues of a topic, from the name server.
     *
     * @param topic the topic
     * @return its queues, at least one
     */
    public Set<MessageQueue> queues(String topic) {
        try {
            return Transports.<Set<MessageQueue>, Exception>act(consumer, Member.Part.CONSUMER,
                    consumer.getConsumerGroup(), () -> instance().getMQAdminImpl().fetchSubscribeMessageQueues(topic));
        } catch (Exception e) {
            throw errors.ofNameServer("look up the partitions of topic \"" + shown(topic) + "\"", e);
        }
    }

    /**
     * Asks the name server again where the brokers of a topic are.
     *
     * @param topic the topic
     */
    public void refreshRoute(String topic) {
        instance().updateTopicRouteInfoFromNameServer(topic);
    }

    /**
     * Begins a pull, which waits at the broker for up to 20 s when the queue holds nothing from the offset on.
     *
     * @param queue the queue
     * @param offset the first offset to return
     * @param callback told once, unless this throws
     * @throws Exception when the pull cannot begin
     */
    public void pull(MessageQueue queue, long offset, PullCallback callback) throws Exception {
        consumer.pullBlockIfNotFound(queue, "*", offset, settings.batchSize(), callback);
    }

    /**
     * The oldest offset that the broker holds.
     *
     * @param queue the queue
     * @return the offset
     */
    public long minOffset(MessageQueue queue) {
        return ask("find the first offset of ", queue,
                (api, address) -> api.getMinOffset(address, queue, TIMEOUT_MILLIS));
    }

    /**
     * The offset that the next message will get.
     *
     * @param queue the queue
     * @return the offset
     */
    public long maxOffset(MessageQueue queue) {
        return ask("find the last offset of ", queue,
                (api, address) -> api.getMaxOffset(address, queue, TIMEOUT_MILLIS));
    }

    /**
     * The offset of the first message stored at a moment or later.
     *
     * @param queue the queue
     * @param timestamp milliseconds since the epoch
     * @return the offset
     */
    public long offsetAt(MessageQueue queue, long timestamp) {
        return ask("find the offset of moment " + timestamp + " in ", queue, (api, address) ->
                api.searchOffset(address, queue, timestamp, BoundaryType.LOWER, TIMEOUT_MILLIS));
    }

    /**
     * The position that was committed: by the group, or by this consumer when it is broadcasting.
     *
     * @param queue the queue
     * @return the position, or {@link #NONE}
     */
    public long committed(MessageQueue queue) {
        if (settings.broadcasting()) {
            return consumer.getOffsetStore().readOffset(queue, ReadOffsetType.MEMORY_FIRST_THEN_STORE);
        }
        QueryConsumerOffsetRequestHeader question = new QueryConsumerOffsetRequestHeader();
        question.setConsumerGroup(consumer.getConsumerGroup());
        question.setTopic(queue.getTopic());
        question.setQueueId(queue.getQueueId());
        question.setBrokerName(queue.getBrokerName());
        return ask("find the committed position of ", queue, (api, address) -> {
            try {
                return api.queryConsumerOffset(address, question, TIMEOUT_MILLIS);
            } catch (OffsetNotFoundException e) {
                return NONE;
            }
        });
    }

    /**
     * Commits a position, and returns when the broker has it. A broadcasting consumer keeps it itself: in a file when
     * it has an instance name, else in memory.
     *
     * @param queue the queue
     * @param offset the position
     */
    public void commit(MessageQueue queue, long offset) {
        OffsetStore store = consumer.getOffsetStore();
        if (settings.broadcasting()) {
            store.updateOffset(queue, offset, false);
            store.persistAll(Collections.singleton(queue));
            return;
        }
        try {
            store.updateConsumeOffsetToBroker(queue, offset, false);
        } catch (Exception e) {
            throw errors.ofBroker("commit position " + offset + " of " + shown(queue), e);
        }
    }

    /**
     * The error of a pull, as one of ours.
     *
     * @param queue the queue that was pulled
     * @param error what the RocketMQ client reported
     * @return the exception, with the original as its cause
     */
    public CodedClientException failure(MessageQueue queue, Throwable error) {
        return errors.ofBroker("pull from " + shown(queue), error);
    }

    /**
     * What a poll says of a broker that refuses the pulls.
     *
     * @param pull the {@link #failure} of a pull
     * @return an exception of its own, since each poll has another stack
     */
    public CodedClientException refused(CodedClientException pull) {
        return errors.ofBroker("poll", pull.getCause());
    }

    private long ask(String what, MessageQueue queue, Question question) {
        try {
            return Transports.<Long, Exception>act(consumer, Member.Part.CONSUMER, consumer.getConsumerGroup(),
                    () -> question.ask(instance().getMQClientAPIImpl(), address(queue)));
        } catch (Exception e) {
            throw errors.ofBroker(what + shown(queue), e);
        }
    }

    private String address(MessageQueue queue) throws MQClientException {
        String broker = instance().getBrokerNameFromMessageQueue(queue);
        String address = instance().findBrokerAddressInPublish(broker);
        if (address == null) {
            refreshRoute(queue.getTopic());
            address = instance().findBrokerAddressInPublish(broker);
        }
        if (address == null) {
            throw new MQClientException(ClientErrorCode.BROKER_NOT_EXIST_EXCEPTION, "the name servers know no broker \""
                    + broker + "\"");
        }
        return address;
    }

    private String shown(String topic) {
        return connection.namespace().unwrap(topic);
    }

    private String shown(MessageQueue queue) {
        return "partition " + queue.getBrokerName() + "#" + queue.getQueueId() + " of topic \""
                + shown(queue.getTopic()) + "\"";
    }

    private MQClientInstance instance() {
        return consumer.getDefaultMQPullConsumerImpl().getRebalanceImpl().getmQClientFactory();
    }
}
