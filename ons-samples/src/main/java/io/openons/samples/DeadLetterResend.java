package io.openons.samples;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.Consumer;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.ONSFactory;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.PropertyKeyConst;
import com.aliyun.openservices.ons.api.SendResult;
import io.openons.client.deadletter.DeadLetter;
import io.openons.client.deadletter.DeadLetters;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Has a listener fail until its messages are dead letters, then repairs it, lists the dead letters of the group with
 * {@link DeadLetters} and re-sends those that are pending to their topic, where the listener now takes them.
 */
@Command(name = "DeadLetterResend", sortOptions = false,
        description = "Makes dead letters, lists them, re-sends them and receives them.",
        exitCodeList = {"0:every message arrived after it was re-sent", "1:not", "2:wrong arguments"})
public final class DeadLetterResend implements Callable<Integer> {

    private static final long LOOK_AGAIN_MILLIS = 200;

    @Mixin
    private final Cluster cluster = new Cluster("DeadLetterResendTopic", "GID_deadletterresend");

    @Option(names = "--messages", paramLabel = "N", defaultValue = "3", converter = PositiveNumber.class,
            description = "How many (default: ${DEFAULT-VALUE}).")
    private int messages;

    @Spec
    private CommandSpec spec;

    DeadLetterResend() {
    }

    /**
     * Runs the sample.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(SampleCommand.of(new DeadLetterResend()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        Steps steps = new Steps(spec.commandLine().getOut());
        try (cluster) {
            Set<String> missing = failAndResend(cluster.open(steps), steps);
            steps.done(missing.isEmpty() ? "All " + messages + " messages arrived in the end"
                    : missing.size() + " of " + messages + " messages did not arrive: " + missing);
            return missing.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    /** Returns the ids of the messages that did not arrive in time. */
    private Set<String> failAndResend(Properties properties, Steps steps) throws InterruptedException {
        properties.setProperty(PropertyKeyConst.MaxReconsumeTimes, "1");
        Inbox inbox = new Inbox(cluster.patience());
        AtomicBoolean repaired = new AtomicBoolean();

        Consumer consumer = ONSFactory.createConsumer(properties);
        consumer.subscribe(cluster.topic(), "*", (message, context) -> {
            if (!repaired.get()) {
                return Action.ReconsumeLater;
            }
            steps.done("Received \"" + text(message) + "\" msgId=" + message.getMsgID());
            inbox.add(message);
            return Action.CommitMessage;
        });
        Producer producer = ONSFactory.createProducer(properties);
        try (DeadLetters deadLetters = DeadLetters.open(properties)) {
            consumer.start();
            producer.start();
            List<String> sent = new ArrayList<>();
            for (int i = 1; i <= messages; i++) {
                byte[] body = ("order " + i).getBytes(StandardCharsets.UTF_8);
                sent.add(producer.send(new Message(cluster.topic(), "orders", "order-" + i, body)).getMessageId());
            }
            steps.done("Sent " + messages + " messages; the listener fails, and fails again");
            if (!given(deadLetters, sent)) {
                return new HashSet<>(sent);
            }
            try (Stream<DeadLetter> pending = deadLetters.pending()) {
                pending.forEach(dead -> steps.done("Dead letter \"" + text(dead.message()) + "\" of topic "
                        + dead.topic() + " failed " + dead.reconsumeTimes() + " times, msgId=" + dead.messageId()));
            }
            repaired.set(true);
            steps.done("Repaired the listener");
            for (SendResult result : deadLetters.resendPending()) {
                steps.done("Re-sent msgId=" + result.getMessageId() + " to topic " + result.getTopic());
            }
            steps.done("Pending dead letters left: " + deadLetters.pending().count());
            return inbox.missing(sent);
        } finally {
            producer.shutdown();
            consumer.shutdown();
        }
    }

    /** Waits until the messages of these ids are dead letters; on a cluster of your own the retry takes 10 s. */
    private boolean given(DeadLetters deadLetters, List<String> ids) throws InterruptedException {
        long deadline = System.nanoTime() + cluster.patience().toNanos();
        while (System.nanoTime() < deadline) {
            if (new HashSet<>(deadLetters.pending().map(DeadLetter::messageId).toList()).containsAll(ids)) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        }
        return false;
    }

    private static String text(Message message) {
        return new String(message.getBody(), StandardCharsets.UTF_8);
    }
}
