package io.openons.parity;

import com.aliyun.openservices.ons.api.Message;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Messages that cannot be sent, or are at the edge. */
final class ValidationScenarios {

    private static final int LARGEST = 4 * 1024 * 1024;

    private ValidationScenarios() {
    }

    static Map<String, Scenario> all() {
        Map<String, Scenario> scenarios = new TreeMap<>();
        for (Sender sender : Sender.values()) {
            scenarios.put("refused/" + sender, context -> messages(context, sender));
        }
        scenarios.put("refused/sharding-keys", ValidationScenarios::shardingKeys);
        return scenarios;
    }

    private static Map<String, Function<String, Message>> odd() {
        Map<String, Function<String, Message>> odd = new LinkedHashMap<>();
        odd.put("null", topic -> null);
        odd.put("new", topic -> new Message());
        odd.put("nullTopic", topic -> Context.message(null, "body"));
        odd.put("emptyTopic", topic -> Context.message("", "body"));
        odd.put("blankTopic", topic -> Context.message(" ", "body"));
        odd.put("illegalTopic", topic -> Context.message("il legal", "body"));
        odd.put("unknownTopic", topic -> Context.message(topic + "-unknown", "body"));
        odd.put("topicOf128", topic -> Context.message("t".repeat(128), "body"));
        odd.put("topicOf256", topic -> Context.message("t".repeat(256), "body"));
        odd.put("defaultTopic", topic -> Context.message("TBW102", "body"));
        odd.put("reservedTopic", topic -> Context.message("SCHEDULE_TOPIC_XXXX", "body"));
        odd.put("nullBody", topic -> new Message(topic, "tag", null));
        odd.put("emptyBody", topic -> Context.message(topic, ""));
        odd.put("largestBody", topic -> new Message(topic, "tag", new byte[LARGEST]));
        odd.put("tooLargeBody", topic -> new Message(topic, "tag", new byte[LARGEST + 1]));
        odd.put("longKey", topic -> Context.message(topic, "tag", "k".repeat(5000), "longKey"));
        odd.put("longProperties", topic -> Context.message(topic, "tag", "k".repeat(33_000), "longProperties"));
        odd.put("junkTime", topic -> {
            Message message = Context.message(topic, "junkTime");
            message.putUserProperties("__STARTDELIVERTIME", "junk");
            return message;
        });
        return odd;
    }

    private static void messages(Context context, Sender sender) {
        String topic = context.topic("topic");
        Sending sending = context.sender(sender);
        odd().forEach((name, make) -> {
            Message message = make.apply(topic);
            try {
                context.see(name, "returns " + sending.send(message));
            } catch (ReportedException e) {
                context.see(name, Context.thrown(e));
                context.see(name + ".reportedTopic", e.context().getTopic());
                context.see(name + ".reportedId", message.getMsgID() != null
                        && message.getMsgID().equals(e.context().getMessageId()));
                context.seeText(name, e);
            } catch (Throwable e) {
                context.see(name, Context.thrown(e));
                context.seeText(name, e);
            }
        });
    }

    private static void shardingKeys(Context context) {
        String topic = context.topic("", "topic", 3);
        com.aliyun.openservices.ons.api.order.OrderProducer producer = (com.aliyun.openservices.ons.api.order.OrderProducer)
                context.started(Kind.ORDER_PRODUCER.create(context.properties(context.group("group"))));
        for (String key : new String[] {null, "", " ", "\t", " a", "a", "polygenelubricants"}) {
            context.attempt("'" + key + "'", () -> producer.send(Context.message(topic, "body"), key));
        }
        Message preset = Context.message(topic, "preset");
        preset.setShardingKey("preset");
        context.attempt("presetOnly", () -> producer.send(preset, null));
    }
}
