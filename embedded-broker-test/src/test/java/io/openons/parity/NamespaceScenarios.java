package io.openons.parity;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.order.OrderProducer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where a message goes: by the forms of addresses and namespaces, and by its sharding key. */
final class NamespaceScenarios {

    private static final String NAMESPACE = "MQ_INST_1_p";
    private static final String OTHER = "MQ_INST_2_other";
    private static final List<String> SHARDING_KEYS = List.of("a", "b", "c", " a", "A", "order-1", "order-2",
            "polygenelubricants", "GydZG_", "DESIGNING WORKHOUSES", "ä", "日本", "0", "1", "2", "x".repeat(1000));

    private NamespaceScenarios() {
    }

    static Map<String, Scenario> all() {
        Map<String, Scenario> scenarios = new TreeMap<>();
        scenarios.put("namespace/forms", NamespaceScenarios::forms);
        scenarios.put("namespace/prefixed", NamespaceScenarios::prefixed);
        for (int queues : new int[] {1, 3, 8}) {
            scenarios.put("sharding/" + queues + "-queues", context -> sharded(context, queues));
        }
        return scenarios;
    }

    /** Which of the topics a message comes to, the plain one or the one in the namespace. */
    private static void forms(Context context) throws Exception {
        String server = context.nameServer();
        Map<String, String[]> forms = new LinkedHashMap<>();
        forms.put("plain", new String[] {server, ""});
        forms.put("http", new String[] {"http://" + server, ""});
        forms.put("two", new String[] {server + ";" + server, ""});
        forms.put("instance", new String[] {server, NAMESPACE});
        forms.put("instanceAndHttp", new String[] {"http://" + server, NAMESPACE});
        String port = server.substring(server.indexOf(':'));
        forms.put("host", new String[] {NAMESPACE + ".openons.test" + port, ""});
        forms.put("httpHost", new String[] {"http://" + NAMESPACE + ".openons.test" + port, ""});
        forms.put("httpsHost", new String[] {"https://" + NAMESPACE + ".openons.test" + port, ""});
        forms.put("lowerCaseHost", new String[] {NAMESPACE.toLowerCase() + ".openons.test" + port, ""});
        forms.put("hostAndInstance", new String[] {"http://" + NAMESPACE + ".openons.test" + port, OTHER});
        forms.put("comma", new String[] {server + "," + server, ""});
        forms.put("slash", new String[] {"http://" + server + "/", ""});
        forms.put("hostAndSlash", new String[] {"http://" + NAMESPACE + ".openons.test" + port + "/", ""});
        for (Map.Entry<String, String[]> form : forms.entrySet()) {
            String topic = context.topic(form.getKey());
            context.topic(NAMESPACE + "%", form.getKey(), 1);
            context.topic(OTHER + "%", form.getKey(), 1);
            context.outcome(form.getKey(), () -> Sender.SYNC.open(context, context.properties("GID_" + form.getKey(),
                    "NAMESRV_ADDR", form.getValue()[0], "INSTANCE_ID", form.getValue()[1]))
                    .send(Context.message(topic, "body")));
            context.see(form.getKey() + ".plain", context.desk().ask("count", topic));
            context.see(form.getKey() + ".inTheNamespace", context.desk().ask("count", NAMESPACE + "%" + topic));
            context.see(form.getKey() + ".inTheOther", context.desk().ask("count", OTHER + "%" + topic));
        }
    }

    private static void prefixed(Context context) throws Exception {
        String topic = context.topic(NAMESPACE + "%", "topic", 1);
        String full = NAMESPACE + "%" + topic;
        Message inside = Context.message(full, "inside");
        Sending instance = Sender.SYNC.open(context, context.properties("GID_any", "INSTANCE_ID", NAMESPACE));
        context.outcome("inside", () -> instance.send(inside));
        context.see("inside.topic", inside.getTopic());
        Message outside = Context.message(full, "outside");
        context.outcome("outside", () -> context.sender(Sender.SYNC).send(outside));
        context.see("outside.topic", outside.getTopic());
        context.seeStored(full, 2);
    }

    private static void sharded(Context context, int queues) throws Exception {
        String topic = context.topic("", "topic", queues);
        OrderProducer producer = (OrderProducer) context.started(
                Kind.ORDER_PRODUCER.create(context.properties(context.group("group"))));
        for (String key : SHARDING_KEYS) {
            producer.send(Context.message(topic, key), key);
        }
        context.awaitStored(topic, SHARDING_KEYS.size()).forEach((key, stored) -> context.see("'"
                + (key.length() > 100 ? "long" : key) + "'", stored.get("queue")));
    }
}
