package io.openons.parity;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.Admin;
import com.aliyun.openservices.ons.api.ConsumeContext;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.MessageListener;
import com.aliyun.openservices.ons.api.PullConsumer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What each kind of consumer sees of a message: every getter, at the first and at later deliveries. */
final class SeenScenarios {

    private static final int DELIVERIES = 3;

    private SeenScenarios() {
    }

    static Map<String, Scenario> all() {
        Map<String, Scenario> scenarios = new TreeMap<>();
        for (String instance : List.of("", "MQ_INST_1_p")) {
            String suffix = instance.isEmpty() ? "" : "-in-a-namespace";
            for (Kind kind : Kind.LISTENING) {
                scenarios.put("seen/" + kind + suffix, context -> deliveries(context, kind, instance));
            }
            scenarios.put("seen/PULL_CONSUMER" + suffix, context -> polled(context, instance));
        }
        for (Kind kind : Kind.LISTENING) {
            scenarios.put("seen/from-apache-" + kind, context -> fromApache(context, kind));
        }
        scenarios.put("seen/context", SeenScenarios::consumeContext);
        scenarios.put("seen/changed-by-the-listener", SeenScenarios::changedByTheListener);
        return scenarios;
    }

    /** A message of each sort that consumers could tell apart. */
    private static void send(Context context, String namespace, String topic, Properties properties) throws Exception {
        Message full = Context.message(topic, "tag", "key", "full");
        full.setShardingKey("shard");
        full.setStartDeliverTime(1000);
        full.putUserProperties("mine", "value");
        full.putUserProperties("__KEY", "shadow");
        Sending sync = Sender.SYNC.open(context, properties);
        sync.send(full);
        sync.send(new Message(topic, null, "bare".getBytes()));
        sync.send(new Message(topic, null, String.format("%-5000s", "long").getBytes()));
        Message own = Context.message(topic, "own");
        own.putUserProperties("UNIQ_KEY", "OWN_ID");
        sync.send(own);
        Sender.ORDERED.open(context, properties).send(Context.message(topic, "ordered"));
        Sender.TRANSACTION.open(context, properties).send(Context.message(topic, "transaction"));
        context.awaitStored(namespace + topic, SORTS);
    }

    private static final int SORTS = 6;
    private static final int APACHE_SORTS = 8;

    private static void deliveries(Context context, Kind kind, String instance) throws Exception {
        String namespace = instance.isEmpty() ? "" : instance + "%";
        String topic = context.topic(namespace, "topic", 1);
        Properties properties = context.properties(context.group(namespace, "group"), "INSTANCE_ID", instance,
                "suspendTimeMillis", 50);
        send(context, namespace, topic, properties);
        Map<String, Map<Integer, Map<String, String>>> seen = new ConcurrentHashMap<>(); // by body and reconsumeTimes
        Admin consumer = kind.create(properties);
        kind.subscribe(consumer, topic, "*", (message, delivery) -> {
            seen.computeIfAbsent(Inbox.body(message).trim(), body -> new ConcurrentHashMap<>())
                    .putIfAbsent(message.getReconsumeTimes(), Getters.of(message));
            return message.getReconsumeTimes() < DELIVERIES - 1 ? Action.ReconsumeLater : Action.CommitMessage;
        });
        context.started(consumer);
        Context.await(() -> seen.size() == SORTS
                && seen.values().stream().allMatch(ofBody -> ofBody.size() >= DELIVERIES));
        seen.forEach((body, deliveries) -> {
            for (int i = 0; i < DELIVERIES; i++) {
                Map<String, String> answers = new TreeMap<>(deliveries.get(i));
                if (i > 0 && kind != Kind.ORDER_CONSUMER) {
                    answers.remove("offset"); // in the retry topic, where they queue up by chance
                    answers.keySet().removeIf(name -> name.matches("system\\.(__CONSUMEOFFSET|M.._OFFSET)"));
                }
                answers.computeIfPresent("system.MAX_OFFSET", (name, value) -> "<some>"); // when it was pulled
                context.seeAll(body + ".delivery" + i, answers);
            }
            for (String lasting : List.of("msgId", "bornTimestamp")) {
                context.see(body + "." + lasting + "Stays",
                        deliveries.values().stream().map(one -> one.get(lasting)).distinct().count() == 1);
            }
        });
    }

