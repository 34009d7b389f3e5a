package io.openons.client.rocketmq.json;

import com.alibaba.fastjson2.JSONWriter;
import com.alibaba.fastjson2.writer.ObjectWriter;
import java.lang.reflect.Type;
import org.apache.rocketmq.remoting.protocol.heartbeat.ConsumerData;

/** Writes a consumer's part of a heartbeat. Stateless. */
final class ConsumerWriter implements ObjectWriter<ConsumerData> {

    @Override
    public void write(JSONWriter out, Object object, Object fieldName, Type fieldType, long features) {
        ConsumerData consumer = (ConsumerData) object;
        out.startObject();
        JsonOutput.constant(out, "consumeFromWhere", consumer.getConsumeFromWhere());
        JsonOutput.constant(out, "consumeType", consumer.getConsumeType());
        JsonOutput.text(out, "groupName", consumer.getGroupName());
        JsonOutput.constant(out, "messageModel", consumer.getMessageModel());
        JsonOutput.list(out, "subscriptionDataSet", consumer.getSubscriptionDataSet());
        JsonOutput.flag(out, "unitMode", consumer.isUnitMode());
        out.endObject();
    }
}
