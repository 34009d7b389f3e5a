package io.openons.contract;

import io.openons.embedded.EmbeddedRocketMq;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.rocketmq.broker.client.ClientChannelInfo;
import org.apache.rocketmq.broker.client.ConsumerGroupInfo;
import org.apache.rocketmq.common.message.MessageQueue;
import org.apache.rocketmq.remoting.protocol.RemotingCommand;
import org.apache.rocketmq.remoting.protocol.RequestCode;
import org.apache.rocketmq.remoting.protocol.body.ConsumerRunningInfo;
import org.apache.rocketmq.remoting.protocol.body.ProcessQueueInfo;
import org.apache.rocketmq.remoting.protocol.header.GetConsumerRunningInfoRequestHeader;

/** The messages that a consumer fetched and has not settled yet. */
final class HeldMessages {

    private HeldMessages() {
    }

    /** What the consumers of a group tell their broker about them; 0 before they have told the broker of themselves. */
    static long count(EmbeddedRocketMq broker, String group) throws Exception {
        return tables(broker, group).stream().flatMap(table -> table.values().stream())
                .mapToLong(ProcessQueueInfo::getCachedMsgCount).sum();
    }

    /** How many queues have messages at the consumers of a group. */
    static long filled(EmbeddedRocketMq broker, String group) throws Exception {
        return tables(broker, group).stream().flatMap(table -> table.values().stream())
                .filter(queue -> queue.getCachedMsgCount() > 0).count();
    }

    /** How many queues of a topic each consumer of a group has. */
    static List<Long> queues(EmbeddedRocketMq broker, String group, String topic) throws Exception {
        return tables(broker, group).stream()
                .map(table -> table.keySet().stream().filter(queue -> queue.getTopic().equals(topic)).count()).toList();
    }

    private static List<Map<MessageQueue, ProcessQueueInfo>> tables(EmbeddedRocketMq broker, String group)
            throws Exception {
        ConsumerGroupInfo consumers = broker.brokerController().getConsumerManager().getConsumerGroupInfo(group);
        List<Map<MessageQueue, ProcessQueueInfo>> tables = new ArrayList<>();
        if (consumers != null) {
            for (ClientChannelInfo client : consumers.getChannelInfoTable().values()) {
                tables.add(table(broker, group, client));
            }
        }
        return tables;
    }

    private static Map<MessageQueue, ProcessQueueInfo> table(EmbeddedRocketMq broker, String group,
            ClientChannelInfo client) throws Exception {
        GetConsumerRunningInfoRequestHeader header = new GetConsumerRunningInfoRequestHeader();
        header.setConsumerGroup(group);
        header.setClientId(client.getClientId());
        RemotingCommand answer = broker.brokerController().getBroker2Client().callClient(client.getChannel(),
                RemotingCommand.createRequestCommand(RequestCode.GET_CONSUMER_RUNNING_INFO, header));
        return ConsumerRunningInfo.decode(answer.getBody(), ConsumerRunningInfo.class).getMqTable();
    }
}
