package io.openons.parity;

import com.aliyun.openservices.ons.api.Admin;
import com.aliyun.openservices.ons.api.Consumer;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.MessageSelector;
import com.aliyun.openservices.ons.api.order.OrderAction;
import com.aliyun.openservices.ons.api.order.OrderConsumer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which messages a subscription chooses. */
final class SelectorScenarios {

    private static final List<String> TAGS = Arrays.asList("*", null, "", " ", "a", "a||b", "a || b", " a ", "*||a", "a|b",
            "a b", "||a", "a||", "b||a||a", "none");
    private static final List<String> SQLS = List.of("size > 2", "size between 2 and 3", "color in ('red', 'blue')",
            "color is null", "color is not null and size = 1", "TRUE", "TAGS = 'a'", "TAGS <> 'a' or size < 2",
            "not (color = 'red')", "size >= 1.5");

    private SelectorScenarios() {
    }

    static Map<String, Scenario> all() {
        Map<String, Scenario> scenarios = new TreeMap<>();
        scenarios.put("select/tags", context -> select(context, TAGS, false));
        scenarios.put("select/tags-in-order", context -> select(context, TAGS, true));
        scenarios.put("select/sql", context -> selectSql(context, false));
        scenarios.put("select/sql-in-order", context -> selectSql(context, true));
        scenarios.put("select/invalid-sql", SelectorScenarios::invalidSql);
        scenarios.put("select/selector", SelectorScenarios::selector);
        return scenarios;
    }

    private static void send(Context context, String topic) throws Exception {
        Sending sending = context.sender(Sender.SYNC);
        for (String tag : new String[] {"a", "b", null, "*", "a|b", "a b", "A"}) {
            sending.send(new Message(topic, tag, ("tag " + tag).getBytes()));
        }
        for (int size = 1; size <= 3; size++) {
            Message message = new Message(topic, "c", ("size " + size).getBytes());
            message.putUserProperties("size", "" + size);
            if (size != 2) {
                message.putUserProperties("color", size == 1 ? "red" : "green");
            }
            sending.send(message);
        }
    }

    /** A consumer for each expression. */
    private static void select(Context context, List<String> expressions, boolean ordered) throws Exception {
        Map<String, MessageSelector> selectors = new HashMap<>();
        for (String expression : expressions) {
            selectors.put("'" + expression + "'", MessageSelector.byTag(expression));
        }
        select(context, selectors, ordered);
    }

    private static void selectSql(Context context, boolean ordered) throws Exception {
        Map<String, MessageSelector> selectors = new HashMap<>();
        for (String expression : SQLS) {
            selectors.put(expression, MessageSelector.bySql(expression));
        }
        select(context, selectors, ordered);
    }

    private static void select(Context context, Map<String, MessageSelector> selectors, boolean ordered)
            throws Exception {
        String topic = context.topic("topic");
        send(context, topic);
        long stored = Long.parseLong(context.desk().ask("count", topic).get(0));
        Map<String, Inbox> inboxes = new TreeMap<>();
        Map<String, String> groups = new HashMap<>();
        int number = 0;
        for (Map.Entry<String, MessageSelector> selector : selectors.entrySet()) {
            Inbox inbox = new Inbox();
            String group = context.group("g" + number++);
            if (context.attempt(selector.getKey() + ".subscribe",
                    () -> subscribed(context, group, ordered, topic, selector.getValue(), inbox))) {
                inboxes.put(selector.getKey(), inbox);
                groups.put(selector.getKey(), group);
            }
        }
        // A position behind all messages says that every one has been looked at.
        Context.await(() -> groups.values().stream().allMatch(group ->
                Long.parseLong(context.desk().ask("offset", group, topic, "0").get(0)) >= stored));
        inboxes.forEach((expression, inbox) -> context.see(expression, inbox.sortedBodies()));
    }

    private static void subscribed(Context context, String group, boolean ordered, String topic,
            MessageSelector selector, Inbox inbox) {
        Admin client = (ordered ? Kind.ORDER_CONSUMER : Kind.CONSUMER).create(context.properties(group,
                "ConsumeThreadNums", 1));
        if (ordered) {
            ((OrderConsumer) client).subscribe(topic, selector, (message, delivery) -> {
                inbox.consume(message, null);
                return OrderAction.Success;
            });
        } else {
            ((Consumer) client).subscribe(topic, selector, inbox);
        }
        context.started(client);
    }

    private static void invalidSql(Context context) {
        String topic = context.topic("topic");
        int number = 0;
        for (String sql : List.of("size >", "size ==== 1", "'", "select 1")) {
            Consumer consumer = (Consumer) Kind.CONSUMER.create(context.properties(context.group("g" + number++)));
            context.attempt(sql + ".subscribe", () ->
                    consumer.subscribe(topic, MessageSelector.bySql(sql), new Inbox()));
            context.attempt(sql + ".start", consumer::start);
            context.see(sql + ".isStarted", consumer.isStarted());
            context.attempt(sql + ".shutdown", consumer::shutdown);
        }
    }

    private static void selector(Context context) {
        List<MessageSelector> selectors = List.of(MessageSelector.byTag("a"), MessageSelector.byTag(null),
                MessageSelector.byTag(""), MessageSelector.bySql("b"), MessageSelector.bySql(null));
        for (int i = 0; i < selectors.size(); i++) {
            context.see("selector" + i, selectors.get(i).getType() + " " + selectors.get(i).getSubExpression());
        }
    }
}
