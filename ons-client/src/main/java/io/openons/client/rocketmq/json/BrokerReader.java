package io.openons.client.rocketmq.json;

import com.alibaba.fastjson2.JSONReader;
import com.alibaba.fastjson2.TypeReference;
import java.lang.reflect.Type;
import java.util.HashMap;
import org.apache.rocketmq.remoting.protocol.route.BrokerData;

/** Reads a broker of a route. Stateless. */
final class BrokerReader implements FieldsReader<BrokerData> {

    private static final Type ADDRESSES = new TypeReference<HashMap<Long, String>>() { }.getType();

    @Override
    public BrokerData empty() {
        return new BrokerData();
    }

    @Override
    public void read(JSONReader in, String name, BrokerData broker) {
        switch (name) {
            case "brokerAddrs":
                broker.setBrokerAddrs(in.read(ADDRESSES));
                break;
            case "brokerName":
                broker.setBrokerName(in.readString());
                break;
            case "cluster":
                broker.setCluster(in.readString());
                break;
            case "enableActingMaster":
                broker.setEnableActingMaster(in.readBoolValue());
                break;
            case "zoneName":
                broker.setZoneName(in.readString());
                break;
            default:
                in.skipValue();
        }
    }
}
