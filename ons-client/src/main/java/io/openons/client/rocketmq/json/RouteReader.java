package io.openons.client.rocketmq.json;

import com.alibaba.fastjson2.JSONReader;
import com.alibaba.fastjson2.TypeReference;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.rocketmq.remoting.protocol.route.BrokerData;
import org.apache.rocketmq.remoting.protocol.route.QueueData;
import org.apache.rocketmq.remoting.protocol.route.TopicRouteData;
import org.apache.rocketmq.remoting.protocol.statictopic.TopicQueueMappingInfo;

/** Reads where a topic is, as name servers tell it. Stateless. */
final class RouteReader implements FieldsReader<TopicRouteData> {

    private static final Type BROKERS = new TypeReference<List<BrokerData>>() { }.getType();
    private static final Type QUEUES = new TypeReference<List<QueueData>>() { }.getType();
    private static final Type FILTER_SERVERS = new TypeReference<HashMap<String, List<String>>>() { }.getType();
    private static final Type MAPPINGS = new TypeReference<Map<String, TopicQueueMappingInfo>>() { }.getType();

    @Override
    public TopicRouteData empty() {
        return new TopicRouteData();
    }

    @Override
    public void read(JSONReader in, String name, TopicRouteData route) {
        switch (name) {
            case "brokerDatas":
                route.setBrokerDatas(in.read(BROKERS));
                break;
            case "filterServerTable":
                route.setFilterServerTable(in.read(FILTER_SERVERS));
                break;
            case "orderTopicConf":
                route.setOrderTopicConf(in.readString());
                break;
            case "queueDatas":
                route.setQueueDatas(in.read(QUEUES));
                break;
            case "topicQueueMappingByBroker":
                route.setTopicQueueMappingByBroker(in.read(MAPPINGS));
                break;
            default:
                in.skipValue();
        }
    }
}
