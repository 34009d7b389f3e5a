package io.openons.samples;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.ONSFactory;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.PropertyKeyConst;
import com.aliyun.openservices.ons.api.batch.BatchConsumer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Receives messages in batches with a {@link BatchConsumer}: a batch goes to the listener when it is full or its first
 * message has waited long enough, whichever is first. The listener acknowledges a batch as a whole.
 */
@Command(name = "Batch", sortOptions = false,
        description = "Receives messages in batches.",
        exitCodeList = {"0:every message arrived, in batches no larger than asked for", "1:not", "2:wrong arguments"})
public final class Batch implements Callable<Integer> {

    @Mixin
    private final Cluster cluster = new Cluster("BatchTopic", "GID_batch");

    @Option(names = "--messages", paramLabel = "N", defaultValue = "25", converter = PositiveNumber.class,
            description = "How many (default: ${DEFAULT-VALUE}).")
    private int messages;

    @Option(names = "--size", paramLabel = "N", defaultValue = "10", converter = PositiveNumber.class,
            description = "How many messages a batch has at most, up to 1024 (default: ${DEFAULT-VALUE}).")
    private int size;

    @Option(names = "--await-seconds", paramLabel = "N", defaultValue = "2", converter = PositiveNumber.class,
            description = "How long a batch waits until it is full (default: ${DEFAULT-VALUE}).")
    private int awaitSeconds;

    @Spec
    private CommandSpec spec;

    Batch() {
    }

    /**
     * Runs the sample.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(SampleCommand.of(new Batch()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        Steps steps = new Steps(spec.commandLine().getOut());
        try (cluster) {
            return sendAndReceive(cluster.open(steps), steps) ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private boolean sendAndReceive(Properties properties, Steps steps) throws InterruptedException {
        properties.setProperty(PropertyKeyConst.ConsumeMessageBatchMaxSize, String.valueOf(size));
        properties.setProperty(PropertyKeyConst.BatchConsumeMaxAwaitDurationInSeconds, String.valueOf(awaitSeconds));
        Inbox inbox = new Inbox(cluster.patience());
        AtomicInteger tooLarge = new AtomicInteger();

        BatchConsumer consumer = ONSFactory.createBatchConsumer(properties);
        consumer.subscribe(cluster.topic(), "*", (batch, context) -> {
            steps.done("Received a batch of " + batch.size());
            if (batch.size() > size) {
                tooLarge.incrementAndGet();
            }
            batch.forEach(inbox::add);
            return Action.CommitMessage; // of all; context.setAcknowledgeIndex(i) leaves out those behind number i
        });
        Producer producer = ONSFactory.createProducer(properties);
        try {
            consumer.start();
            producer.start();
            steps.done("Consumer and producer started");

            List<String> sent = new ArrayList<>();
            for (int i = 1; i <= messages; i++) {
                byte[] body = ("reading " + i).getBytes(StandardCharsets.UTF_8);
                sent.add(producer.send(new Message(cluster.topic(), "reading", "sensor-" + i, body)).getMessageId());
            }
            steps.done("Sent " + messages + " messages");

            Set<String> missing = inbox.missing(sent);
            steps.done(missing.size() + " of " + messages + " messages did not arrive, " + tooLarge
                    + " batches were larger than " + size);
            return missing.isEmpty() && tooLarge.get() == 0;
        } finally {
            producer.shutdown();
            consumer.shutdown();
        }
    }
}
