package io.openons.samples;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.ONSFactory;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.PropertyKeyConst;
import com.aliyun.openservices.ons.api.PullConsumer;
import com.aliyun.openservices.ons.api.TopicPartition;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Asks for messages with a {@link PullConsumer}: one consumer receives some of them and commits its positions, the next
 * one goes on where it stopped, moves back and receives all of them again.
 */
@Command(name = "Pull", sortOptions = false,
        description = "Polls messages, commits positions and moves them back.",
        exitCodeList = {"0:every message arrived when it should", "1:not", "2:wrong arguments"})
public final class Pull implements Callable<Integer> {

    private static final long POLL_MILLIS = 500;

    @Mixin
    private final Cluster cluster = new Cluster("PullTopic", "GID_pull");

    @Option(names = "--messages", paramLabel = "N", defaultValue = "30", converter = PositiveNumber.class,
            description = "How many (default: ${DEFAULT-VALUE}).")
    private int messages;

    @Spec
    private CommandSpec spec;

    Pull() {
    }

    /**
     * Runs the sample.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(SampleCommand.of(new Pull()).execute(args));
    }

    @Override
    public Integer call() {
        Steps steps = new Steps(spec.commandLine().getOut());
        try (cluster) {
            return run(cluster.open(steps), steps) ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private boolean run(Properties properties, Steps steps) {
        properties.setProperty(PropertyKeyConst.AUTO_COMMIT, "false");
        List<Message> all = new ArrayList<>();

        PullConsumer first = open(properties);
        try {
            Set<TopicPartition> partitions = first.topicPartitions(cluster.topic());
            partitions.forEach(first::seekToEnd); // earlier messages are none of ours
            first.commitSync();
            steps.done("First consumer has " + partitions.size() + " partitions, positions at their ends");

            send(properties);
            steps.done("Sent " + messages + " messages");

            all.addAll(receive(first, (messages + 1) / 2));
            first.commitSync();
            steps.done("First consumer received " + all.size() + " messages and committed its positions");
        } finally {
            first.shutdown();
        }

        PullConsumer second = open(properties);
        try {
            List<Message> rest = receive(second, messages - all.size());
            all.addAll(rest);
            steps.done("Second consumer went on and received the other " + rest.size());

            firstOffsets(all).forEach(second::seek);
            int again = receive(second, messages).size();
            steps.done("Second consumer moved back and received " + again + " messages again");
            return distinct(all) == messages && again == messages;
        } finally {
            second.shutdown();
        }
    }

    private PullConsumer open(Properties properties) {
        PullConsumer consumer = ONSFactory.createPullConsumer(properties);
        consumer.start();
        consumer.assign(consumer.topicPartitions(cluster.topic()));
        return consumer;
    }

    private void send(Properties properties) {
        Producer producer = ONSFactory.createProducer(properties);
        try {
            producer.start();
            for (int i = 1; i <= messages; i++) {
                byte[] body = ("reading " + i).getBytes(StandardCharsets.UTF_8);
                producer.send(new Message(cluster.topic(), "reading", body));
            }
        } finally {
            producer.shutdown();
        }
    }

    /** Polls until that many messages arrived, in whole batches, or the patience ends. */
    private List<Message> receive(PullConsumer consumer, int count) {
        List<Message> received = new ArrayList<>();
        long end = System.nanoTime() + cluster.patience().toNanos();
        while (received.size() < count && System.nanoTime() < end) {
            received.addAll(consumer.poll(POLL_MILLIS));
        }
        return received;
    }

    private static Map<TopicPartition, Long> firstOffsets(List<Message> messages) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        messages.forEach(message -> offsets.merge(message.getTopicPartition(), message.getOffset(), Math::min));
        return offsets;
    }

    private static long distinct(List<Message> messages) {
        return messages.stream().map(Message::getMsgID).distinct().count();
    }
}
