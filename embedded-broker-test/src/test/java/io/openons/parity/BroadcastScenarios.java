package io.openons.parity;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.Admin;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Consumers that get each message of their topic, whatever the others of the group do. */
final class BroadcastScenarios {

    private BroadcastScenarios() {
    }

    static Map<String, Scenario> all() {
        Map<String, Scenario> scenarios = new TreeMap<>();
        for (Kind kind : List.of(Kind.CONSUMER, Kind.BATCH_CONSUMER)) {
            scenarios.put("broadcast/" + kind, context -> everyone(context, kind));
        }
        return scenarios;
    }

    private static void everyone(Context context, Kind kind) throws Exception {
        String topic = context.topic("", "topic", 2);
        String group = context.group("group");
        List<Inbox> inboxes = List.of(new Inbox(), new Inbox(message -> Action.ReconsumeLater));
        for (Inbox inbox : inboxes) {
            Admin consumer = kind.create(context.properties(group, "MessageModel", "BROADCASTING"));
            kind.subscribe(consumer, topic, "*", inbox);
            context.started(consumer);
        }
        Sending sending = context.sender(Sender.SYNC);
        // New consumers of this model begin at the end, as soon as they know it: until both do, they are told of it.
        Context.await(() -> {
            try {
                sending.send(Context.message(topic, "begin"));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return inboxes.stream().noneMatch(inbox -> inbox.deliveries().isEmpty());
        });
        for (int i = 0; i < 6; i++) {
            sending.send(Context.message(topic, "" + i));
        }
        for (int i = 0; i < 2; i++) {
            Inbox inbox = inboxes.get(i);
            Context.await(() -> inbox.bodies().stream().filter(body -> !body.equals("begin")).count() >= 6);
            context.see("seen" + i, inbox.sortedBodies().stream().filter(body -> !body.equals("begin")).toList());
            context.see("reconsumeTimes" + i,
                    inbox.deliveries().stream().allMatch(message -> message.getReconsumeTimes() == 0));
        }
        context.see("givenBack", context.desk().stored("%RETRY%" + group).size());
    }
}
