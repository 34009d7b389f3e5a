package io.openons.client.rocketmq.json;

import com.alibaba.fastjson2.JSONWriter;
import com.alibaba.fastjson2.writer.ObjectWriter;
import java.lang.reflect.Type;
import org.apache.rocketmq.remoting.protocol.heartbeat.HeartbeatData;

/** Writes what a client tells brokers of its groups. Stateless. */
final class HeartbeatWriter implements ObjectWriter<HeartbeatData> {

    @Override
    public void write(JSONWriter out, Object object, Object fieldName, Type fieldType, long features) {
        HeartbeatData heartbeat = (HeartbeatData) object;
        out.startObject();
        JsonOutput.text(out, "clientID", heartbeat.getClientID());
        JsonOutput.list(out, "consumerDataSet", heartbeat.getConsumerDataSet());
        JsonOutput.number(out, "heartbeatFingerprint", heartbeat.getHeartbeatFingerprint());
        JsonOutput.list(out, "producerDataSet", heartbeat.getProducerDataSet());
        JsonOutput.flag(out, "withoutSub", heartbeat.isWithoutSub());
        out.endObject();
    }
}
