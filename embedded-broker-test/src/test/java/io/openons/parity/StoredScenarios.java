package io.openons.parity;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.MessageAccessor;
import com.aliyun.openservices.ons.api.SendResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What a broker has stored of a message, and what its sender then knows of it. */
final class StoredScenarios {

    /** Names that RocketMQ or the clients themselves use. */
    private static final List<String> RESERVED = List.of("KEYS", "TAGS", "WAIT", "DELAY", "RETRY_TOPIC", "REAL_TOPIC",
            "REAL_QID", "TRAN_MSG", "PGROUP", "MIN_OFFSET", "MAX_OFFSET", "INSTANCE_ID", "CLUSTER", "MSG_REGION",
            "TRACE_ON", "BUYER_ID", "ORIGIN_MESSAGE_ID", "TRANSFER_FLAG", "CORRECTION_FLAG", "MQ2_FLAG",
            "RECONSUME_TIME", "EXTEND_UNIQ_INFO", "MAX_RECONSUME_TIMES", "CONSUME_START_TIME",
            "TRAN_PREPARED_QUEUE_OFFSET", "__transactionId__", "CHECK_IMMUNITY_TIME_IN_SECONDS", "CORRELATION_ID",
            "REPLY_TO_CLIENT", "TTL", "PUSH_REPLY_TIME", "MSG_TYPE", "consumerUniqKey", "CheckImmunityTimeInSeconds",
            "__CRC32#", "TIMER_DELIVER_MS", "TIMER_DELAY_SEC", "TIMER_DELAY_MS", "__TAG", "__KEY", "__MSGID",
            "__RECONSUMETIMES", "__BORNHOST", "__BORNTIMESTAMP", "__CONSUMEOFFSET", "__PARTITION", "__SHARDINGKEY",
            "__STARTDELIVERTIME", "UNIQ_KEY");

    private StoredScenarios() {
    }

    static Map<String, Scenario> all() {
        Map<String, Scenario> scenarios = new TreeMap<>();
        for (Sender sender : Sender.values()) {
            scenarios.put("stored/" + sender, context -> forms(context, sender, ""));
            scenarios.put("stored/" + sender + "-in-a-namespace", context -> forms(context, sender, "MQ_INST_1_p"));
        }
        scenarios.put("stored/reserved-names", StoredScenarios::reservedNames);
        scenarios.put("stored/tags", StoredScenarios::tags);
        scenarios.put("stored/sent-twice", StoredScenarios::sentTwice);
        return scenarios;
    }

    private static Map<String, Consumer<Message>> forms() {
        Map<String, Consumer<Message>> forms = new LinkedHashMap<>();
        forms.put("plain", message -> { });
        forms.put("tag", message -> message.setTag("tag"));
        forms.put("emptyTag", message -> message.setTag(""));
        forms.put("key", message -> message.setKey("k1 k2,k3"));
        forms.put("emptyKey", message -> message.setKey(""));
        forms.put("shardingKey", message -> message.setShardingKey("preset"));
        forms.put("past", message -> message.setStartDeliverTime(1000));
        forms.put("future", message -> message.setStartDeliverTime(System.currentTimeMillis() + 3000));
        forms.put("negativeTime", message -> message.setStartDeliverTime(-1));
        forms.put("user", message -> message.putUserProperties("a name", "ä \"quoted\" value"));
        forms.put("separators", message -> message.putUserProperties("cut", "a\u0001b\u0002c"));
        forms.put("nothings", message -> {
            message.putUserProperties("empty", "");
            message.putUserProperties("", "value");
            message.putUserProperties(null, "value");
            message.putUserProperties("null", null);
        });
        forms.put("numbers", message -> {
            Properties properties = new Properties();
            properties.put("number", 5);
            message.setUserProperties(properties);
        });
        forms.put("presets", message -> {
            message.setMsgID("preset");
            message.setBornTimestamp(5);
            message.setBornHost("host");
            message.setReconsumeTimes(3);
        });
        forms.put("system", message -> MessageAccessor.putSystemProperties(message, "foo", "bar"));
        forms.put("uncompressed", message -> fill(message, 4095));
        forms.put("compressed", message -> fill(message, 4096));
        return forms;
    }

    private static void fill(Message message, int size) {
        message.setBody(String.format("%-" + size + "s", new String(message.getBody())).getBytes());
    }

    private static void forms(Context context, Sender sender, String instance) throws Exception {
        String namespace = instance.isEmpty() ? "" : instance + "%";
        String topic = context.topic(namespace, "topic", 1);
        Sending sending = sender.open(context, context.properties(context.group(namespace, "group"),
                "INSTANCE_ID", instance));
        for (Map.Entry<String, Consumer<Message>> form : forms().entrySet()) {
            Message message = new Message(topic, null, form.getKey().getBytes());
            form.getValue().accept(message);
            SendResult result = sending.send(message);
            context.see(form.getKey() + ".result", result == null ? null : result.toString());
            context.see(form.getKey() + ".idKnown",
                    message.getMsgID() != null && (result == null || message.getMsgID().equals(result.getMessageId())));
            context.see(form.getKey() + ".topic", message.getTopic());
        }
        context.seeStored(namespace + topic, forms().size());
    }

    private static void reservedNames(Context context) throws Exception {
        String topic = context.topic("topic");
        Sending sending = context.sender(Sender.SYNC);
        for (String name : RESERVED) {
            Message message = new Message(topic, null, name.getBytes());
            message.putUserProperties(name, "1");
            context.outcome(name, () -> sending.send(message).getMessageId());
        }
        context.seeStored(topic, RESERVED.size());
    }

    private static void tags(Context context) throws Exception {
        String topic = context.topic("topic");
        List<String> tags = List.of("a b", " a ", "a||b", "a || b", "a ||b*", " ", "*", "a|b", "a | b", "||", "a||", " || a",
                "a\tb", "ä", "a||a", "a||||b", "a|| ||", "|| ||b", "\t");
        for (Sender sender : Sender.values()) {
            Sending sending = context.sender(sender);
            for (String tag : tags) {
                Message message = new Message(topic, tag, (sender + " '" + tag + "'").getBytes());
                context.outcome(sender + " '" + tag + "'", () -> {
                    sending.send(message);
                    return "'" + message.getTag() + "'";
                });
            }
        }
        context.awaitStored(topic, Sender.values().length * tags.size()).forEach((body, stored) ->
                context.see(body + ".stored", "'" + stored.get("p.TAGS") + "'"));
    }

    private static void sentTwice(Context context) throws Exception {
        String topic = context.topic("topic");
        Message message = Context.message(topic, "body");
        message.setMsgID("preset");
        Sending sending = context.sender(Sender.SYNC);
        String first = sending.send(message).getMessageId();
        message.setBody("again".getBytes());
        String second = sending.send(message).getMessageId();
        context.see("idsDiffer", !first.equals(second));
        context.see("messageHasTheSecond", second.equals(message.getMsgID()));
        context.awaitStored(topic, 2);
    }
}
