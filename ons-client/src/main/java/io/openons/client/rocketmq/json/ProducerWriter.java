package io.openons.client.rocketmq.json;

import com.alibaba.fastjson2.JSONWriter;
import com.alibaba.fastjson2.writer.ObjectWriter;
import java.lang.reflect.Type;
import org.apache.rocketmq.remoting.protocol.heartbeat.ProducerData;

/** Writes a producer's part of a heartbeat. Stateless. */
final class ProducerWriter implements ObjectWriter<ProducerData> {

    @Override
    public void write(JSONWriter out, Object object, Object fieldName, Type fieldType, long features) {
        ProducerData producer = (ProducerData) object;
        out.startObject();
        JsonOutput.text(out, "groupName", producer.getGroupName());
        out.endObject();
    }
}
