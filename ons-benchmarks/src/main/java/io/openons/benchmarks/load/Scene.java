package io.openons.benchmarks.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What one measured JVM is told, as arguments {@code name=value}. Properties for the client itself begin with
 * {@code client.}.
 *
 * @param measure what to measure
 * @param bare whether to run on RocketMQ's own client; else on the ONS API
 * @param nameServer address of the name server
 * @param topic first part of the topics' names, see {@link #topics()}
 * @param topicCount number of topics
 * @param group first part of the groups' names, see {@link #groups()}
 * @param clients number of clients in the JVM
 * @param bodyBytes size of a body
 * @param inFlight most asynchronous sends without an outcome
 * @param backlog number of messages that wait for each consumer
 * @param listenerMillis what a listener takes for each message
 * @param ratePerSecond pace of the latency measure
 * @param warmUp time before the measured part
 * @param time length of the measured part
 * @param clientProperties properties for the ONS API
 */
public record Scene(MeasureKind measure, boolean bare, String nameServer, String topic, int topicCount, String group,
        int clients, int bodyBytes, int inFlight, int backlog, int listenerMillis, int ratePerSecond, Duration warmUp,
        Duration time, Properties clientProperties) {

    static final String TAG = "bench";
    static final String ACCESS_KEY = "benchmark";
    static final String SECRET_KEY = "benchmark-secret";
    /** Long, so that a busy machine makes a run slow and not a failure. */
    static final int SEND_TIMEOUT_MILLIS = 30_000;
    /** The default of the bare and of the published client. */
    static final int CONSUME_THREADS = 20;

    private static final String CLIENT = "client.";

    /** Reads the arguments of the measured JVM. */
    static Scene parse(String[] arguments) {
        Properties values = new Properties();
        Properties client = new Properties();
        for (String argument : arguments) {
            int separator = argument.indexOf('=');
            String name = argument.substring(0, separator);
            boolean forClient = name.startsWith(CLIENT);
            (forClient ? client : values).setProperty(forClient ? name.substring(CLIENT.length()) : name,
                    argument.substring(separator + 1));
        }
        return new Scene(MeasureKind.valueOf(values.getProperty("measure")),
                Boolean.parseBoolean(values.getProperty("bare")), values.getProperty("nameServer"),
                values.getProperty("topic"), number(values, "topicCount"), values.getProperty("group"),
                number(values, "clients"), number(values, "bodyBytes"), number(values, "inFlight"),
                number(values, "backlog"), number(values, "listenerMillis"), number(values, "ratePerSecond"),
                Duration.parse(values.getProperty("warmUp")), Duration.parse(values.getProperty("time")), client);
    }

    private static int number(Properties values, String name) {
        return Integer.parseInt(values.getProperty(name));
    }

    /** The arguments that {@link #parse} reads. */
    public List<String> toArguments() {
        List<String> arguments = new ArrayList<>(List.of("measure=" + measure, "bare=" + bare,
                "nameServer=" + nameServer, "topic=" + topic, "topicCount=" + topicCount, "group=" + group,
                "clients=" + clients, "bodyBytes=" + bodyBytes, "inFlight=" + inFlight, "backlog=" + backlog,
                "listenerMillis=" + listenerMillis, "ratePerSecond=" + ratePerSecond, "warmUp=" + warmUp,
                "time=" + time));
        clientProperties.forEach((name, value) -> arguments.add(CLIENT + name + "=" + value));
        return arguments;
    }

    /** Names of the topics. */
    public List<String> topics() {
        return names(topic, topicCount).toList();
    }

    /** Names of the groups, one for each client. */
    public List<String> groups() {
        return names(group, clients).toList();
    }

    /** Names of as many other groups, to warm up with. */
    public List<String> warmUpGroups() {
        return names(group + "-warm-up", clients).toList();
    }

    private static Stream<String> names(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + "-" + i);
    }

    BenchClient client() {
        return BenchClient.of(bare, nameServer, clientProperties);
    }
}
