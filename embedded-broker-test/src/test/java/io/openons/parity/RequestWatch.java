package io.openons.parity;

import io.openons.embedded.EmbeddedRocketMq;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.rocketmq.remoting.RPCHook;
import org.apache.rocketmq.remoting.RemotingServer;
import org.apache.rocketmq.remoting.protocol.RemotingCommand;
import org.apache.rocketmq.remoting.protocol.RequestCode;
import org.apache.rocketmq.remoting.protocol.heartbeat.ConsumerData;
import org.apache.rocketmq.remoting.protocol.heartbeat.HeartbeatData;
import org.apache.rocketmq.remoting.protocol.heartbeat.ProducerData;
import org.apache.rocketmq.remoting.protocol.heartbeat.SubscriptionData;

/** Notes, on the servers' side, what clients ask: of scenarios whose names have the word "wire". */
final class RequestWatch implements RPCHook {

    private static final String WATCHED = "-wire-";

    /** One request, with the text in which topics and groups are looked for. */
    private record Request(String text, RemotingCommand command) {
    }

    private final List<Request> requests = new CopyOnWriteArrayList<>();

    private RequestWatch() {
    }

    static RequestWatch of(EmbeddedRocketMq broker) {
        RequestWatch watch = new RequestWatch();
        for (RemotingServer server : List.of(broker.brokerController().getRemotingServer(),
                broker.nameServerController().getRemotingServer())) {
            server.registerRPCHook(watch);
        }
        return watch;
    }

    @Override
    public void doBeforeRequest(String address, RemotingCommand request) {
        String text = request.getExtFields() + " "
                + (request.getBody() == null ? "" : new String(request.getBody(), StandardCharsets.UTF_8));
        if (text.contains(WATCHED)) {
            requests.add(new Request(text, request));
        }
    }

    @Override
    public void doAfterResponse(String address, RemotingCommand request, RemotingCommand response) {
        // Requests alone are noted.
    }

    /** Names and values in turn, for each request that names the topic or group. */
    List<List<String>> naming(String topicOrGroup) {
        return requests.stream().filter(request -> request.text().contains(topicOrGroup))
                .map(request -> words(request.command(), topicOrGroup)).toList();
    }

    private static List<String> words(RemotingCommand request, String group) {
        Map<String, String> names = new TreeMap<>();
        names.put("code", "" + request.getCode());
        names.put("language", "" + request.getLanguage());
        names.put("version", "" + request.getVersion());
        names.put("serialisation", "" + request.getSerializeTypeCurrentRPC());
        names.put("oneway", "" + request.isOnewayRPC());
        if (request.getExtFields() != null) {
            request.getExtFields().forEach((name, value) -> names.put("field." + name, "" + value));
        }
        if (request.getCode() == RequestCode.HEART_BEAT) {
            heartbeat(HeartbeatData.decode(request.getBody(), HeartbeatData.class), group, names);
        }
        List<String> words = new ArrayList<>();
        names.forEach((name, value) -> words.addAll(List.of(name, value)));
        return words;
    }

    private static void heartbeat(HeartbeatData heartbeat, String group, Map<String, String> names) {
        names.put("clientId", heartbeat.getClientID());
        names.put("producers", "" + heartbeat.getProducerDataSet().stream().map(ProducerData::getGroupName)
                .filter(group::equals).toList());
        for (ConsumerData consumer : heartbeat.getConsumerDataSet()) {
            if (consumer.getGroupName().equals(group)) {
                names.put("consumer", consumer.getConsumeType() + " " + consumer.getMessageModel() + " "
                        + consumer.getConsumeFromWhere() + " unitMode=" + consumer.isUnitMode());
                for (SubscriptionData subscription : consumer.getSubscriptionDataSet()) {
                    names.put("subscription." + subscription.getTopic(), subscription.getSubString() + " "
                            + subscription.getTagsSet() + " " + subscription.getExpressionType());
                }
            }
        }
    }
}
