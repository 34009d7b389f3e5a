package io.openons.parity;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.Admin;
import com.aliyun.openservices.ons.api.Message;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What becomes of a message whose listener does not succeed. */
final class RetryScenarios {

    private RetryScenarios() {
    }

    static Map<String, Scenario> all() {
        Map<String, Scenario> scenarios = new TreeMap<>();
        for (Kind kind : Kind.LISTENING) {
            answers().forEach((name, answer) ->
                    scenarios.put("retry/" + kind + "-" + name, context -> answered(context, kind, answer)));
            for (String most : List.of("0", "1", "2")) {
                scenarios.put("retry/" + kind + "-most-" + most, context -> deadLetter(context, kind, most));
            }
        }
        for (Kind kind : List.of(Kind.CONSUMER, Kind.BATCH_CONSUMER)) {
            for (String most : List.of("", "-1", "-5", "junk")) {
                scenarios.put("retry/" + kind + "-most-'" + most + "'", context -> deadLetter(context, kind, most));
            }
        }
        scenarios.put("retry/unlimited-in-order", RetryScenarios::unlimitedInOrder);
        scenarios.put("retry/order-is-kept", RetryScenarios::orderIsKept);
        return scenarios;
    }

    private static Map<String, Function<Message, Action>> answers() {
        Map<String, Function<Message, Action>> answers = new LinkedHashMap<>();
        answers.put("later", message -> Action.ReconsumeLater);
        answers.put("null", message -> null);
        answers.put("exception", message -> {
            throw new IllegalStateException("thrown by the listener");
        });
        answers.put("error", message -> {
            throw new AssertionError("thrown by the listener");
        });
        return answers;
    }

    private static void answered(Context context, Kind kind, Function<Message, Action> answer) throws Exception {
        String topic = context.topic("topic");
        Inbox inbox = new Inbox(message -> message.getReconsumeTimes() == 0 ? answer.apply(message)
                : Action.CommitMessage);
        Admin consumer = kind.create(context.properties(context.group("group"), "suspendTimeMillis", 50));
        kind.subscribe(consumer, topic, "*", inbox);
        context.sender(Sender.SYNC).send(Context.message(topic, "body"));
        context.started(consumer);
        inbox.awaitDeliveries(2);
        context.see("reconsumeTimes", times(inbox));
        context.see("bodies", inbox.sortedBodies());
    }

    /** Each once: when a broker is late with its answer to a message that is given back, clients give it back again. */
    private static List<Integer> times(Inbox inbox) {
        return inbox.deliveries().stream().map(Message::getReconsumeTimes).distinct().toList();
    }

    private static void deadLetter(Context context, Kind kind, String most) throws Exception {
        String topic = context.topic("topic");
        String group = context.group("group");
        Inbox inbox = new Inbox(message -> Action.ReconsumeLater);
        Admin consumer = kind.create(context.properties(group, "suspendTimeMillis", 50, "maxReconsumeTimes", most));
        kind.subscribe(consumer, topic, "*", inbox);
        Message message = Context.message(topic, "body");
        message.putUserProperties("mine", "value");
        context.sender(Sender.SYNC).send(message);
        context.started(consumer);
        context.seeStored("%DLQ%" + group, 1);
        context.see("reconsumeTimes", times(inbox));
    }

    private static void unlimitedInOrder(Context context) throws Exception {
        String topic = context.topic("topic");
        String group = context.group("group");
        Inbox inbox = new Inbox(message -> message.getReconsumeTimes() < 40 ? Action.ReconsumeLater
                : Action.CommitMessage);
        Admin consumer = Kind.ORDER_CONSUMER.create(context.properties(group, "suspendTimeMillis", 10));
        Kind.ORDER_CONSUMER.subscribe(consumer, topic, "*", inbox);
        context.sender(Sender.SYNC).send(Context.message(topic, "body"));
        context.started(consumer);
        inbox.awaitDeliveries(41);
        context.see("reconsumeTimes", times(inbox));
        context.see("deadLetters", context.desk().stored("%DLQ%" + group).size());
    }

    /** A message that fails holds those behind it until it succeeds or is given up. */
    private static void orderIsKept(Context context) throws Exception {
        String topic = context.topic("topic");
        Inbox inbox = new Inbox(message -> Inbox.body(message).equals("2") ? Action.ReconsumeLater
                : Action.CommitMessage);
        Admin consumer = Kind.ORDER_CONSUMER.create(context.properties(context.group("group"), "suspendTimeMillis", 50,
                "maxReconsumeTimes", 2));
        Kind.ORDER_CONSUMER.subscribe(consumer, topic, "*", inbox);
        Sending sending = context.sender(Sender.SYNC);
        for (String body : List.of("1", "2", "3")) {
            sending.send(Context.message(topic, body));
        }
        context.started(consumer);
        inbox.awaitDeliveries(5);
        context.see("bodies", inbox.bodies());
        context.see("reconsumeTimes", times(inbox));
    }
}
