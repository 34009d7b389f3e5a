package io.openons.client.rocketmq;

import com.aliyun.openservices.ons.api.exception.ONSClientException;
import io.openons.client.error.ErrorCode;
import io.openons.client.error.Failure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.rocketmq.client.consumer.PullResult;
import org.apache.rocketmq.client.exception.MQBrokerException;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.impl.CommunicationMode;
import org.apache.rocketmq.client.impl.consumer.PullAPIWrapper;
import org.apache.rocketmq.client.impl.factory.MQClientInstance;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.common.constant.PermName;
import org.apache.rocketmq.common.filter.ExpressionType;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.common.message.MessageQueue;
import org.apache.rocketmq.common.sysflag.PullSysFlag;
import org.apache.rocketmq.remoting.exception.RemotingException;
import org.apache.rocketmq.remoting.protocol.ResponseCode;
import org.apache.rocketmq.remoting.protocol.header.QueryConsumerOffsetRequestHeader;
import org.apache.rocketmq.remoting.protocol.header.UpdateConsumerOffsetRequestHeader;
import org.apache.rocketmq.remoting.protocol.heartbeat.SubscriptionData;
import org.apache.rocketmq.remoting.protocol.route.QueueData;
import org.apache.rocketmq.remoting.protocol.route.TopicRouteData;

/**
 * Reads one topic by position, in the name of a group that it does not join: a RocketMQ pull consumer would tell brokers
 * that it belongs to the group, and the group's running consumers would leave queues to it. Goes over the connections
 * of a started producer, which it does not own. Thread-safe.
 */
public final class TopicReader {

    /** A step that asks a server. */
    private interface Question<T> {
        T ask() throws MQClientException, MQBrokerException, RemotingException, InterruptedException;
    }

    private static final int TIMEOUT_MILLIS = 5000;
    private static final String ALL = "*";
    private static final long NO_POSITION = -1;

    private final RequestErrors errors;
    private final DefaultMQProducer producer;
    private final String group;
    private final String topic;
    private final PullAPIWrapper puller;

    /**
     * Creates the reader.
     *
     * @param connection how the producer connects
     * @param producer a started RocketMQ producer
     * @param group the group with its namespace, as brokers know it
     * @param topic the topic, as brokers know it
     */
    public TopicReader(Connection connection, DefaultMQProducer producer, String group, String topic) {
        this.errors = new RequestErrors(connection);
        this.producer = producer;
        this.group = group;
        this.topic = topic;
        this.puller = new PullAPIWrapper(instance(), group, false);
        puller.registerFilterMessageHook(new ArrayList<>(Collections.singletonList(
                new BodyOpener(connection.namespace(), unreadable -> { })))); // tells who asks for the body
    }

    /**
     * The topic's queues on all brokers, in the order of their brokers' names and numbers.
     *
     * @return the queues; empty when there is no such topic
     * @throws ONSClientException when a broker does not let the topic be read, or no name server can be asked
     */
    public List<MessageQueue> queues() {
        TopicRouteData route = route();
        if (route == null) {
            return Collections.emptyList();
        }
        instance().updateTopicRouteInfoFromNameServer(topic);
        List<MessageQueue> queues = new ArrayList<>();
        for (QueueData broker : route.getQueueDatas()) {
            if (!PermName.isReadable(broker.getPerm())) {
                throw Failure.of(ErrorCode.DEAD_LETTERS_UNREADABLE, "Cannot read topic " + topic + ": broker "
                        + broker.getBrokerName() + " has it with the permission " + PermName.perm2String(
                        broker.getPerm())).with("group", group).toException();
            }
            for (int queueId = 0; queueId < broker.getReadQueueNums(); queueId++) {
                queues.add(new MessageQueue(topic, broker.getBrokerName(), queueId));
            }
        }
        Collections.sort(queues);
        return queues;
    }

