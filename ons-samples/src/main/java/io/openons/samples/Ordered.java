package io.openons.samples;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.Consumer;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.ONSFactory;
import com.aliyun.openservices.ons.api.SendResult;
import com.aliyun.openservices.ons.api.order.OrderProducer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Sends the steps of several orders with an {@link OrderProducer}, the order's id as sharding key, and shows from
 * what arrives that the steps of each order lie in one queue, in the order of sending. A {@link Consumer} reads them,
 * on many threads at once: it shows where the messages lie, but does not keep their order.
 */
@Command(name = "Ordered", sortOptions = false,
        description = "Sends the steps of several orders, mixed, with the order's id as sharding key.",
        exitCodeList = {"0:the steps of each order lie in one queue, in the order of sending", "1:not",
            "2:wrong arguments"})
public final class Ordered implements Callable<Integer> {

    private static final List<String> ORDER_STEPS = List.of("created", "paid", "packed", "shipped");

    @Mixin
    private final Cluster cluster = new Cluster("OrderedTopic", "GID_ordered");

    @Option(names = "--orders", paramLabel = "N", defaultValue = "3", converter = PositiveNumber.class,
            description = "How many (default: ${DEFAULT-VALUE}).")
    private int orders;

    @Spec
    private CommandSpec spec;

    Ordered() {
    }

    /**
     * Runs the sample.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(SampleCommand.of(new Ordered()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        Steps steps = new Steps(spec.commandLine().getOut());
        try (cluster) {
            return sendAndCompare(cluster.open(steps), steps) ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private boolean sendAndCompare(Properties properties, Steps steps) throws InterruptedException {
        Inbox inbox = new Inbox(cluster.patience());

        Consumer consumer = ONSFactory.createConsumer(properties);
        consumer.subscribe(cluster.topic(), "*", (message, context) -> {
            inbox.add(message);
            return Action.CommitMessage;
        });
        OrderProducer producer = ONSFactory.createOrderProducer(properties);
        try {
            consumer.start();
            producer.start();
            steps.done("Consumer and producer started");

            Map<String, List<String>> sent = new LinkedHashMap<>(); // the messages' ids by order
            for (String step : ORDER_STEPS) {
                for (int i = 1; i <= orders; i++) {
                    String order = "order-" + i;
                    byte[] body = (order + " " + step).getBytes(StandardCharsets.UTF_8);
                    SendResult result = producer.send(new Message(cluster.topic(), step, order, body), order);
                    sent.computeIfAbsent(order, key -> new ArrayList<>()).add(result.getMessageId());
                    steps.done("Sent \"" + order + " " + step + "\" with sharding key " + order);
                }
            }
            Set<String> missing = inbox.missing(sent.values().stream().flatMap(Collection::stream).toList());
            if (!missing.isEmpty()) {
                steps.done(missing.size() + " messages did not arrive: " + missing);
                return false;
            }
            boolean ordered = true;
            for (List<String> ids : sent.values()) {
                ordered &= inOneQueueInOrder(ids.stream().map(inbox::message).toList(), steps);
            }
            steps.done(ordered ? "The steps of each order lie in one queue, in the order of sending"
                    : "The steps of an order are not in one queue or not in the order of sending");
            return ordered;
        } finally {
            producer.shutdown();
            consumer.shutdown();
        }
    }

    /** Looks where the messages of one order lie; they come in the order of sending. */
    private static boolean inOneQueueInOrder(List<Message> messages, Steps steps) {
        Set<String> queues = messages.stream().map(message -> message.getTopicPartition().getPartition())
                .collect(Collectors.toSet());
        List<Long> offsets = messages.stream().map(Message::getOffset).toList();
        steps.done(messages.get(0).getShardingKey() + " lies in queue " + String.join(" and ", queues)
                + " at offsets " + offsets);
        return queues.size() == 1 && offsets.equals(offsets.stream().sorted().toList());
    }
}
