package io.openons.parity;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.MessageAccessor;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** What a message answers to each of its getters. */
final class Getters {

    private Getters() {
    }

    static Map<String, String> of(Message message) {
        Map<String, String> answers = new TreeMap<>();
        answers.put("topic", message.getTopic());
        answers.put("tag", message.getTag());
        answers.put("key", message.getKey());
        answers.put("msgId", message.getMsgID());
        answers.put("shardingKey", message.getShardingKey());
        answers.put("reconsumeTimes", "" + message.getReconsumeTimes());
        answers.put("bornTimestamp", "" + message.getBornTimestamp());
        answers.put("bornHost", message.getBornHost());
        answers.put("startDeliverTime", "" + message.getStartDeliverTime());
        answers.put("offset", "" + message.getOffset());
        answers.put("topicPartition", "" + message.getTopicPartition());
        answers.put("body", message.getBody() == null ? null : message.getBody().length + " bytes");
        putAll(answers, "user", message.getUserProperties());
        putAll(answers, "system", MessageAccessor.getSystemProperties(message));
        return answers;
    }

    private static void putAll(Map<String, String> answers, String kind, Properties properties) {
        answers.put(kind, properties == null ? "null" : "" + new TreeMap<>(properties).keySet());
        if (properties != null) {
            properties.forEach((name, value) -> answers.put(kind + "." + name, "" + value));
        }
    }
}
