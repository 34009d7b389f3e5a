package io.openons.benchmarks.run;

import io.openons.benchmarks.load.Bodies;
import io.openons.embedded.EmbeddedRocketMq;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.common.BrokerConfig;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.store.config.MessageStoreConfig;

/**
 * The broker that is measured against, in this JVM. The embedded broker is made for tests: small and with few threads.
 * Here it gets RocketMQ's own file sizes and threads for sending and pulling, a longer queue and no index by key.
 */
final class BenchBroker implements AutoCloseable {

    static final int QUEUES = 4;

    private static final int COMMIT_LOG_FILE = 256 * 1024 * 1024;
    private static final int QUEUE_FILE_ENTRIES = 300_000;
    private static final int QUEUE_ENTRY_BYTES = 20;
    private static final int SENDING_THREADS = 4;
    private static final int PULLING_THREADS = 16;
    private static final int LONGEST_QUEUE = 1_000_000;
    private static final int BATCH_BYTES = 256 * 1024;
    private static final Duration LONGEST_STORING = Duration.ofSeconds(30);

    private final EmbeddedRocketMq broker = EmbeddedRocketMq.builder()
            .brokerConfig(BenchBroker::adjust)
            .storeConfig(BenchBroker::adjust)
            .start();
    /** For a program that is interrupted: its files are large. */
    private final Thread hook = new Thread(broker::close, "close-broker");

    BenchBroker() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private static void adjust(BrokerConfig config) {
        config.setSendMessageThreadPoolNums(SENDING_THREADS);
        config.setPutMessageFutureThreadPoolNums(SENDING_THREADS);
        config.setPullMessageThreadPoolNums(PULLING_THREADS);
        config.setSendThreadPoolQueueCapacity(LONGEST_QUEUE);
    }

    private static void adjust(MessageStoreConfig config) {
        config.setMappedFileSizeCommitLog(COMMIT_LOG_FILE);
        config.setMappedFileSizeConsumeQueue(QUEUE_FILE_ENTRIES * QUEUE_ENTRY_BYTES);
        config.setFlushIntervalCommitLog(500);
        config.setMessageIndexEnable(false);
    }

    /** For the report. */
    static String description() {
        return "embedded RocketMQ 5.5.0 in the JVM of the measuring program, asynchronous flush, commit log in files "
                + "of " + COMMIT_LOG_FILE / 1024 / 1024 + " MiB, " + SENDING_THREADS + " threads for sends and "
                + PULLING_THREADS + " for pulls, no index by key, " + QUEUES + " queues in a topic";
    }

    String nameServer() {
        return broker.nameServerAddress();
    }

    void createTopics(List<String> topics) {
        topics.forEach(topic -> broker.createTopic(topic, QUEUES));
    }

    /** Puts groups in front of the first message of these topics. */
    void createGroups(List<String> groups, List<String> topics) {
        for (String group : groups) {
            broker.createGroup(group);
            for (String topic : topics) {
                for (int queue = 0; queue < QUEUES; queue++) {
                    broker.brokerController().getConsumerOffsetManager().commitOffset("benchmark", group, topic, queue,
                            0);
                }
            }
        }
    }

    /** Stores messages, evenly over the topics. */
    void fill(List<String> topics, int messages, int bodyBytes) throws Exception {
        DefaultMQProducer producer = new DefaultMQProducer("fill");
        producer.setNamesrvAddr(nameServer());
        producer.setSendMsgTimeout((int) LONGEST_STORING.toMillis());
        producer.start();
        try {
            Bodies bodies = new Bodies(bodyBytes);
            int batch = Math.max(1, BATCH_BYTES / (bodyBytes + 100));
            int perTopic = messages / topics.size();
            for (String topic : topics) {
                for (int done = 0; done < perTopic; done += batch) {
                    send(producer, topic, bodies, Math.min(batch, perTopic - done));
                }
            }
        } finally {
            producer.shutdown();
        }
    }

    private static void send(DefaultMQProducer producer, String topic, Bodies bodies, int count) throws Exception {
        List<Message> batch = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            batch.add(new Message(topic, "bench", bodies.get(i)));
        }
        if (count == 1) {
            producer.send(batch.get(0)); // compressed as usual, which batches are not
        } else {
            producer.send(batch);
        }
    }

    /**
     * Waits until so many messages are stored.
     *
     * @throws IllegalStateException if some are missing after half a minute
     */
    void awaitStored(List<String> topics, long messages) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST_STORING.toNanos();
        while (stored(topics) < messages) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Only " + stored(topics) + " of " + messages
                        + " acknowledged messages are stored.");
            }
            Thread.sleep(10);
        }
    }

    private long stored(List<String> topics) {
        long stored = 0;
        for (String topic : topics) {
            for (int queue = 0; queue < QUEUES; queue++) {
                stored += broker.store().maxOffset(topic, queue);
            }
        }
        return stored;
    }

    @Override
    public void close() {
        broker.close();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // This JVM is ending: the hook has closed it, too.
        }
    }
}
