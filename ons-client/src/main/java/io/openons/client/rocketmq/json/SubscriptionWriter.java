package io.openons.client.rocketmq.json;

import com.alibaba.fastjson2.JSONWriter;
import com.alibaba.fastjson2.writer.ObjectWriter;
import java.lang.reflect.Type;
import org.apache.rocketmq.remoting.protocol.heartbeat.SubscriptionData;

/** Writes a subscription in a consumer's part of a heartbeat. Stateless. */
final class SubscriptionWriter implements ObjectWriter<SubscriptionData> {

    @Override
    public void write(JSONWriter out, Object object, Object fieldName, Type fieldType, long features) {
        SubscriptionData subscription = (SubscriptionData) object;
        out.startObject();
        JsonOutput.flag(out, "classFilterMode", subscription.isClassFilterMode());
        JsonOutput.list(out, "codeSet", subscription.getCodeSet());
        JsonOutput.text(out, "expressionType", subscription.getExpressionType());
        JsonOutput.text(out, "subString", subscription.getSubString());
        JsonOutput.name(out, "subVersion");
        out.writeInt64(subscription.getSubVersion());
        JsonOutput.list(out, "tagsSet", subscription.getTagsSet());
        JsonOutput.text(out, "topic", subscription.getTopic());
        out.endObject();
    }
}
