package io.openons.client.rocketmq.json;

import com.alibaba.fastjson2.JSONReader;
import com.alibaba.fastjson2.reader.ObjectReader;
import java.lang.reflect.Type;
import org.apache.rocketmq.remoting.protocol.route.QueueData;

/** Reads how many queues of a topic a broker has. Stateless. */
final class QueueReader implements ObjectReader<QueueData> {

    @Override
    public QueueData readObject(JSONReader in, Type fieldType, Object fieldName, long features) {
        if (in.nextIfNull()) {
            return null;
        }
        QueueData queue = new QueueData();
        JsonInput.startObject(in);
        for (String name = JsonInput.nextField(in); name != null; name = JsonInput.nextField(in)) {
            read(in, name, queue);
        }
        return queue;
    }

    private static void read(JSONReader in, String name, QueueData queue) {
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
