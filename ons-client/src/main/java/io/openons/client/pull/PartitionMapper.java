package io.openons.client.pull;

import com.aliyun.openservices.ons.api.Constants;
import com.aliyun.openservices.ons.api.TopicPartition;
import io.openons.client.endpoint.Namespace;
import io.openons.client.error.CodedClientException;
import io.openons.client.error.ErrorCode;
import io.openons.client.error.Failure;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.rocketmq.common.message.MessageQueue;

/**
 * Partitions as applications name them, {@code brokerName#queueId} of a topic without namespace, to RocketMQ's queues
 * and back. Immutable.
 */
final class PartitionMapper {

    private static final String SEPARATOR = Constants.TOPIC_PARTITION_SEPARATOR;

    private final Namespace namespace;

    PartitionMapper(Namespace namespace) {
        this.namespace = namespace;
    }

    String topic(String topic) {
        if (topic == null || topic.isEmpty()) {
            throw invalid("the topic is " + (topic == null ? "null" : "empty"));
        }
        return namespace.wrap(topic);
    }

    MessageQueue queue(TopicPartition partition) {
        if (partition == null) {
            throw invalid("a partition is null");
        }
        String name = partition.getPartition();
        int separator = name == null ? -1 : name.lastIndexOf(SEPARATOR);
        if (separator < 1) {
            throw malformed(partition, null);
        }
        try {
            int queueId = Integer.parseInt(name.substring(separator + SEPARATOR.length()));
            if (queueId < 0) {
                throw malformed(partition, null);
            }
            return new MessageQueue(topic(partition.getTopic()), name.substring(0, separator), queueId);
        } catch (NumberFormatException e) {
            throw malformed(partition, e);
        }
    }

    private static CodedClientException malformed(TopicPartition partition, NumberFormatException cause) {
        return Failure.of(ErrorCode.PULL_ARGUMENT_INVALID, "Cannot use " + partition
                + ": a partition is named brokerName" + SEPARATOR + "queueId").causedBy(cause).toException();
    }

    /** The partitions' queues, each once; may be empty. */
    Set<MessageQueue> queues(Collection<TopicPartition> partitions) {
        if (partitions == null) {
            throw invalid("the partitions are null");
        }
        Set<MessageQueue> queues = new LinkedHashSet<>();
        partitions.forEach(partition -> queues.add(queue(partition)));
        return queues;
    }

    TopicPartition partition(MessageQueue queue) {
        return new TopicPartition(namespace.unwrap(queue.getTopic()),
                queue.getBrokerName() + SEPARATOR + queue.getQueueId());
    }

    Set<TopicPartition> partitions(Collection<MessageQueue> queues) {
        Set<TopicPartition> partitions = new HashSet<>();
        queues.forEach(queue -> partitions.add(partition(queue)));
        return partitions;
    }

    static CodedClientException invalid(String why) {
        return Failure.of(ErrorCode.PULL_ARGUMENT_INVALID, "Cannot use the argument: " + why).toException();
    }
}
