package io.openons.samples;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.Consumer;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.ONSFactory;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.SendResult;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Sends messages with a {@link Producer} and receives them with a {@link Consumer}. */
@Command(name = "QuickStart", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Sends messages and receives them. Exit code 0: every message arrived; 1: not; 2: wrong arguments.")
public final class QuickStart implements Callable<Integer> {

    @Mixin
    private Cluster cluster;

    @Option(names = "--messages", defaultValue = "5", description = "How many (default: ${DEFAULT-VALUE}).")
    private int messages;

    @Option(names = "--wait-seconds", defaultValue = "60",
            description = "How long to wait for the last message (default: ${DEFAULT-VALUE}).")
    private int waitSeconds;

    @Spec
    private CommandSpec spec;

    private QuickStart() {
    }

    /**
     * Runs the sample.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new QuickStart());
    }

    @Override
    public Integer call() throws InterruptedException {
        if (messages < 1) {
            throw new ParameterException(spec.commandLine(), "--messages must be 1 or more, not " + messages);
        }
        Steps steps = new Steps(spec.commandLine().getOut());
        try {
            Set<String> missing = sendAndReceive(cluster.open(steps), steps);
            steps.done(missing.isEmpty() ? "All " + messages + " messages arrived"
                    : missing.size() + " of " + messages + " messages did not arrive: " + missing);
            return missing.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        } finally {
            cluster.close();
        }
    }

    /** Returns the ids of the messages that were sent and did not arrive in time. */
    private Set<String> sendAndReceive(Properties properties, Steps steps) throws InterruptedException {
        BlockingQueue<String> arrivals = new LinkedBlockingQueue<>();

        Consumer consumer = ONSFactory.createConsumer(properties);
        consumer.subscribe(cluster.topic(), "*", (message, context) -> {
            String text = new String(message.getBody(), StandardCharsets.UTF_8);
            steps.done("Received \"" + text + "\" msgId=" + message.getMsgID());
            arrivals.add(message.getMsgID());
            return Action.CommitMessage;
        });
        Producer producer = ONSFactory.createProducer(properties);
        try {
            consumer.start();
            steps.done("Consumer started");
            producer.start();
            steps.done("Producer started");

            Set<String> missing = new LinkedHashSet<>();
            for (int i = 1; i <= messages; i++) {
                byte[] body = ("Hello OpenONS " + i).getBytes(StandardCharsets.UTF_8);
                SendResult result = producer.send(new Message(cluster.topic(), "greeting", "order-" + i, body));
                missing.add(result.getMessageId());
                steps.done("Sent msgId=" + result.getMessageId());
            }
            removeArrived(missing, arrivals);
            return missing;
        } finally {
            producer.shutdown();
            consumer.shutdown();
        }
    }

    private void removeArrived(Set<String> missing, BlockingQueue<String> arrivals) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(waitSeconds);
        while (!missing.isEmpty()) {
            String arrived = arrivals.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (arrived == null) {
                return;
            }
            missing.remove(arrived);
        }
    }
}
