package io.openons.parity;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.Admin;
import com.aliyun.openservices.ons.api.PropertyKeyConst;
import com.aliyun.openservices.ons.api.PullConsumer;
import com.aliyun.openservices.ons.api.transaction.TransactionProducer;
import com.aliyun.openservices.ons.api.transaction.TransactionStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What clients ask servers, header by header. Their names have the word "wire": {@link RequestWatch} goes by it. */
final class WireScenarios {

    private static final int PULL = 11;
    private static final int QUERY_OFFSET = 14;
    private static final int UPDATE_OFFSET = 15;
    private static final int HEARTBEAT = 34;
    private static final int UNREGISTER = 35;
    private static final int SEND_BACK = 36;
    private static final int END_TRANSACTION = 37;
    private static final int MEMBERS = 38;
    private static final int LOCK = 41;
    private static final int ROUTE = 105;
    private static final int SEND = 310;
    private static final int LITE_PULL = 361;
    private static final String MESSAGE_PROPERTIES = "field.i";
    private static final Map<Integer, String> NAMES = Map.ofEntries(Map.entry(PULL, "pull"),
            Map.entry(QUERY_OFFSET, "queryOffset"), Map.entry(UPDATE_OFFSET, "updateOffset"),
            Map.entry(HEARTBEAT, "heartbeat"), Map.entry(UNREGISTER, "unregister"), Map.entry(SEND_BACK, "sendBack"),
            Map.entry(END_TRANSACTION, "endTransaction"), Map.entry(MEMBERS, "members"), Map.entry(LOCK, "lock"),
            Map.entry(ROUTE, "route"), Map.entry(SEND, "send"), Map.entry(LITE_PULL, "litePull"));
    /** Positions in a store that all scenarios share. */
    private static final List<String> POSITIONS = List.of("field.commitLogOffset", "field.tranStateTableOffset",
            "field.offset", "field.commitOffset");

    private WireScenarios() {
    }

    static Map<String, Scenario> all() {
        Map<String, Scenario> scenarios = new TreeMap<>();
        for (Sender sender : Sender.values()) {
            scenarios.put("wire/" + sender, context -> sent(context, sender));
        }
        for (Kind kind : Kind.LISTENING) {
            scenarios.put("wire/" + kind, context -> received(context, kind));
        }
        scenarios.put("wire/PULL_CONSUMER", WireScenarios::polled);
        scenarios.put("wire/rollback", context -> ended(context, TransactionStatus.RollbackTransaction));
        scenarios.put("wire/unknown", context -> ended(context, TransactionStatus.Unknow));
        scenarios.put("wire/as-set", WireScenarios::asSet);
        scenarios.put("wire/keys-changed", WireScenarios::keysChanged);
        scenarios.put("wire/vip", WireScenarios::vip);
        return scenarios;
    }

    private static void sent(Context context, Sender sender) throws Exception {
        String topic = context.topic("topic");
        String group = context.group("group");
        sender.open(context, context.properties(group)).send(Context.message(topic, "body"));
        see(context, topic, ROUTE, SEND);
        see(context, group, HEARTBEAT);
        if (sender == Sender.TRANSACTION) {
            see(context, group, END_TRANSACTION);
        }
    }

    private static void received(Context context, Kind kind) throws Exception {
        String topic = context.topic("topic");
        String group = context.group("group");
        Inbox inbox = new Inbox(message -> message.getReconsumeTimes() == 0 ? Action.ReconsumeLater
                : Action.CommitMessage);
        Admin consumer = kind.create(context.properties(group, "suspendTimeMillis", 50, "InstanceName", "own"));
        kind.subscribe(consumer, topic, "tag || other", inbox);
        context.sender(Sender.SYNC).send(Context.message(topic, "body"));
        context.started(consumer);
        inbox.awaitDeliveries(2);
        consumer.shutdown();
        see(context, topic, PULL, QUERY_OFFSET, UPDATE_OFFSET);
        see(context, group, HEARTBEAT, MEMBERS, UNREGISTER);
        see(context, group, kind == Kind.ORDER_CONSUMER ? LOCK : SEND_BACK);
    }

    private static void polled(Context context) throws Exception {
        String topic = context.topic("topic");
        String group = context.group("group");
        context.sender(Sender.SYNC).send(Context.message(topic, "body"));
        PullConsumer consumer = (PullConsumer) context.started(Kind.PULL_CONSUMER.create(
                context.properties(group, "autoCommit", "false")));
        consumer.assign(consumer.topicPartitions(topic));
        Context.await(() -> !consumer.poll(300).isEmpty());
        consumer.commitSync();
        Context.await(() -> context.desk().ask("offset", group, topic, "0").get(0).equals("1"));
        see(context, group, QUERY_OFFSET, UPDATE_OFFSET);
        boolean lite = context.desk().requests(group).stream()
                .anyMatch(request -> request.get("code").equals("" + LITE_PULL));
        context.see("lite", lite);
        see(context, group, lite ? LITE_PULL : PULL);
        context.see("members", context.desk().ask("members", group));
    }

