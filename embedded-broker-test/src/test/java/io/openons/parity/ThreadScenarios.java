package io.openons.parity;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.Admin;
import com.aliyun.openservices.ons.api.ONSFactory;
import com.aliyun.openservices.ons.api.OnExceptionContext;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.PullConsumer;
import com.aliyun.openservices.ons.api.SendCallback;
import com.aliyun.openservices.ons.api.SendResult;
import com.aliyun.openservices.ons.api.transaction.TransactionProducer;
import com.aliyun.openservices.ons.api.transaction.TransactionStatus;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which threads call the application, and what clients leave behind: threads, files, output. */
final class ThreadScenarios {

    private ThreadScenarios() {
    }

    static Map<String, Scenario> all() {
        Map<String, Scenario> scenarios = new TreeMap<>();
        scenarios.put("thread/names", ThreadScenarios::names);
        for (Kind kind : Kind.LISTENING) {
            scenarios.put("thread/shutdown-of-a-busy-" + kind, context -> shutdownWhileListening(context, kind));
        }
        scenarios.put(ParityProgram.ALONE + "leftovers", ThreadScenarios::leftovers);
        return scenarios;
    }

    private static void names(Context context) throws Exception {
        String topic = context.topic("topic");
        context.sender(Sender.SYNC).send(Context.message(topic, "body"));
        for (Kind kind : Kind.LISTENING) {
            List<String> threads = new CopyOnWriteArrayList<>();
            Admin consumer = kind.create(context.properties(context.group(kind.name())));
            kind.subscribe(consumer, topic, "*", (message, delivery) -> {
                threads.add(current());
                return Action.CommitMessage;
            });
            context.started(consumer);
            Context.await(() -> !threads.isEmpty());
            context.seeShape(kind.name(), threads.get(0));
        }
        List<String> threads = new CopyOnWriteArrayList<>();
        Producer producer = (Producer) context.started(Kind.PRODUCER.create(context.properties(context.group("p"))));
        producer.sendAsync(Context.message(topic, "body"), new SendCallback() {
            @Override
            public void onSuccess(SendResult result) {
                threads.add(current());
            }

            @Override
            public void onException(OnExceptionContext failure) {
                threads.add("failure " + failure.getException());
            }
        });
        Context.await(() -> !threads.isEmpty());
        context.seeShape("callback", threads.get(0));
        threads.clear();
        TransactionProducer transactions = context.started(ONSFactory.createTransactionProducer(
                context.properties(context.group("t")), message -> {
                    threads.add(current());
                    return TransactionStatus.RollbackTransaction;
                }));
        Context.inTime(() -> transactions.send(Context.message(topic, "half"),
                (half, argument) -> TransactionStatus.Unknow, null));
        Context.await(() -> !threads.isEmpty());
        context.seeShape("checker", threads.get(0));
    }

    private static String current() {
        Thread thread = Thread.currentThread();
        return thread.getName() + (thread.isDaemon() ? " daemon" : "") + " "
                + thread.getThreadGroup().getName();
    }

    /** The listener ends by itself some seconds later. */
    private static void shutdownWhileListening(Context context, Kind kind) throws Exception {
        String topic = context.topic("topic");
        context.sender(Sender.SYNC).send(Context.message(topic, "body"));
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch shutDown = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        AtomicBoolean interrupted = new AtomicBoolean();
        Admin consumer = context.keep(kind.create(context.properties(context.group("group"))));
        kind.subscribe(consumer, topic, "*", (message, delivery) -> {
            begun.countDown();
            try {
                shutDown.await(5, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                interrupted.set(true);
            }
            ended.set(true);
            return Action.CommitMessage;
        });
        consumer.start();
        Context.await(() -> begun.getCount() == 0);
        context.attempt("shutdown", consumer::shutdown);
        context.see("listenerHadEnded", ended.get());
        shutDown.countDown();
        Context.await(ended::get);
        context.see("interrupted", interrupted.get());
    }

    /** One client of each kind after the other; the test sees that the JVM then ends by itself. */
    private static void leftovers(Context context) throws Exception {
        PrintStream errors = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true));
        try {
            String topic = context.topic("topic");
            for (Kind kind : Kind.ALL) {
                leftovers(context, kind, topic);
            }
            for (String instance : List.of("", "own")) {
                broadcast(context, topic, instance);
            }
        } finally {
            System.setOut(errors);
        }
        context.see("standardOutput", printed.size() == 0 ? "empty" : "written to");
        context.seeShape("files", files());
    }

    private static void leftovers(Context context, Kind kind, String topic) throws Exception {
        Set<Thread> before = threads();
        Admin client = kind.create(context.properties(context.group(kind.name())));
        context.see(kind + ".keepsTheJvm.created", !added(before).isEmpty());
        if (Kind.LISTENING.contains(kind)) {
            kind.subscribe(client, topic, "*", new Inbox());
        }
        client.start();
        if (client instanceof PullConsumer) {
            ((PullConsumer) client).assign(((PullConsumer) client).topicPartitions(topic));
        }
        for (Sender sender : Sender.values()) {
            if (sender.kind() == kind) {
                Context.inTime(() -> sender.send(client, Context.message(topic, "body")));
            }
        }
        context.see(kind + ".keepsTheJvm.started", !added(before).isEmpty());
        client.shutdown();
        boolean gone = Context.happens(60_000, () -> added(before).isEmpty());
        context.see(kind + ".keepsTheJvm.shutDown", gone ? "false" : added(before).toString());
    }

    /** Threads that do not let their JVM end. */
    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.isDaemon() && !thread.getName().equals("DestroyJavaVM"))
                .collect(Collectors.toSet());
    }

    private static Set<Thread> added(Set<Thread> before) {
        Set<Thread> now = threads();
        now.removeAll(before);
        return now;
    }

    private static void broadcast(Context context, String topic, String instance) throws Exception {
        Inbox inbox = new Inbox();
        Admin consumer = context.keep(Kind.CONSUMER.create(context.properties(context.group("broadcast" + instance),
                "MessageModel", "BROADCASTING", "InstanceName", instance)));
        Kind.CONSUMER.subscribe(consumer, topic, "*", inbox);
        consumer.start();
        Sending sending = context.sender(Sender.SYNC);
        Context.await(() -> {
            try {
                sending.send(Context.message(topic, "body"));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return !inbox.deliveries().isEmpty();
        });
        consumer.shutdown();
    }

    /** The names of files under the home folder, without the copies that positions are kept in. */
    private static List<String> files() throws Exception {
        Path home = Path.of(System.getProperty("user.home"));
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(Files::isRegularFile).map(file -> home.relativize(file).toString())
                    .filter(file -> !file.endsWith(".bak") && !file.endsWith(".tmp"))
                    .sorted().toList();
        }
    }
}
