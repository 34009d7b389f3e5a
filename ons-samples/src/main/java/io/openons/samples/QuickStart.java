package io.openons.samples;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.Consumer;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.ONSFactory;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.SendResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sends messages with a {@link Producer} and receives them with a {@link Consumer}. */
@Command(name = "QuickStart", sortOptions = false,
        description = "Sends messages and receives them.",
        exitCodeList = {"0:every message arrived", "1:not", "2:wrong arguments"})
public final class QuickStart implements Callable<Integer> {

    @Mixin
    private final Cluster cluster = new Cluster("QuickStartTopic", "GID_quickstart");

    @Option(names = "--messages", paramLabel = "N", defaultValue = "5", converter = PositiveNumber.class,
            description = "How many (default: ${DEFAULT-VALUE}).")
    private int messages;

    @Spec
    private CommandSpec spec;

    QuickStart() {
    }

    /**
     * Runs the sample.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(SampleCommand.of(new QuickStart()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        Steps steps = new Steps(spec.commandLine().getOut());
        try (cluster) {
            Set<String> missing = sendAndReceive(cluster.open(steps), steps);
            steps.done(missing.isEmpty() ? "All " + messages + " messages arrived"
                    : missing.size() + " of " + messages + " messages did not arrive: " + missing);
            return missing.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    /** Returns the ids of the messages that were sent and did not arrive in time. */
    private Set<String> sendAndReceive(Properties properties, Steps steps) throws InterruptedException {
        Inbox inbox = new Inbox(cluster.patience());

        Consumer consumer = ONSFactory.createConsumer(properties);
        consumer.subscribe(cluster.topic(), "*", (message, context) -> {
            String text = new String(message.getBody(), StandardCharsets.UTF_8);
            steps.done("Received \"" + text + "\" msgId=" + message.getMsgID());
            inbox.add(message);
            return Action.CommitMessage;
        });
        Producer producer = ONSFactory.createProducer(properties);
        try {
            consumer.start();
            steps.done("Consumer started");
            producer.start();
            steps.done("Producer started");

            List<String> sent = new ArrayList<>();
            for (int i = 1; i <= messages; i++) {
                byte[] body = ("Hello OpenONS " + i).getBytes(StandardCharsets.UTF_8);
                SendResult result = producer.send(new Message(cluster.topic(), "greeting", "order-" + i, body));
                sent.add(result.getMessageId());
                steps.done("Sent msgId=" + result.getMessageId());
            }
            return inbox.missing(sent);
        } finally {
            producer.shutdown();
            consumer.shutdown();
        }
    }
}
