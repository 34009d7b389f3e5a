package io.openons.parity;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.ONSFactory;
import com.aliyun.openservices.ons.api.SendResult;
import com.aliyun.openservices.ons.api.transaction.LocalTransactionChecker;
import com.aliyun.openservices.ons.api.transaction.LocalTransactionExecuter;
import com.aliyun.openservices.ons.api.transaction.TransactionProducer;
import com.aliyun.openservices.ons.api.transaction.TransactionStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What executers and checkers see, and what their answers mean. */
final class TransactionScenarios {

    private static final int IMMUNITY_SECONDS = 12;

    private TransactionScenarios() {
    }

    static Map<String, Scenario> all() {
        Map<String, Scenario> scenarios = new TreeMap<>();
        for (String instance : List.of("", "MQ_INST_1_p")) {
            String suffix = instance.isEmpty() ? "" : "-in-a-namespace";
            executers().forEach((name, executer) ->
                    scenarios.put("transaction/executer-" + name + suffix,
                            context -> executed(context, instance, executer, name.equals("commit") ? 2 : 1)));
            checkers().forEach((name, checker) ->
                    scenarios.put("transaction/checker-" + name + suffix,
                            context -> checked(context, instance, checker)));
        }
        scenarios.put("transaction/nulls", TransactionScenarios::nulls);
        scenarios.put("transaction/immunity-of-the-producer", context -> immunity(context, true));
        scenarios.put("transaction/immunity-of-the-message", context -> immunity(context, false));
        return scenarios;
    }

    private static Map<String, LocalTransactionExecuter> executers() {
        Map<String, LocalTransactionExecuter> executers = new LinkedHashMap<>();
        executers.put("commit", (message, argument) -> TransactionStatus.CommitTransaction);
        executers.put("rollback", (message, argument) -> TransactionStatus.RollbackTransaction);
        executers.put("unknown", (message, argument) -> TransactionStatus.Unknow);
        executers.put("null", (message, argument) -> null);
        executers.put("exception", (message, argument) -> {
            throw new IllegalStateException("thrown by the executer");
        });
        executers.put("error", (message, argument) -> {
            throw new AssertionError("thrown by the executer");
        });
        return executers;
    }

    private static Message message(String topic, String body) {
        Message message = Context.message(topic, body);
        message.putUserProperties("mine", "value");
        return message;
    }

    private static TransactionProducer producer(Context context, String instance, LocalTransactionChecker checker) {
        return context.started(ONSFactory.createTransactionProducer(
                context.properties("GID_" + context.noTopic("group"), "INSTANCE_ID", instance), checker));
    }

    private static String namespace(String instance) {
        return instance.isEmpty() ? "" : instance + "%";
    }

    private static void executed(Context context, String instance, LocalTransactionExecuter executer, int bodies)
            throws Exception {
        String topic = context.topic(namespace(instance), "topic", 1);
        TransactionProducer producer = producer(context, instance, message -> TransactionStatus.Unknow);
        Message message = message(topic, "body");
        Thread caller = Thread.currentThread();
        context.outcome("send", () -> Context.inTime(() -> producer.send(message, (half, argument) -> {
            context.see("sameThread", Thread.currentThread() == caller);
            context.see("sameMessage", half == message);
            context.see("argument", argument);
            context.seeAll("half", Getters.of(half));
            return executer.execute(half, argument);
        }, "argument")).getTopic());
        context.see("idKnown", message.getMsgID() != null);
        // Behind it in the same queue: what is not there by now does not come without a check.
        Context.inTime(() ->
                producer.send(message(topic, "later"), (half, argument) -> TransactionStatus.CommitTransaction, null));
        Context.await(() -> context.desk().stored(namespace(instance) + topic).stream()
                .anyMatch(stored -> stored.get("body").equals("later")));
        context.seeStored(namespace(instance) + topic, bodies);
    }

