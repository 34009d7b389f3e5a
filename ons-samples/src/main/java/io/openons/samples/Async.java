package io.openons.samples;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.ONSFactory;
import com.aliyun.openservices.ons.api.OnExceptionContext;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.SendCallback;
import com.aliyun.openservices.ons.api.SendResult;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Sends messages without waiting for the broker: each outcome arrives in a {@link SendCallback}, on threads that the
 * application lends. One message goes to a topic that does not exist, to show how a failure arrives.
 */
@Command(name = "Async", sortOptions = false,
        description = "Sends messages without waiting, and one to a topic that does not exist.",
        exitCodeList = {"0:every callback was called, for the unknown topic alone with a failure", "1:not",
            "2:wrong arguments"})
public final class Async implements Callable<Integer> {

    private static final String UNKNOWN_TOPIC = "NoSuchTopic";

    @Mixin
    private final Cluster cluster = new Cluster("AsyncTopic", "GID_async");

    @Option(names = "--messages", paramLabel = "N", defaultValue = "5", converter = PositiveNumber.class,
            description = "How many (default: ${DEFAULT-VALUE}).")
    private int messages;

    @Spec
    private CommandSpec spec;

    Async() {
    }

    /** Counts the outcomes of all messages; its methods run on the application's callback threads. */
    private static final class Outcomes implements SendCallback {

        private final Steps steps;
        private final AtomicInteger stored = new AtomicInteger();
        private final AtomicInteger failed = new AtomicInteger();
        private final AtomicInteger failedOfUnknownTopic = new AtomicInteger();
        private final CountDownLatch open;

        Outcomes(Steps steps, int messages) {
            this.steps = steps;
            this.open = new CountDownLatch(messages);
        }

        @Override
        public void onSuccess(SendResult result) {
            stored.incrementAndGet();
            steps.done("Stored msgId=" + result.getMessageId() + ", told on " + Thread.currentThread().getName());
            open.countDown();
        }

        @Override
        public void onException(OnExceptionContext context) {
            failed.incrementAndGet();
            if (UNKNOWN_TOPIC.equals(context.getTopic())) {
                failedOfUnknownTopic.incrementAndGet();
            }
            steps.done("Failed msgId=" + context.getMessageId() + ", told on " + Thread.currentThread().getName() + ": "
                    + context.getException().getMessage());
            open.countDown();
        }
    }

    /**
     * Runs the sample.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(SampleCommand.of(new Async()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        Steps steps = new Steps(spec.commandLine().getOut());
        AtomicInteger threads = new AtomicInteger();
        ExecutorService callbackThreads = Executors.newFixedThreadPool(2,
                task -> new Thread(task, "my-callbacks-" + threads.incrementAndGet()));
        try (cluster) {
            return send(cluster.open(steps), callbackThreads, steps) ? ExitCode.OK : ExitCode.SOFTWARE;
        } finally {
            callbackThreads.shutdown(); // the producer uses it, but never closes what it was lent
        }
    }

    private boolean send(Properties properties, ExecutorService callbackThreads, Steps steps)
            throws InterruptedException {
        Producer producer = ONSFactory.createProducer(properties);
        try {
            producer.start();
            producer.setCallbackExecutor(callbackThreads);
            steps.done("Producer started");

            Outcomes outcomes = new Outcomes(steps, messages + 1);
            for (int i = 1; i <= messages; i++) {
                byte[] body = ("Hello OpenONS " + i).getBytes(StandardCharsets.UTF_8);
                producer.sendAsync(new Message(cluster.topic(), "greeting", "order-" + i, body), outcomes);
            }
            byte[] lost = "to nowhere".getBytes(StandardCharsets.UTF_8);
            producer.sendAsync(new Message(UNKNOWN_TOPIC, "greeting", "order-0", lost), outcomes);
            steps.done("Handed over " + messages + " messages, and one to the unknown topic " + UNKNOWN_TOPIC);

            boolean allTold = outcomes.open.await(cluster.patience().toSeconds(), TimeUnit.SECONDS);
            steps.done(outcomes.stored + " stored, " + outcomes.failed + " failed, " + outcomes.open.getCount()
                    + " without an outcome");
            return allTold && outcomes.stored.get() == messages && outcomes.failedOfUnknownTopic.get() == 1;
        } finally {
            producer.shutdown();
        }
    }
}
