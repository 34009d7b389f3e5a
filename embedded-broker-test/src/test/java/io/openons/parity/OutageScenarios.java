package io.openons.parity;

import com.aliyun.openservices.ons.api.Admin;
import com.aliyun.openservices.ons.api.ONSFactory;
import com.aliyun.openservices.ons.api.OnExceptionContext;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.SendCallback;
import com.aliyun.openservices.ons.api.SendResult;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Servers that are away for a while. One scenario, since all its clients lose them. */
final class OutageScenarios {

    private OutageScenarios() {
    }

    static Map<String, Scenario> all() {
        return Map.of("outage/clients", OutageScenarios::clients);
    }

    private static void clients(Context context) throws Exception {
        String topic = context.topic("topic");
        String group = context.group("group");
        Map<Sender, Admin> clients = new EnumMap<>(Sender.class);
        for (Sender sender : Sender.values()) {
            Admin client = context.started(sender.kind().create(context.properties(context.group("g" + sender),
                    "SendMsgTimeoutMillis", "10000")));
            clients.put(sender, client);
            Context.inTime(() -> sender.send(client, Context.message(topic, "before " + sender)));
        }
        Inbox inbox = new Inbox();
        Admin consumer = Kind.CONSUMER.create(context.properties(group));
        Kind.CONSUMER.subscribe(consumer, topic, "*", inbox);
        context.started(consumer);
        inbox.awaitDeliveries(Sender.values().length);

        context.desk().ask("stop");
        clients.forEach((sender, client) -> {
            if (sender != Sender.ASYNC) {
                context.attempt("away." + sender, () -> sender.sendOnce(client, Context.message(topic, "lost")));
            }
        });
        async(context, (Producer) clients.get(Sender.ASYNC), topic);
        for (Kind kind : Kind.ALL) {
            Admin late = context.keep(kind.create(context.properties("GID_late_" + kind)));
            if (Kind.LISTENING.contains(kind)) {
                kind.subscribe(late, topic, "*", new Inbox());
            }
            context.attempt("late." + kind + ".start", late::start);
            context.see("late." + kind + ".isStarted", late.isStarted());
        }
        Producer unconnected = context.started(ONSFactory.createProducer(context.properties("GID_unconnected",
                "SendMsgTimeoutMillis", "5000")));
        context.attempt("late.send", () -> unconnected.send(Context.message(topic, "lost")));

        context.desk().ask("restart");
        for (Map.Entry<Sender, Admin> client : clients.entrySet()) {
            Sender sender = client.getKey();
            Context.await(() -> {
                try {
                    sender.send(client.getValue(), Context.message(topic, "after " + sender));
                    return true;
                } catch (Exception e) {
                    return false;
                }
            });
        }
        List<String> sure = List.of("after ASYNC", "after ORDERED", "after SYNC", "after TRANSACTION");
        Context.await(() -> inbox.bodies().containsAll(sure));
        context.see("seen", inbox.sortedBodies().stream().filter(body -> !body.equals("after ONEWAY")).toList());
    }

    private static void async(Context context, Producer producer, String topic) throws Exception {
        Thread caller = Thread.currentThread();
        List<String> reports = new CopyOnWriteArrayList<>();
        context.attempt("away.ASYNC", () -> producer.sendAsync(Context.message(topic, "lost"), new SendCallback() {
            @Override
            public void onSuccess(SendResult result) {
                reports.add("success");
            }

            @Override
            public void onException(OnExceptionContext failure) {
                context.see("away.ASYNC.onTheCallersThread", Thread.currentThread() == caller);
                context.see("away.ASYNC.topic", failure.getTopic());
                context.see("away.ASYNC.idKnown", failure.getMessageId() != null);
                context.seeText("away.ASYNC.reported", failure.getException());
                reports.add("failure");
            }
        }));
        Context.await(() -> !reports.isEmpty());
        context.see("away.ASYNC.reports", reports);
    }
}