    private static void polled(Context context, String instance) throws Exception {
        String namespace = instance.isEmpty() ? "" : instance + "%";
        String topic = context.topic(namespace, "topic", 1);
        Properties properties = context.properties(context.group(namespace, "group"), "INSTANCE_ID", instance);
        send(context, namespace, topic, properties);
        PullConsumer consumer = (PullConsumer) context.started(Kind.PULL_CONSUMER.create(properties));
        consumer.assign(consumer.topicPartitions(topic));
        List<Message> polled = new ArrayList<>();
        Context.await(() -> polled.addAll(consumer.poll(500)) & polled.size() >= SORTS);
        for (Message message : polled) {
            context.seeAll(Inbox.body(message).trim(), Getters.of(message));
        }
    }

    /** What {@link ApacheMessages} sends. */
    private static void fromApache(Context context, Kind kind) throws Exception {
        String topic = context.topic("topic");
        Inbox inbox = new Inbox();
        context.desk().ask("apache", topic);
        context.awaitStored(topic, APACHE_SORTS);
        Admin consumer = kind.create(context.properties(context.group("group")));
        kind.subscribe(consumer, topic, "*", inbox);
        context.started(consumer);
        Context.await(() -> inbox.sortedBodies().size() == APACHE_SORTS);
        Map<String, Map<String, String>> seen = new TreeMap<>();
        inbox.deliveries().forEach(message -> seen.putIfAbsent(Inbox.body(message).trim(), Getters.of(message)));
        seen.forEach((body, answers) -> {
            answers.computeIfPresent("system.MAX_OFFSET", (name, value) -> "<some>"); // when it was pulled
            if (body.equals("delayed") || body.equals("level")) { // whichever the broker delivers first
                answers.keySet().removeAll(List.of("offset", "system.__CONSUMEOFFSET"));
            }
            context.seeAll(body, answers);
        });
    }

    private static void consumeContext(Context context) throws Exception {
        for (Kind kind : List.of(Kind.CONSUMER, Kind.BATCH_CONSUMER)) {
            String topic = context.topic(kind.name());
            List<ConsumeContext> contexts = new CopyOnWriteArrayList<>();
            MessageListener listener = (message, delivery) -> {
                contexts.add(delivery);
                return contexts.size() < 2 ? Action.ReconsumeLater : Action.CommitMessage;
            };
            Admin consumer = kind.create(context.properties(context.group(kind.name())));
            kind.subscribe(consumer, topic, "*", listener);
            context.sender(Sender.SYNC).send(Context.message(topic, "body"));
            context.started(consumer);
            Context.await(() -> contexts.size() >= 2);
            for (int i = 0; i < 2; i++) {
                context.see(kind + ".acknowledgeIndex" + i, contexts.get(i).getAcknowledgeIndex());
            }
        }
    }

    private static void changedByTheListener(Context context) throws Exception {
        for (Kind kind : Kind.LISTENING) {
            String topic = context.topic(kind.name());
            List<String> seen = new CopyOnWriteArrayList<>();
            Admin consumer = kind.create(context.properties(context.group(kind.name()), "suspendTimeMillis", 50));
            kind.subscribe(consumer, topic, "*", (message, delivery) -> {
                seen.add(message.getTag() + " " + message.getKey() + " " + message.getUserProperties("mine") + " "
                        + Inbox.body(message));
                message.setTag("changed");
                message.setKey("changed");
                message.putUserProperties("mine", "changed");
                message.setBody("changed".getBytes());
                return seen.size() < 2 ? Action.ReconsumeLater : Action.CommitMessage;
            });
            context.sender(Sender.SYNC).send(Context.message(topic, "body"));
            context.started(consumer);
            Context.await(() -> seen.size() == 2);
            context.see(kind.name(), seen);
        }
    }
}
