package io.openons.samples;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.Consumer;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.MessageListener;
import com.aliyun.openservices.ons.api.MessageSelector;
import com.aliyun.openservices.ons.api.ONSFactory;
import com.aliyun.openservices.ons.api.Producer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Receives some messages of a topic: those with one of two tags, then those whose user property meets an SQL condition.
 * The broker filters, what does not match stays there. SQL needs brokers with {@code enablePropertyFilter=true}.
 */
@Command(name = "Filtered", sortOptions = false,
        description = "Receives the messages of a topic that match tags, then those that match an SQL condition.",
        exitCodeList = {"0:the matching messages arrived, and no others", "1:not", "2:wrong arguments"})
public final class Filtered implements Callable<Integer> {

    private static final List<String> TAGS = List.of("created", "paid", "shipped");
    private static final String PIECES = "pieces";

    @Mixin
    private final Cluster cluster = new Cluster("FilteredTopic", "GID_filtered");

    @Spec
    private CommandSpec spec;

    Filtered() {
    }

    /**
     * Runs the sample.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(SampleCommand.of(new Filtered()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        Steps steps = new Steps(spec.commandLine().getOut());
        try (cluster) {
            return sendAndReceive(cluster.open(steps), steps) ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private boolean sendAndReceive(Properties properties, Steps steps) throws InterruptedException {
        Inbox inbox = new Inbox(cluster.patience());
        MessageListener listener = (message, context) -> {
            steps.done("Received \"" + text(message) + "\"");
            inbox.add(message);
            return Action.CommitMessage;
        };

        Consumer consumer = ONSFactory.createConsumer(properties);
        Producer producer = ONSFactory.createProducer(properties);
        try {
            consumer.subscribe(cluster.topic(), "paid || shipped", listener);
            consumer.start();
            producer.start();
            steps.done("Subscribed to the tags paid || shipped");
            boolean tags = onlyMatchesArrive(producer, inbox, message -> !message.getTag().equals("created"), steps);

            // The last subscription of a topic counts, at once.
            consumer.subscribe(cluster.topic(), MessageSelector.bySql("pieces > 5 and TAGS <> 'shipped'"), listener);
            steps.done("Subscribed to the condition pieces > 5 and TAGS <> 'shipped'");
            boolean sql = onlyMatchesArrive(producer, inbox, message -> !message.getTag().equals("shipped")
                    && Integer.parseInt(message.getUserProperties(PIECES)) > 5, steps);
            return tags && sql;
        } finally {
            producer.shutdown();
            consumer.shutdown();
        }
    }

    private boolean onlyMatchesArrive(Producer producer, Inbox inbox, Predicate<Message> matches, Steps steps)
            throws InterruptedException {
        List<String> wanted = new ArrayList<>();
        List<String> unwanted = new ArrayList<>();
        for (String tag : TAGS) {
            for (int pieces : new int[] {3, 8}) {
                byte[] body = ("order of " + pieces + " pieces " + tag).getBytes(StandardCharsets.UTF_8);
                Message message = new Message(cluster.topic(), tag, "order-1", body);
                message.putUserProperties(PIECES, String.valueOf(pieces));
                String id = producer.send(message).getMessageId();
                (matches.test(message) ? wanted : unwanted).add(id);
            }
        }
        int missing = inbox.missing(wanted).size();
        long wrong = unwanted.stream().filter(inbox::contains).count();
        steps.done("Of " + (wanted.size() + unwanted.size()) + " messages " + wanted.size() + " match; "
                + missing + " of these did not arrive, " + wrong + " others did");
        return missing == 0 && wrong == 0;
    }

    private static String text(Message message) {
        return new String(message.getBody(), StandardCharsets.UTF_8);
    }
}
