package io.openons.samples;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.Consumer;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.ONSFactory;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.PropertyKeyConst;
import com.aliyun.openservices.ons.api.PropertyValueConst;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Sends each message to every consumer of a group, with MessageModel=BROADCASTING. A message that a listener fails on
 * does not come again. A consumer begins with what is sent after its start; only one with an InstanceName keeps its
 * position, in a file, and goes on from there after a restart: {@code --positions} shows that. A queue that has had no
 * message yet has no position, so let there be as many messages as queues.
 */
@Command(name = "Broadcast", sortOptions = false,
        description = "Sends messages to every consumer of a group.",
        exitCodeList = {"0:every message arrived at each consumer", "1:not", "2:wrong arguments"})
public final class Broadcast implements Callable<Integer> {

    @Mixin
    private final Cluster cluster = new Cluster("BroadcastTopic", "GID_broadcast");

    @Option(names = "--messages", paramLabel = "N", defaultValue = "4", converter = PositiveNumber.class,
            description = "How many (default: ${DEFAULT-VALUE}).")
    private int messages;

    @Option(names = "--consumers", paramLabel = "N", defaultValue = "2", converter = PositiveNumber.class,
            description = "How many (default: ${DEFAULT-VALUE}).")
    private int consumers;

    @Option(names = "--positions", paramLabel = "FOLDER",
            description = "Give the consumers an InstanceName, keep their positions in this empty folder, and restart "
                    + "them (default: no restart).")
    private Path positions;

    @Spec
    private CommandSpec spec;

    Broadcast() {
    }

    /**
     * Runs the sample.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(SampleCommand.of(new Broadcast()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        Steps steps = new Steps(spec.commandLine().getOut());
        try (cluster) {
            return sendAndReceive(cluster.open(steps), steps) ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private boolean sendAndReceive(Properties properties, Steps steps) throws InterruptedException {
        Map<String, Inbox> inboxes = new LinkedHashMap<>();
        for (int i = 1; i <= consumers; i++) {
            inboxes.put("consumer-" + i, new Inbox(cluster.patience()));
        }
        List<Consumer> running = new ArrayList<>();
        Producer producer = ONSFactory.createProducer(properties);
        try {
            producer.start();
            start(running, inboxes, properties, steps);
            boolean complete = allHave(send(producer, "while the consumers run", steps), inboxes, steps);
            if (positions != null) {
                stop(running);
                List<String> sent = send(producer, "while they are down", steps);
                start(running, inboxes, properties, steps);
                complete &= allHave(sent, inboxes, steps);
            }
            return complete;
        } finally {
            producer.shutdown();
            stop(running);
        }
    }

    private void start(List<Consumer> running, Map<String, Inbox> inboxes, Properties common, Steps steps) {
        inboxes.forEach((name, inbox) -> {
            Properties properties = new Properties();
            properties.putAll(common);
            properties.setProperty(PropertyKeyConst.MessageModel, PropertyValueConst.BROADCASTING);
            if (positions != null) {
                // Read once, before the first position is kept; the default is ~/.rocketmq_offsets.
                System.setProperty("rocketmq.client.localOffsetStoreDir", positions.toString());
                properties.setProperty(PropertyKeyConst.InstanceName, name);
            }
            Consumer consumer = ONSFactory.createConsumer(properties);
            running.add(consumer);
            consumer.subscribe(cluster.topic(), "*", (message, context) -> {
                String text = new String(message.getBody(), StandardCharsets.UTF_8);
                steps.done(name + " received \"" + text + "\"");
                inbox.add(message);
                return Action.CommitMessage;
            });
            consumer.start();
        });
        steps.done("Started " + consumers + " consumers");
    }

    private static void stop(List<Consumer> running) {
        running.forEach(Consumer::shutdown);
        running.clear();
    }

    private List<String> send(Producer producer, String when, Steps steps) {
        List<String> ids = new ArrayList<>();
        for (int i = 1; i <= messages; i++) {
            byte[] body = ("price " + i).getBytes(StandardCharsets.UTF_8);
            ids.add(producer.send(new Message(cluster.topic(), "price", "stock-" + i, body)).getMessageId());
        }
        steps.done("Sent " + messages + " messages " + when);
        return ids;
    }

    private static boolean allHave(List<String> ids, Map<String, Inbox> inboxes, Steps steps)
            throws InterruptedException {
        boolean complete = true;
        for (Map.Entry<String, Inbox> inbox : inboxes.entrySet()) {
            int missing = inbox.getValue().missing(ids).size();
            steps.done(inbox.getKey() + " has " + (ids.size() - missing) + " of " + ids.size() + " messages");
            complete &= missing == 0;
        }
        return complete;
    }
}
