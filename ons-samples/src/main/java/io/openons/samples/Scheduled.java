package io.openons.samples;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.Consumer;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.ONSFactory;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.SendResult;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Sends messages that are delivered at a given time, and prints how late each arrived. Times are compared with this
 * machine's clock: a broker whose clock is ahead delivers early by as much.
 */
@Command(name = "Scheduled", sortOptions = false,
        description = "Sends messages to be delivered at a given time.",
        exitCodeList = {"0:every message arrived, none early", "1:not", "2:wrong arguments"})
public final class Scheduled implements Callable<Integer> {

    @Mixin
    private final Cluster cluster = new Cluster("ScheduledTopic", "GID_scheduled");

    @Option(names = "--messages", paramLabel = "N", defaultValue = "3", converter = PositiveNumber.class,
            description = "How many (default: ${DEFAULT-VALUE}).")
    private int messages;

    @Option(names = "--delay-seconds", paramLabel = "N", defaultValue = "2", converter = PositiveNumber.class,
            description = "The first message's delay, and the time between two (default: ${DEFAULT-VALUE}).")
    private int delaySeconds;

    @Spec
    private CommandSpec spec;

    Scheduled() {
    }

    /**
     * Runs the sample.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(SampleCommand.of(new Scheduled()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        Steps steps = new Steps(spec.commandLine().getOut());
        try (cluster) {
            return sendAndAwait(cluster.open(steps), steps) ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private boolean sendAndAwait(Properties properties, Steps steps) throws InterruptedException {
        long lastDelaySeconds = (long) messages * delaySeconds;
        Inbox inbox = new Inbox(cluster.patience().plusSeconds(lastDelaySeconds));
        AtomicInteger early = new AtomicInteger();

        Consumer consumer = ONSFactory.createConsumer(properties);
        consumer.subscribe(cluster.topic(), "*", (message, context) -> {
            long late = System.currentTimeMillis() - message.getStartDeliverTime();
            if (late < 0) {
                early.incrementAndGet();
            }
            String text = new String(message.getBody(), StandardCharsets.UTF_8);
            steps.done("Received \"" + text + "\", " + (late < 0 ? -late + " ms EARLY" : late + " ms late"));
            inbox.add(message);
            return Action.CommitMessage;
        });
        Producer producer = ONSFactory.createProducer(properties);
        try {
            consumer.start();
            producer.start();
            steps.done("Consumer and producer started");

            Map<String, Long> sent = new LinkedHashMap<>(); // delivery times by the messages' ids
            for (int i = 1; i <= messages; i++) {
                byte[] body = ("reminder " + i).getBytes(StandardCharsets.UTF_8);
                Message message = new Message(cluster.topic(), "reminder", "reminder-" + i, body);
                long delay = (long) i * delaySeconds;
                message.setStartDeliverTime(System.currentTimeMillis() + TimeUnit.SECONDS.toMillis(delay));
                SendResult result = producer.send(message);
                sent.put(result.getMessageId(), message.getStartDeliverTime());
                steps.done("Sent \"reminder " + i + "\" to be delivered in " + delay + " s");
            }
            Set<String> missing = inbox.missing(sent.keySet());
            if (!missing.isEmpty() || early.get() > 0) {
                steps.done(missing.size() + " of " + messages + " messages did not arrive, " + early + " came early");
                return false;
            }
            boolean timesKept = sent.entrySet().stream()
                    .allMatch(entry -> entry.getValue() == inbox.message(entry.getKey()).getStartDeliverTime());
            steps.done("All " + messages + " messages arrived, none early"
                    + (timesKept ? "" : ", but not with the times they were sent with"));
            return timesKept;
        } finally {
            producer.shutdown();
            consumer.shutdown();
        }
    }
}