    private static Map<String, LocalTransactionChecker> checkers() {
        Map<String, LocalTransactionChecker> checkers = new LinkedHashMap<>();
        checkers.put("commit", message -> TransactionStatus.CommitTransaction);
        checkers.put("rollback", message -> TransactionStatus.RollbackTransaction);
        checkers.put("unknown", message -> TransactionStatus.Unknow);
        checkers.put("null", message -> null);
        checkers.put("exception", message -> {
            throw new IllegalStateException("thrown by the checker");
        });
        checkers.put("error", message -> {
            throw new AssertionError("thrown by the checker");
        });
        return checkers;
    }

    /**
     * The first check is answered by the checker. Later ones commit, unless it has rolled back: a slow broker asks
     * again for an end that it was told.
     */
    private static void checked(Context context, String instance, LocalTransactionChecker checker) throws Exception {
        String topic = context.topic(namespace(instance), "topic", 1);
        context.group(namespace(instance), "group");
        boolean rolledBack = answer(checker) == TransactionStatus.RollbackTransaction;
        List<Map<String, String>> seen = new CopyOnWriteArrayList<>();
        TransactionProducer producer = producer(context, instance, message -> {
            if (Inbox.body(message).equals("later") || !seen.isEmpty() && !rolledBack) {
                return TransactionStatus.CommitTransaction;
            }
            seen.add(Getters.of(message));
            return checker.check(message);
        });
        Message message = message(topic, "body");
        SendResult result = Context.inTime(() ->
                producer.send(message, (half, argument) -> TransactionStatus.Unknow, null));
        Context.await(() -> !seen.isEmpty());
        context.see("sameId", result.getMessageId().equals(seen.get(0).get("msgId")));
        Map<String, String> first = new TreeMap<>(seen.get(0));
        first.keySet().removeAll(List.of("offset", "system.__CONSUMEOFFSET"));
        first.computeIfPresent("user.TRANSACTION_CHECK_TIMES", (name, value) -> "<number>"); // counts skipped rounds
        context.seeAll("check", first);
        // A rollback leaves nothing: the wait for it is a second transaction that is checked later than the first.
        Context.inTime(() ->
                producer.send(message(topic, "later"), (half, argument) -> TransactionStatus.Unknow, null));
        Context.await(() -> context.desk().stored(namespace(instance) + topic).stream()
                .anyMatch(stored -> stored.get("body").equals("later")));
        context.see("visible", Context.happens(rolledBack ? 0 : 60_000, () -> context.desk()
                .stored(namespace(instance) + topic).stream().anyMatch(stored -> stored.get("body").equals("body"))));
    }

    private static TransactionStatus answer(LocalTransactionChecker checker) {
        try {
            return checker.check(null);
        } catch (Throwable e) {
            return null;
        }
    }

    /** Whether the first check waits for the time that was set; the broker's own is a second. */
    private static void immunity(Context context, boolean ofTheProducer) throws Exception {
        String topic = context.topic("topic");
        List<Long> checks = new CopyOnWriteArrayList<>();
        Properties properties = context.properties(context.group("group"));
        Message message = message(topic, "body");
        if (ofTheProducer) {
            properties.put("CheckImmunityTimeInSeconds", IMMUNITY_SECONDS);
        } else {
            message.putUserProperties("CheckImmunityTimeInSeconds", "" + IMMUNITY_SECONDS);
        }
        TransactionProducer producer = context.started(ONSFactory.createTransactionProducer(properties, half -> {
            checks.add(System.nanoTime());
            return TransactionStatus.RollbackTransaction;
        }));
        long start = System.nanoTime();
        Context.inTime(() -> producer.send(message, (half, argument) -> TransactionStatus.Unknow, null));
        Context.await(() -> !checks.isEmpty());
        context.see("immune", checks.get(0) - start >= IMMUNITY_SECONDS * 1_000_000_000L);
    }

    private static void nulls(Context context) {
        String topic = context.topic("topic");
        context.attempt("noChecker", () -> producer(context, "", null));
        TransactionProducer producer = producer(context, "", message -> TransactionStatus.Unknow);
        context.attempt("noExecuter", () -> producer.send(message(topic, "body"), null, null));
        context.attempt("noMessage", () -> producer.send(null, (half, argument) -> null, null));
        context.attempt("noArgument", () -> Context.inTime(() -> producer.send(message(topic, "body"),
                (half, argument) -> TransactionStatus.CommitTransaction, null)));
    }
}
