package io.openons.parity;

import com.aliyun.openservices.ons.api.Admin;
import com.aliyun.openservices.ons.api.Consumer;
import com.aliyun.openservices.ons.api.MessageSelector;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.PullConsumer;
import com.aliyun.openservices.ons.api.batch.BatchConsumer;
import com.aliyun.openservices.ons.api.order.OrderConsumer;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What clients of each kind answer before, between and after start and shutdown. */
final class LifecycleScenarios {

    private LifecycleScenarios() {
    }

    static Map<String, Scenario> all() {
        Map<String, Scenario> scenarios = new TreeMap<>();
        for (Kind kind : Kind.ALL) {
            scenarios.put("life/" + kind, context -> life(context, kind));
        }
        for (Sender sender : Sender.values()) {
            scenarios.put("life/send-" + sender, context -> sendOutsideLife(context, sender));
        }
        scenarios.put("life/subscribe", LifecycleScenarios::subscribe);
        for (Kind kind : Kind.LISTENING) {
            scenarios.put("life/subscribe-again-" + kind, context -> subscribeAgain(context, kind));
            scenarios.put("life/subscribe-late-" + kind, context -> subscribeLate(context, kind));
        }
        scenarios.put("life/callback-executor", LifecycleScenarios::callbackExecutor);
        scenarios.put("life/one-group", LifecycleScenarios::oneGroup);
        return scenarios;
    }

    private static void life(Context context, Kind kind) {
        Admin client = kind.create(context.properties(context.group("group")));
        states(context, "new", client);
        context.attempt("new.updateCredential", () -> client.updateCredential(keys("ak", "sk")));
        context.attempt("new.shutdown", client::shutdown);
        states(context, "notBegun", client);
        context.attempt("start", client::start);
        states(context, "started", client);
        context.attempt("start.again", client::start);
        context.attempt("started.updateCredential", () -> client.updateCredential(keys("ak2", "sk2")));
        context.attempt("started.updateCredential.null", () -> client.updateCredential(null));
        context.attempt("started.updateCredential.none", () -> client.updateCredential(new Properties()));
        context.attempt("started.updateCredential.noSecret", () -> client.updateCredential(keys("ak2", "")));
        context.attempt("shutdown", client::shutdown);
        states(context, "shutDown", client);
        context.attempt("shutdown.again", client::shutdown);
        context.attempt("restart", client::start);
    }

    private static Properties keys(String accessKey, String secretKey) {
        Properties keys = new Properties();
        keys.setProperty("AccessKey", accessKey);
        keys.setProperty("SecretKey", secretKey);
        return keys;
    }

    private static void states(Context context, String key, Admin client) {
        context.see(key + ".isStarted", client.isStarted());
        context.see(key + ".isClosed", client.isClosed());
    }

    private static void sendOutsideLife(Context context, Sender sender) {
        String topic = context.topic("topic");
        Admin client = sender.kind().create(context.properties(context.group("group")));
        context.attempt("new", () -> sender.send(client, Context.message(topic, "body")));
        client.start();
        context.attempt("started", () -> sender.send(client, Context.message(topic, "body")));
        client.shutdown();
        context.attempt("shutDown", () -> sender.send(client, Context.message(topic, "body")));
    }

    private static void subscribe(Context context) {
        String topic = context.topic("topic");
        Inbox inbox = new Inbox();
        for (Kind kind : Kind.LISTENING) {
            Admin client = kind.create(context.properties(context.group(kind.name())));
            context.attempt(kind + ".nullTopic", () -> kind.subscribe(client, null, "*", inbox));
            context.attempt(kind + ".emptyTopic", () -> kind.subscribe(client, "", "*", inbox));
            context.attempt(kind + ".illegalTopic", () -> kind.subscribe(client, "il legal", "*", inbox));
            context.attempt(kind + ".nullListener", () -> kind.subscribe(client, topic, "*", null));
            context.attempt(kind + ".nullExpression", () -> kind.subscribe(client, topic, null, inbox));
            context.attempt(kind + ".bars", () -> kind.subscribe(client, topic, "||", inbox));
            context.attempt(kind + ".twice", () -> kind.subscribe(client, topic, "*", inbox));
        }
        Consumer consumer = (Consumer) Kind.CONSUMER.create(context.properties(context.group("selectors")));
        context.attempt("nullSelector", () -> consumer.subscribe(topic, (MessageSelector) null, inbox));
        context.attempt("nullSql", () -> consumer.subscribe(topic, MessageSelector.bySql(null), inbox));
        context.attempt("emptySql", () -> consumer.subscribe(topic, MessageSelector.bySql(""), inbox));
        context.attempt("nullTag", () -> consumer.subscribe(topic, MessageSelector.byTag(null), inbox));
        context.attempt("unsubscribe", () -> consumer.unsubscribe(topic));
        context.attempt("unsubscribe.null", () -> consumer.unsubscribe(null));
        context.attempt("unsubscribe.unknown", () -> consumer.unsubscribe("unknown"));
        OrderConsumer ordered = (OrderConsumer) Kind.ORDER_CONSUMER.create(context.properties(context.group("o")));
        context.attempt("ordered.nullSelector", () -> ordered.subscribe(topic, (MessageSelector) null, null));
        BatchConsumer batch = (BatchConsumer) Kind.BATCH_CONSUMER.create(context.properties(context.group("b")));
        context.attempt("batch.unsubscribe.null", () -> batch.unsubscribe(null));
        context.attempt("batch.unsubscribe.unknown", () -> batch.unsubscribe("unknown"));
        for (Kind kind : Kind.LISTENING) {
            Admin client = kind.create(context.properties(context.group("end" + kind)));
            context.attempt(kind + ".startWithout", client::start);
            client.shutdown();
            context.attempt(kind + ".subscribeShutDown", () -> kind.subscribe(client, topic, "*", inbox));
        }
    }

