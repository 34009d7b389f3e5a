package io.openons.parity;

import com.aliyun.openservices.ons.api.Admin;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.ONSFactory;
import com.aliyun.openservices.ons.api.SendCallback;
import com.aliyun.openservices.ons.api.SendResult;
import com.aliyun.openservices.ons.api.OnExceptionContext;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.transaction.TransactionProducer;
import com.aliyun.openservices.ons.api.transaction.TransactionStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A broker that is slow or busy: see {@link DisturbedSends}. */
final class SlowScenarios {

    private static final List<Integer> TIMEOUTS = List.of(5000, 3000, 1000);
    /** By as much a machine may be late, once in a few tries. */
    private static final int LATE_MILLIS = 1500;
    private static final int TRIES = 4;

    private SlowScenarios() {
    }

    static Map<String, Scenario> all() {
        Map<String, Scenario> scenarios = new TreeMap<>();
        for (Sender sender : List.of(Sender.SYNC, Sender.ORDERED, Sender.TRANSACTION)) {
            scenarios.put("slow/default-" + sender, context -> timeout(context, sender, null));
            scenarios.put("slow/1000-" + sender, context -> timeout(context, sender, "1000"));
        }
        scenarios.put("slow/async", SlowScenarios::async);
        scenarios.put("slow/never-ended", SlowScenarios::neverEnded);
        for (Sender sender : Sender.values()) {
            if (sender != Sender.ONEWAY) {
                scenarios.put("slow/busy-wire-" + sender, context -> busy(context, sender));
            }
        }
        return scenarios;
    }

    private static Properties properties(Context context, String timeout) {
        Properties properties = context.properties(context.group("group"));
        properties.remove("SendMsgTimeoutMillis");
        if (timeout != null) {
            properties.setProperty("SendMsgTimeoutMillis", timeout);
        }
        return properties;
    }

    /** After which of the usual times a send fails: the shortest of some tries, as a busy machine is late. */
    private static void timeout(Context context, Sender sender, String set) throws Exception {
        String topic = context.topic("delayed");
        Admin client = context.started(sender.kind().create(properties(context, set)));
        String quick = context.topic("quick");
        Context.inTime(() -> sender.send(client, Context.message(quick, "connects")));
        long shortest = Long.MAX_VALUE;
        Throwable failure = null;
        for (int i = 0; i < TRIES && isLate(shortest); i++) {
            long start = System.nanoTime();
            try {
                sender.sendOnce(client, Context.message(topic, "body " + i));
            } catch (Throwable e) {
                failure = e;
                shortest = Math.min(shortest, (System.nanoTime() - start) / 1_000_000);
            }
        }
        long least = shortest;
        context.see("failsAfter", TIMEOUTS.stream().filter(timeout -> least > timeout - 100).findFirst().orElse(0));
        context.see("failure", Context.thrown(failure));
        context.seeText("failure", failure);
    }

    private static boolean isLate(long millis) {
        return TIMEOUTS.stream().noneMatch(timeout -> millis > timeout - 100 && millis < timeout + LATE_MILLIS);
    }

    private static void async(Context context) throws Exception {
        String topic = context.topic("delayed");
        Producer producer = (Producer) context.started(Kind.PRODUCER.create(properties(context, "1000")));
        BlockingQueue<Object> outcomes = new LinkedBlockingQueue<>();
        Message message = Context.message(topic, "body");
        context.attempt("sendAsync", () -> producer.sendAsync(message, new SendCallback() {
            @Override
            public void onSuccess(SendResult result) {
                outcomes.add(result);
            }

            @Override
            public void onException(OnExceptionContext failure) {
                outcomes.add(failure);
            }
        }));
        Object outcome = outcomes.poll(60, TimeUnit.SECONDS);
        context.see("fails", outcome instanceof OnExceptionContext);
        if (outcome instanceof OnExceptionContext) {
            OnExceptionContext failure = (OnExceptionContext) outcome;
            context.see("topic", failure.getTopic());
            context.see("idKnown", message.getMsgID().equals(failure.getMessageId()));
            context.seeText("failure", failure.getException());
        }
        context.see("second", outcomes.poll(3, TimeUnit.SECONDS));
    }

    /** How often a client tries. */
    private static void busy(Context context, Sender sender) throws Exception {
        String topic = context.topic("busy");
        Properties properties = context.properties(context.group("group"), "SendMsgTimeoutMillis", "5000");
        Admin client = context.started(sender.kind().create(properties));
        context.attempt("send", () -> sender.sendOnce(client, Context.message(topic, "body")));
        long tries = context.desk().requests(topic).stream().filter(request -> request.get("code").equals("310"))
                .count();
        context.see("tries", tries > 3 ? "many" : tries);
    }

    /** How many of a broker's checks arrive depends on the machine; how often it asks does not. */
    private static void neverEnded(Context context) throws Exception {
        String topic = context.topic("topic");
        AtomicInteger checks = new AtomicInteger();
        TransactionProducer producer = context.started(ONSFactory.createTransactionProducer(
                context.properties(context.group("group"), "InstanceName", "own"), message -> {
                    checks.incrementAndGet();
                    return TransactionStatus.Unknow;
                }));
        String body = "body of " + topic;
        Context.inTime(() -> producer.send(Context.message(topic, body), (half, argument) -> TransactionStatus.Unknow,
                null));
        Context.await(() -> dropped(context, body).isPresent());
        context.see("asked", dropped(context, body).get().get("p.TRANSACTION_CHECK_TIMES"));
        context.see("answeredMoreThanOnce", checks.get() > 1);
        context.see("answeredTooOften", checks.get() > 15);
        context.see("visible", context.desk().ask("count", topic));
    }

    private static Optional<Map<String, String>> dropped(Context context, String body) {
        return context.desk().stored("TRANS_CHECK_MAX_TIME_TOPIC").stream()
                .filter(stored -> body.equals(stored.get("body"))).findAny();
    }
}
