package io.openons.contract;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.Consumer;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.ONSFactory;
import com.aliyun.openservices.ons.api.Producer;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/**
 * An application in a JVM of its own: sends a message, receives it, logs a line and ends. Exit code 0 when it arrived.
 */
final class QuietProgram {

    private QuietProgram() {
    }

    public static void main(String[] args) throws InterruptedException {
        // What application servers do: the first thread to touch the client cannot see its classes by its context.
        Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
        Properties properties = new Properties();
        properties.setProperty("NAMESRV_ADDR", args[0]);
        properties.setProperty("GROUP_ID", args[2]);
        for (int i = 3; i < args.length; i += 2) {
            properties.setProperty(args[i], args[i + 1]);
        }
        CountDownLatch received = new CountDownLatch(1);
        Consumer consumer = ONSFactory.createConsumer(properties);
        consumer.subscribe(args[1], "*", (message, context) -> {
            received.countDown();
            return Action.CommitMessage;
        });
        consumer.start();
        Producer producer = ONSFactory.createProducer(properties);
        producer.start();
        producer.send(new Message(args[1], "", new byte[1]));
        boolean arrived = received.await(60, TimeUnit.SECONDS);
        LoggerFactory.getLogger("my.application").info("The application's own line");
        producer.shutdown();
        consumer.shutdown();
        if (!arrived) {
            System.exit(1);
        }
    }
}