    private static void ended(Context context, TransactionStatus status) throws Exception {
        String topic = context.topic("topic");
        String group = context.group("group");
        TransactionProducer producer = (TransactionProducer) context.started(
                Kind.TRANSACTION_PRODUCER.create(context.properties(group)));
        context.attempt("send", () -> Context.inTime(() ->
                producer.send(Context.message(topic, "body"), (half, argument) -> status, null)));
        see(context, group, END_TRANSACTION);
    }

    private static void asSet(Context context) throws Exception {
        String topic = context.topic("MQ_INST_1_p%", "topic", 1);
        String group = context.group("MQ_INST_1_p%", "group");
        Properties properties = context.properties(group, "INSTANCE_ID", "MQ_INST_1_p", "OnsChannel", "CLOUD",
                "SecurityToken", "token", "PostSubscriptionWhenPull", "true", "maxBatchMessageCount", 7,
                "maxReconsumeTimes", 3, "MessageModel", "CLUSTERING");
        Inbox inbox = new Inbox(message -> message.getReconsumeTimes() == 0 ? Action.ReconsumeLater
                : Action.CommitMessage);
        Admin consumer = Kind.CONSUMER.create(properties);
        Kind.CONSUMER.subscribe(consumer, topic, "tag", inbox);
        Sender.SYNC.open(context, properties).send(Context.message(topic, "body"));
        context.started(consumer);
        inbox.awaitDeliveries(2);
        see(context, topic, ROUTE, SEND, PULL);
        see(context, group, HEARTBEAT, SEND_BACK);
    }

    private static void keysChanged(Context context) throws Exception {
        String topic = context.topic("topic");
        Admin client = context.started(Kind.PRODUCER.create(context.properties(context.group("group"))));
        Sender.SYNC.send(client, Context.message(topic, "before"));
        Properties keys = new Properties();
        keys.setProperty(PropertyKeyConst.AccessKey, "ak2");
        keys.setProperty(PropertyKeyConst.SecretKey, "sk2");
        client.updateCredential(keys);
        Sender.SYNC.send(client, Context.message(topic, "after"));
        context.see("keys", context.desk().requests(topic).stream()
                .filter(request -> request.get("code").equals("" + SEND))
                .map(request -> request.get("field.AccessKey")).distinct().toList());
    }

    /** The broker has no such port. */
    private static void vip(Context context) throws Exception {
        String topic = context.topic("topic");
        Properties properties = context.properties(context.group("group"), "isVipChannelEnabled", "true");
        Admin client = context.started(Kind.PRODUCER.create(properties));
        context.attempt("send", () -> Sender.SYNC.send(client, Context.message(topic, "body")));
    }

    /** The first request of each code that names the topic or group; the last heartbeat, which has all subscriptions. */
    private static void see(Context context, String topicOrGroup, int... codes) throws InterruptedException {
        for (int code : codes) {
            Map<String, String> first = new TreeMap<>();
            boolean found = Context.happens(30_000, () -> {
                context.desk().requests(topicOrGroup).stream().filter(request -> request.get("code").equals("" + code))
                        .reduce((one, next) -> code == HEARTBEAT ? next : one).ifPresent(first::putAll);
                return !first.isEmpty();
            });
            context.see(NAMES.get(code), found ? "asked" : "never asked");
            first.replaceAll(WireScenarios::normal);
            if (code == SEND) {
                instanceApart(first);
            }
            if (code == UPDATE_OFFSET) {
                first.remove("oneway"); // at shutdown or before
            }
            context.seeAll(NAMES.get(code), first);
        }
    }

    /** One of the message's properties, which clients without a namespace treat differently, by itself. */
    private static void instanceApart(Map<String, String> send) {
        Map<Boolean, String> properties = Arrays.stream(send.getOrDefault(MESSAGE_PROPERTIES, "").split(" "))
                .collect(Collectors.partitioningBy(property -> property.startsWith("INSTANCE_ID="),
                        Collectors.joining(" ")));
        send.put("instance", properties.get(true).isEmpty() ? "none" : properties.get(true));
        send.put(MESSAGE_PROPERTIES, properties.get(false));
    }

    private static String normal(String name, String value) {
        if (POSITIONS.contains(name)) {
            return "<position>";
        }
        if (name.equals("field.Signature")) {
            return value.length() + " characters";
        }
        if (name.equals("field.sysFlag")) {
            return "" + (Integer.parseInt(value) & ~1); // a pull may tell a position, or another request does
        }
        if (name.toLowerCase().endsWith("clientid")) {
            return value.contains("#") ? "<made>" : value.replaceAll("\\d+", "N");
        }
        return value.indexOf('\u0001') < 0 ? value : Arrays.stream(value.split("\u0002")).sorted()
                .map(property -> property.replace('\u0001', '=')).collect(Collectors.joining(" "));
    }
}
