package io.openons.contract;

import io.openons.embedded.EmbeddedRocketMq;
import java.util.Collections;
import java.util.Iterator;
import org.apache.rocketmq.broker.client.ClientChannelInfo;
import org.apache.rocketmq.broker.client.ConsumerGroupInfo;
import org.apache.rocketmq.remoting.protocol.RemotingCommand;
import org.apache.rocketmq.remoting.protocol.RequestCode;
import org.apache.rocketmq.remoting.protocol.body.ConsumerRunningInfo;
import org.apache.rocketmq.remoting.protocol.body.ProcessQueueInfo;
import org.apache.rocketmq.remoting.protocol.header.GetConsumerRunningInfoRequestHeader;

/** The messages that a consumer fetched and has not settled yet. */
final class HeldMessages {

    private HeldMessages() {
    }

    /** What the only consumer of a group tells its broker about them; 0 before it has told the broker of itself. */
    static long count(EmbeddedRocketMq broker, String group) throws Exception {
        ConsumerGroupInfo consumers = broker.brokerController().getConsumerManager().getConsumerGroupInfo(group);
        Iterator<ClientChannelInfo> clients =
                consumers == null ? Collections.emptyIterator() : consumers.getChannelInfoTable().values().iterator();
        if (!clients.hasNext()) {
            return 0;
        }
        ClientChannelInfo client = clients.next();
        GetConsumerRunningInfoRequestHeader header = new GetConsumerRunningInfoRequestHeader();
        header.setConsumerGroup(group);
        header.setClientId(client.getClientId());
        RemotingCommand answer = broker.brokerController().getBroker2Client().callClient(client.getChannel(),
                RemotingCommand.createRequestCommand(RequestCode.GET_CONSUMER_RUNNING_INFO, header));
        return ConsumerRunningInfo.decode(answer.getBody(), ConsumerRunningInfo.class).getMqTable().values().stream()
                .mapToLong(ProcessQueueInfo::getCachedMsgCount).sum();
    }
}
