package io.openons.parity;

import com.aliyun.openservices.ons.api.Admin;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.PropertyKeyConst;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;

/**
 * What a scenario works with: topics and groups of its own, clients that are shut down after it, and observations in a
 * form that does not depend on names, addresses, ids and times.
 */
final class Context implements AutoCloseable {

    private static final long LIMIT_MILLIS = 180_000;

    private final Desk desk;
    private final String nameServer;
    private final String scenario;
    private final String prefix;
    private final Deque<Admin> clients = new ArrayDeque<>();

    Context(Desk desk, String run, String scenario) {
        this.desk = desk;
        this.nameServer = desk.ask("address").get(0);
        this.scenario = scenario;
        this.prefix = run + "-" + scenario.replaceAll("[^a-zA-Z0-9]", "-") + "-";
    }

    Desk desk() {
        return desk;
    }

    String nameServer() {
        return nameServer;
    }

    /** A new topic of one queue. */
    String topic(String name) {
        return topic("", name, 1);
    }

    /** A new topic in a namespace, which is "" or ends with "%". Its name is returned without the namespace. */
    String topic(String namespace, String name, int queues) {
        desk.ask("topic", namespace + prefix + name, "" + queues);
        return prefix + name;
    }

    /** A name like those of topics, without such a topic. */
    String noTopic(String name) {
        return prefix + name;
    }

    /** A new group with its retry topic. */
    String group(String name) {
        return group("", name);
    }

    String group(String namespace, String name) {
        desk.ask("group", namespace + "GID_" + prefix + name);
        return "GID_" + prefix + name;
    }

    Properties properties(String group) {
        Properties properties = new Properties();
        properties.setProperty(PropertyKeyConst.NAMESRV_ADDR, nameServer);
        properties.setProperty(PropertyKeyConst.AccessKey, "ak");
        properties.setProperty(PropertyKeyConst.SecretKey, "sk");
        properties.setProperty(PropertyKeyConst.GROUP_ID, group);
        properties.setProperty(PropertyKeyConst.SendMsgTimeoutMillis, "30000"); // for busy machines
        return properties;
    }

    /** With more keys and values, in turn. */
    Properties properties(String group, Object... more) {
        Properties properties = properties(group);
        for (int i = 0; i < more.length; i += 2) {
            properties.put(more[i], more[i + 1]);
        }
        return properties;
    }

    /** Has the client shut down after the scenario. */
    synchronized <T extends Admin> T keep(T client) {
        clients.push(client);
        return client;
    }

    <T extends Admin> T started(T client) {
        keep(client).start();
        return client;
    }

    /** An open sender of a new group. */
    Sending sender(Sender sender) {
        return sender.open(this, properties("GID_" + prefix + "sender"));
    }

    static Message message(String topic, String tag, String key, String body) {
        return new Message(topic, tag, key, body.getBytes(StandardCharsets.UTF_8));
    }

    static Message message(String topic, String body) {
        return message(topic, "tag", "key", body);
    }

    void see(String key, Object value) {
        desk.saw(scenario + "." + normal(key), normal(String.valueOf(value)));
    }

    /** With numbers and addresses left out. */
    void seeShape(String key, Object value) {
        see(key, normal(String.valueOf(value)).replaceAll("\\d+", "N").replaceAll("N(\\.N){3}", "<ip>"));
    }

    void seeAll(String key, Map<String, ?> values) {
        values.forEach((name, value) -> see(key + "." + name, value));
    }

    /** What a call returns, or the class of what it throws. Returns whether it returned. */
    boolean outcome(String key, Callable<?> call) {
        try {
            see(key, ("returns " + call.call()).trim());
            return true;
        } catch (Throwable e) {
            System.err.println("parity: " + scenario + "." + key + ": " + e);
            see(key, thrown(e));
            seeText(key, e);
            return false;
        }
    }

    /** What an exception says, and the class of its cause. */
    void seeText(String key, Throwable e) {
        Throwable failure = e instanceof ReportedException ? e.getCause() : e;
        if (!(failure instanceof NullPointerException)) { // the JVM's own words
            see(key + ".text", String.valueOf(failure.getMessage()).replaceAll("\\s+", " "));
        }
        see(key + ".cause", failure.getCause() == null ? "none" : failure.getCause().getClass().getSimpleName());
    }

    interface Step {
        void run() throws Exception;
    }

    /** Whether a call returns, or the class of what it throws. */
    boolean attempt(String key, Step call) {
        return outcome(key, () -> {
            call.run();
            return "";
        });
    }

    /** Sends again what a busy machine was too slow for: the published TransactionProducer gives up after 3 s. */
    static <T> T inTime(Callable<T> send) throws Exception {
        for (long end = System.nanoTime() + LIMIT_MILLIS * 1_000_000;;) {
            try {
                return send.call();
            } catch (RuntimeException e) {
                if (System.nanoTime() > end || !isLate(e)) {
                    throw e;
                }
            }
        }
    }

    private static boolean isLate(Throwable e) {
        return e != null && (e.toString().matches("(?s).*(Timeout|TooMuchRequest|timeout|within \\d+ ms|Connect).*")
                || isLate(e.getCause()));
    }

    /** The class that an application can know: of the API or the JDK. */
    static String thrown(Throwable e) {
        if (e instanceof ReportedException) {
            return "reports " + thrown(e.getCause()).replace("throws ", "");
        }
        Class<?> type = e.getClass();
        while (!type.getName().startsWith("java.") && !type.getName().startsWith("com.aliyun.openservices.ons.api.")) {
            type = type.getSuperclass();
        }
        return "throws " + type.getSimpleName();
    }

    /** Waits until it is so. What does not come in a long time is no observation: it ends the scenario. */
    static void await(BooleanSupplier condition) throws InterruptedException {
        if (!happens(LIMIT_MILLIS, condition)) {
            throw new IllegalStateException("Waited for " + LIMIT_MILLIS + " ms, in vain.");
        }
    }

    /** Whether it is so within this time. */
    static boolean happens(long millis, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(50);
        }
        return true;
    }

    /**
     * The stored messages of a topic by body, when there are as many bodies. One of each: a slow machine makes clients
     * send again what has arrived.
     */
    Map<String, Map<String, String>> awaitStored(String topic, int bodies) throws InterruptedException {
        Map<String, Map<String, String>> stored = new TreeMap<>();
        await(() -> {
            desk.stored(topic).forEach(message -> stored.putIfAbsent(message.get("body"), message));
            return stored.size() >= bodies;
        });
        return stored;
    }

    /** Notes all that is stored of a topic's messages, whose bodies differ. */
    void seeStored(String topic, int messages) throws InterruptedException {
        awaitStored(topic, messages).forEach((body, stored) -> {
            see(body.trim() + ".length", body.length());
            stored.remove("body");
            seeAll(body.trim() + ".stored", stored);
        });
    }

    /** Without what differs from run to run. */
    private String normal(String value) {
        return value.replace("GID_" + prefix, "").replace(prefix, "").replace(nameServer, "<server>")
                .replaceAll("/?(\\d{1,3}\\.){3}\\d{1,3}:\\d+", "<host>")
                .replaceAll("embedded-broker-\\d+", "<broker>")
                .replaceAll("\\b([0-9A-F]{32}|[0-9A-F]{56})\\b", "<id>")
                .replaceAll("\\b(1[7-9]\\d{11}|9223372036854775807)\\b", "<time>");
    }

    @Override
    public synchronized void close() {
        while (!clients.isEmpty()) {
            clients.pop().shutdown();
        }
    }
}
