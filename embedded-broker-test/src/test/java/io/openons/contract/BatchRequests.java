package io.openons.contract;

import io.openons.embedded.EmbeddedRocketMq;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.rocketmq.remoting.RPCHook;
import org.apache.rocketmq.remoting.protocol.RemotingCommand;
import org.apache.rocketmq.remoting.protocol.RequestCode;

/** Counts, on the broker's side, the requests that sent messages to each topic, and those of several messages. */
final class BatchRequests implements RPCHook {

    private final Map<String, Integer> requests = new ConcurrentHashMap<>();
    private final Map<String, Integer> batches = new ConcurrentHashMap<>();

    static BatchRequests of(EmbeddedRocketMq broker) {
        BatchRequests counts = new BatchRequests();
        broker.brokerController().getRemotingServer().registerRPCHook(counts);
        return counts;
    }

    int requests(String topic) {
        return requests.getOrDefault(topic, 0);
    }

    int batches(String topic) {
        return batches.getOrDefault(topic, 0);
    }

    @Override
    public void doBeforeRequest(String address, RemotingCommand request) {
        if (request.getCode() == RequestCode.SEND_MESSAGE_V2 || request.getCode() == RequestCode.SEND_BATCH_MESSAGE) {
            Map<String, String> header = request.getExtFields();
            requests.merge(header.get("b"), 1, Integer::sum);
            if (Boolean.parseBoolean(header.get("m"))) {
                batches.merge(header.get("b"), 1, Integer::sum);
            }
        }
    }

    @Override
    public void doAfterResponse(String address, RemotingCommand request, RemotingCommand response) {
        // Requests alone are counted.
    }
}
