package io.openons.parity;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.Admin;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.spi.ConsumerInterceptor;
import com.aliyun.openservices.ons.api.spi.InvocationContext;
import com.aliyun.openservices.ons.api.spi.ProducerInterceptor;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Interceptors that note their calls, by topic. They are services of the JVM and leave other scenarios alone. */
final class InterceptorScenarios {

    private static final Map<String, List<String>> CALLS = new ConcurrentHashMap<>();

    private InterceptorScenarios() {
    }

    static Map<String, Scenario> all() {
        Map<String, Scenario> scenarios = new TreeMap<>();
        for (Sender sender : Sender.values()) {
            scenarios.put("intercept/" + sender, context -> sent(context, sender));
        }
        for (Kind kind : Kind.LISTENING) {
            scenarios.put("intercept/" + kind, context -> received(context, kind));
        }
        return scenarios;
    }

    private static boolean pre(String who, InvocationContext context) throws Exception {
        List<Message> messages = context.getMessages().get();
        List<String> calls = CALLS.get(messages.get(0).getTopic());
        if (calls == null) {
            return true;
        }
        String body = Inbox.body(messages.get(0));
        calls.add(body + ": " + who + " pre of " + messages.size()
                + (messages.get(0).getMsgID() == null ? "" : " known"));
        context.getAttributes().put("of pre", Thread.currentThread().getName());
        if (body.equals("thrown")) {
            throw new Exception("thrown by an interceptor");
        }
        return !body.equals(who + " refuses");
    }

    private static void post(String who, InvocationContext context) {
        Message message = context.getMessages().get().get(0);
        List<String> calls = CALLS.get(message.getTopic());
        if (calls != null) {
            calls.add(Inbox.body(message) + ": " + who + " post "
                    + (context.getSendResult().isPresent() ? "sent " : "")
                    + (context.getException().isPresent() ? "failed " : "")
                    + context.getAction().orNull() + " " + context.getOrderAction().orNull() + " "
                    + context.getConsumerGroup().isPresent() + " " + context.getNamespaceId().orNull()
                    + " " + context.getAttributes().keySet() + " same thread "
                    + Thread.currentThread().getName().equals(context.getAttributes().get("of pre")));
        }
    }

    /** Public, as services are. */
    public static final class OfProducers implements ProducerInterceptor {
        @Override
        public boolean preHandle(InvocationContext context, Admin client) throws Exception {
            return pre("producer", context);
        }

        @Override
        public void postHandle(InvocationContext context, Admin client) {
            post("producer", context);
        }
    }

    /** Public, as services are. */
    public static final class OfConsumers implements ConsumerInterceptor {
        @Override
        public boolean preHandle(InvocationContext context, Admin client) throws Exception {
            return pre("consumer", context);
        }

        @Override
        public void postHandle(InvocationContext context, Admin client) {
            post("consumer", context);
        }
    }

    private static void sent(Context context, Sender sender) throws Exception {
        String topic = context.topic("topic");
        List<String> calls = new CopyOnWriteArrayList<>();
        CALLS.put(topic, calls);
        Admin client = context.started(sender.kind().create(context.properties(context.group("group"))));
        context.attempt("sent", () -> sender.send(client, Context.message(topic, "sent")));
        context.attempt("thrown", () -> sender.send(client, Context.message(topic, "thrown")));
        context.attempt("empty", () -> sender.send(client, Context.message(topic, "")));
        if (sender != Sender.ASYNC) { // no callback may come
            context.attempt("refused", () ->
                    sender.send(client, Context.message(topic, "producer refuses")));
        }
        context.awaitStored(topic, 2);
        // Some come behind the callback; none at all of the published client's transactions.
        Context.happens(10_000, () -> calls.stream().filter(call -> call.contains("post")).count()
                >= (sender == Sender.ASYNC ? 3 : 4));
        for (String body : List.of("sent", "thrown", "producer refuses", "")) {
            context.see("'" + body + "'.calls", calls.stream().filter(call -> call.startsWith(body + ": ")).toList());
        }
    }

    private static void received(Context context, Kind kind) throws Exception {
        String topic = context.topic("topic");
        List<String> calls = new CopyOnWriteArrayList<>();
        CALLS.put(topic, calls);
        Inbox inbox = new Inbox(message -> Inbox.body(message).equals("fails") && message.getReconsumeTimes() == 0
                ? Action.ReconsumeLater : Action.CommitMessage);
        Admin consumer = kind.create(context.properties(context.group("group"), "suspendTimeMillis", 50));
        kind.subscribe(consumer, topic, "*", inbox);
        Sending sending = context.sender(Sender.TRANSACTION);
        List<String> bodies = List.of("seen", "fails", "thrown", "consumer refuses");
        for (String body : bodies) {
            sending.send(Context.message(topic, body));
        }
        context.awaitStored(topic, bodies.size());
        context.started(consumer);
        Context.await(() -> calls.stream().filter(call -> call.contains("consumer post")).count() >= 5);
        for (String body : bodies) {
            context.see("'" + body + "'.calls", calls.stream()
                    .filter(call -> call.startsWith(body + ": consumer")).toList());
        }
        context.see("bodies", inbox.sortedBodies());
    }
}