    /** The last listener and expression count. */
    private static void subscribeAgain(Context context, Kind kind) throws Exception {
        String topic = context.topic("topic");
        Inbox first = new Inbox();
        Inbox last = new Inbox();
        Admin client = kind.create(context.properties(context.group("group")));
        kind.subscribe(client, topic, "a", first);
        kind.subscribe(client, topic, "b", last);
        Sending sending = context.sender(Sender.SYNC);
        for (String tag : List.of("a", "b", "c", "b")) {
            sending.send(Context.message(topic, tag, "key", tag));
        }
        context.started(client);
        last.awaitDeliveries(2);
        context.see("first", first.bodies());
        context.see("last", last.bodies());
    }

    private static void subscribeLate(Context context, Kind kind) throws Exception {
        String topic = context.topic("topic");
        String other = context.topic("other");
        Inbox inbox = new Inbox();
        Inbox late = new Inbox();
        Admin client = kind.create(context.properties(context.group("group")));
        kind.subscribe(client, topic, "*", inbox);
        Sending sending = context.sender(Sender.SYNC);
        sending.send(Context.message(topic, "1"));
        sending.send(Context.message(other, "2"));
        context.started(client);
        inbox.awaitDeliveries(1);
        context.attempt("subscribe", () -> kind.subscribe(client, other, "*", late));
        late.awaitDeliveries(1);
        context.see("seen", inbox.bodies() + " " + late.bodies());
        if (kind == Kind.CONSUMER) {
            ((Consumer) client).unsubscribe(topic);
            sending.send(Context.message(topic, "3"));
            sending.send(Context.message(other, "4"));
            late.awaitDeliveries(2);
            context.see("unsubscribed", inbox.bodies() + " " + late.bodies());
        }
    }

    private static void callbackExecutor(Context context) throws Exception {
        String topic = context.topic("topic");
        Producer producer = (Producer) Kind.PRODUCER.create(context.properties(context.group("group")));
        ExecutorService executor = Executors.newSingleThreadExecutor(task -> new Thread(task, "own-thread"));
        context.attempt("new", () -> producer.setCallbackExecutor(executor));
        context.started(producer);
        context.attempt("null", () -> producer.setCallbackExecutor(null));
        context.attempt("started", () -> producer.setCallbackExecutor(executor));
        List<String> threads = new java.util.concurrent.CopyOnWriteArrayList<>();
        producer.sendAsync(Context.message(topic, "body"), new com.aliyun.openservices.ons.api.SendCallback() {
            @Override
            public void onSuccess(com.aliyun.openservices.ons.api.SendResult result) {
                threads.add(Thread.currentThread().getName() + " success " + result.getTopic());
                throw new IllegalStateException("thrown by a callback");
            }

            @Override
            public void onException(com.aliyun.openservices.ons.api.OnExceptionContext failure) {
                threads.add(Thread.currentThread().getName() + " failure");
            }
        });
        Context.await(() -> !threads.isEmpty());
        producer.shutdown();
        context.see("callback", threads);
        context.see("executorEnded", executor.isShutdown());
        executor.shutdown();
        context.attempt("sendAsync.nullCallback", () -> {
            Producer other = (Producer) context.started(Kind.PRODUCER.create(context.properties("GID_other")));
            other.sendAsync(Context.message(topic, "nobody hears"), null);
            context.awaitStored(topic, 2);
        });
    }

    /** Clients of one group in one JVM do not disturb each other. */
    private static void oneGroup(Context context) throws Exception {
        String topic = context.topic("", "topic", 4);
        Properties properties = context.properties(context.group("group"));
        Inbox inbox = new Inbox();
        for (int i = 0; i < 2; i++) {
            Admin producer = Kind.PRODUCER.create(properties);
            context.attempt("producer" + i, () -> context.started(producer));
            for (int n = 0; n < 4; n++) {
                Sender.SYNC.send(producer, Context.message(topic, "m" + i + n));
            }
            context.desk().ask("settle");
            Admin consumer = Kind.CONSUMER.create(properties);
            Kind.CONSUMER.subscribe(consumer, topic, "*", inbox);
            context.attempt("consumer" + i, () -> context.started(consumer));
        }
        Context.await(() -> distinct(inbox).size() == 8); // a queue that changes its consumer may repeat some
        context.see("seen", distinct(inbox));
        PullConsumer pulling = (PullConsumer) Kind.PULL_CONSUMER.create(properties);
        context.attempt("pullConsumer", () -> context.started(pulling));
    }

    private static List<String> distinct(Inbox inbox) {
        return inbox.deliveries().stream().map(Inbox::body).distinct().sorted().toList();
    }
}
