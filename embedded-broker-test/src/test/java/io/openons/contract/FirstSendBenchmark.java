package io.openons.contract;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.Consumer;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.ONSFactory;
import com.aliyun.openservices.ons.api.Producer;
import io.openons.embedded.EmbeddedRocketMq;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;

/**
 * Measures the first steps of a client in a fresh JVM; a program, not a test.
 *
 * <p>Starts a broker in this JVM and, one after the other, the number of JVMs given as the argument (default 7). Each
 * one times from {@code ONSFactory.createProducer} to the first acknowledged send, the second send, a consumer from
 * {@code start()} to the first message, and both shutdowns. Prints every run and the medians, in milliseconds.
 */
final class FirstSendBenchmark {

    private FirstSendBenchmark() {
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 3) {
            client(arguments[0], arguments[1], arguments[2]);
            return;
        }
        int runs = arguments.length == 0 ? 7 : Integer.parseInt(arguments[0]);
        String[] names = {"first send", "second send", "first message", "producer shutdown", "consumer shutdown"};
        List<List<Long>> columns = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            columns.add(new ArrayList<>());
        }
        try (EmbeddedRocketMq broker = EmbeddedRocketMq.start()) {
            broker.createTopic("first");
            for (int run = 0; run < runs; run++) {
                broker.createGroup("GID_first_" + run);
                String line = inJvm(broker.nameServerAddress(), "GID_first_" + run);
                System.out.println("run " + run + ": " + line);
                String[] values = line.split(" ");
                for (int i = 0; i < names.length; i++) {
                    columns.get(i).add(Long.parseLong(values[i]));
                }
            }
        }
        for (int i = 0; i < names.length; i++) {
            System.out.println("median " + names[i] + ": "
                    + columns.get(i).stream().sorted().skip(runs / 2).findFirst().orElseThrow() + " ms");
        }
    }

    private static String inJvm(String nameServer, String group) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=off", "-cp", System.getProperty("java.class.path"),
                FirstSendBenchmark.class.getName(), nameServer, "first", group)
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String line = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("The measured JVM failed: " + line);
        }
        return line;
    }

    private static void client(String nameServer, String topic, String group) throws InterruptedException {
        Properties properties = new Properties();
        properties.setProperty("NAMESRV_ADDR", nameServer);
        properties.setProperty("GROUP_ID", group);
        long begin = System.nanoTime();
        Producer producer = ONSFactory.createProducer(properties);
        producer.start();
        producer.send(new Message(topic, "", new byte[256]));
        long first = System.nanoTime();
        producer.send(new Message(topic, "", new byte[256]));
        long second = System.nanoTime();
        CountDownLatch received = new CountDownLatch(1);
        Consumer consumer = ONSFactory.createConsumer(properties);
        consumer.subscribe(topic, "*", (message, context) -> {
            received.countDown();
            return Action.CommitMessage;
        });
        long starting = System.nanoTime();
        consumer.start();
        received.await();
        long arrived = System.nanoTime();
        producer.shutdown();
        long producerDown = System.nanoTime();
        consumer.shutdown();
        long consumerDown = System.nanoTime();
        System.out.println((first - begin) / 1_000_000 + " " + (second - first) / 1_000_000 + " "
                + (arrived - starting) / 1_000_000 + " " + (producerDown - arrived) / 1_000_000 + " "
                + (consumerDown - producerDown) / 1_000_000);
    }
}
