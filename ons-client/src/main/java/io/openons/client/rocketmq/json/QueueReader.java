package io.openons.client.rocketmq.json;

import com.alibaba.fastjson2.JSONReader;
import org.apache.rocketmq.remoting.protocol.route.QueueData;

/** Reads how many queues of a topic a broker has. Stateless. */
final class QueueReader implements FieldsReader<QueueData> {

    @Override
    public QueueData empty() {
        return new QueueData();
    }

    @Override
    public void read(JSONReader in, String name, QueueData queue) {
        switch (name) {
            case "brokerName":
                queue.setBrokerName(in.readString());
                break;
            case "perm":
                queue.setPerm(in.readInt32Value());
                break;
            case "readQueueNums":
                queue.setReadQueueNums(in.readInt32Value());
                break;
            case "topicSysFlag":
                queue.setTopicSysFlag(in.readInt32Value());
                break;
            case "writeQueueNums":
                queue.setWriteQueueNums(in.readInt32Value());
                break;
            default:
                in.skipValue();
        }
    }
}
