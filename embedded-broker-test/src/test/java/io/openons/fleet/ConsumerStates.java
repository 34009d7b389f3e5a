package io.openons.fleet;

import io.openons.embedded.EmbeddedRocketMq;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.rocketmq.broker.BrokerController;
import org.apache.rocketmq.broker.client.ClientChannelInfo;
import org.apache.rocketmq.broker.client.ConsumerGroupInfo;
import org.apache.rocketmq.common.message.MessageQueue;
import org.apache.rocketmq.remoting.protocol.RemotingCommand;
import org.apache.rocketmq.remoting.protocol.RequestCode;
import org.apache.rocketmq.remoting.protocol.body.ConsumerRunningInfo;
import org.apache.rocketmq.remoting.protocol.body.ProcessQueueInfo;
import org.apache.rocketmq.remoting.protocol.header.GetConsumerRunningInfoRequestHeader;

/** What the consumers of a group are working on and with, as each of them answers the broker. */
public final class ConsumerStates {

    private ConsumerStates() {
    }

    /**
     * Asks each push consumer of the group that is connected.
     *
     * @return by client id
     * @throws AssertionError if one does not answer, as one that is just leaving
     */
    public static Map<String, ConsumerRunningInfo> answers(EmbeddedRocketMq broker, String group) {
        Map<String, ConsumerRunningInfo> answers = new TreeMap<>();
        ConsumerGroupInfo consumers = broker.brokerController().getConsumerManager().getConsumerGroupInfo(group);
        if (consumers != null) {
            for (ClientChannelInfo consumer : consumers.getChannelInfoTable().values()) {
                answers.put(consumer.getClientId(), ask(broker.brokerController(), consumer, group));
            }
        }
        return answers;
    }

    /** By client id, the queues that each has, those of retries as well, and what it holds of them. */
    static Map<String, Map<MessageQueue, ProcessQueueInfo>> of(EmbeddedRocketMq broker, String group) {
        return answers(broker, group).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, answer -> answer.getValue().getMqTable()));
    }

    private static ConsumerRunningInfo ask(BrokerController broker, ClientChannelInfo consumer, String group) {
        GetConsumerRunningInfoRequestHeader header = new GetConsumerRunningInfoRequestHeader();
        header.setConsumerGroup(group);
        header.setClientId(consumer.getClientId());
        RemotingCommand answer;
        try {
            answer = broker.getBroker2Client().callClient(consumer.getChannel(),
                    RemotingCommand.createRequestCommand(RequestCode.GET_CONSUMER_RUNNING_INFO, header));
        } catch (Exception e) {
            throw new AssertionError(consumer + " does not answer.", e);
        }
        return answer.getBody() == null ? new ConsumerRunningInfo()
                : ConsumerRunningInfo.decode(answer.getBody(), ConsumerRunningInfo.class);
    }
}
