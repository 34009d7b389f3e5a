package io.openons.parity;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.MessageAccessor;
import com.aliyun.openservices.ons.api.SendResult;
import com.aliyun.openservices.ons.api.TopicPartition;
import com.aliyun.openservices.ons.api.exception.ONSClientException;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The API's value objects, without a broker: what is not set, what a setter takes, texts, serialised forms. */
final class ValueScenarios {

    private ValueScenarios() {
    }

    static Map<String, Scenario> all() {
        Map<String, Scenario> scenarios = new TreeMap<>();
        scenarios.put("value/message", ValueScenarios::message);
        scenarios.put("value/serialised", ValueScenarios::serialised);
        scenarios.put("value/others", ValueScenarios::others);
        return scenarios;
    }

    private static void message(Context context) {
        Message message = new Message();
        context.attempt("unset", () -> context.seeAll("unset", Getters.of(message)));
        context.see("unset.text", message);
        Message full = Context.message("topic", "body");
        full.setTag(null);
        full.setKey(null);
        full.setMsgID(null);
        full.setShardingKey(null);
        full.setBornHost(null);
        full.setTopic(null);
        context.seeAll("nulls", Getters.of(full));
        context.see("text", full);
        Properties properties = new Properties();
        full.setUserProperties(properties);
        full.putUserProperties("mine", "value");
        context.see("sameProperties", full.getUserProperties() == properties && properties.size() == 1);
        context.outcome("absent", () -> full.getUserProperties("absent"));
        context.outcome("noProperties", () -> message.getUserProperties("absent"));
        context.see("equal", Context.message("t", "b").equals(Context.message("t", "b")));
        full.setReconsumeTimes(-1);
        full.setStartDeliverTime(-5);
        full.setBornTimestamp(7);
        context.see("numbers", full.getReconsumeTimes() + " " + full.getStartDeliverTime() + " "
                + full.getBornTimestamp() + " " + full.getOffset());
        MessageAccessor.putSystemProperties(full, "__RECONSUMETIMES", "junk");
        MessageAccessor.putSystemProperties(full, "__STARTDELIVERTIME", "junk");
        context.outcome("junk.reconsumeTimes", full::getReconsumeTimes);
        context.outcome("junk.startDeliverTime", full::getStartDeliverTime);
        context.attempt("constructors", () -> {
            context.see("threeArguments", new Message("t", "a", new byte[1]));
            context.see("nullArguments", new Message(null, null, null, null));
        });
    }

    private static void serialised(Context context) throws Exception {
        Message message = new Message("topic", "tag", "key", "body".getBytes());
        context.see("message", bytes(message));
        message.putUserProperties("mine", "value");
        message.setMsgID("id");
        message.setStartDeliverTime(5);
        context.see("message.full", bytes(message));
    }

    private static String bytes(Object value) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream output = new ObjectOutputStream(bytes)) {
            output.writeObject(value);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static void others(Context context) {
        SendResult result = new SendResult();
        context.see("result.empty", result);
        result.setMessageId("id");
        result.setTopic("topic");
        context.see("result", result);
        TopicPartition partition = new TopicPartition("topic", "broker#0");
        context.see("partition", partition);
        context.see("partition.equal", partition.equals(new TopicPartition("topic", "broker#0")));
        context.see("partition.hash", partition.hashCode());
        context.see("partition.nulls", new TopicPartition(null, null).equals(new TopicPartition(null, null)));
        context.see("exception", new ONSClientException("text", new IllegalStateException("cause")));
        context.see("exception.cause", new ONSClientException(new IllegalStateException("cause")).getMessage());
        context.see("exception.empty", new ONSClientException().getMessage());
    }
}