    private TopicRouteData route() {
        try {
            return instance().getMQClientAPIImpl().getTopicRouteInfoFromNameServer(topic, TIMEOUT_MILLIS);
        } catch (MQClientException e) {
            if (e.getResponseCode() == ResponseCode.TOPIC_NOT_EXIST) {
                return null;
            }
            throw errors.ofNameServer("find topic " + topic, e);
        } catch (RemotingException | InterruptedException | RuntimeException e) {
            throw errors.ofNameServer("find topic " + topic, e);
        }
    }

    /**
     * Where a queue begins.
     *
     * @param queue one of the topic's queues
     * @return the offset of the oldest message that the broker still has
     */
    public long begin(MessageQueue queue) {
        return ask("read", () -> instance().getMQAdminImpl().minOffset(queue));
    }

    /**
     * Where a queue ends.
     *
     * @param queue one of the topic's queues
     * @return the offset that its next message will get
     */
    public long end(MessageQueue queue) {
        return ask("read", () -> instance().getMQAdminImpl().maxOffset(queue));
    }

    /**
     * Some messages of a queue. How many a broker gives at once depends on their sizes, too.
     *
     * @param queue one of the topic's queues
     * @param offset where to begin
     * @param most how many to ask for
     * @return the messages in their order, and where to go on; the broker does not wait for more
     */
    public PullResult pull(MessageQueue queue, long offset, int most) {
        int flags = PullSysFlag.buildSysFlag(false, false, true, false);
        SubscriptionData everything = new SubscriptionData(topic, ALL);
        return ask("read", () -> puller.processPullResult(queue, puller.pullKernelImpl(queue, ALL, ExpressionType.TAG,
                0, offset, most, flags, 0, 0, TIMEOUT_MILLIS, CommunicationMode.SYNC, null), everything));
    }

    /**
     * The position that the group has on a queue at its broker.
     *
     * @param queue one of the topic's queues
     * @return the offset of the next message; -1 when the group has no position there
     */
    public long position(MessageQueue queue) {
        QueryConsumerOffsetRequestHeader header = new QueryConsumerOffsetRequestHeader();
        header.setConsumerGroup(group);
        header.setTopic(topic);
        header.setQueueId(queue.getQueueId());
        header.setBrokerName(queue.getBrokerName());
        return ask("ask for the position in", () -> {
            try {
                return instance().getMQClientAPIImpl().queryConsumerOffset(broker(queue), header, TIMEOUT_MILLIS);
            } catch (MQBrokerException e) {
                if (e.getResponseCode() == ResponseCode.QUERY_NOT_FOUND) {
                    return NO_POSITION;
                }
                throw e;
            }
        });
    }

    /**
     * Keeps a position of the group at the queue's broker.
     *
     * @param queue one of the topic's queues
     * @param offset the offset of the next message
     */
    public void moveTo(MessageQueue queue, long offset) {
        UpdateConsumerOffsetRequestHeader header = new UpdateConsumerOffsetRequestHeader();
        header.setConsumerGroup(group);
        header.setTopic(topic);
        header.setQueueId(queue.getQueueId());
        header.setBrokerName(queue.getBrokerName());
        header.setCommitOffset(offset);
        ask("keep the position in", () -> {
            instance().getMQClientAPIImpl().updateConsumerOffset(broker(queue), header, TIMEOUT_MILLIS);
            return null;
        });
    }

    private String broker(MessageQueue queue) throws MQClientException {
        String address = instance().findBrokerAddressInPublish(queue.getBrokerName());
        if (address == null) {
            throw new MQClientException("Broker " + queue.getBrokerName() + " has no master now", null);
        }
        return address;
    }

    private <T> T ask(String what, Question<T> question) {
        try {
            return question.ask();
        } catch (ONSClientException e) {
            throw e;
        } catch (MQClientException | MQBrokerException | RemotingException | InterruptedException
                | RuntimeException e) {
            throw errors.ofBroker(what + " topic " + topic, e);
        }
    }

    @SuppressWarnings("deprecation") // the implementation behind the producer has no other way to it
    private MQClientInstance instance() {
        return producer.getDefaultMQProducerImpl().getMqClientFactory();
    }
}
