package io.openons.contract;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.Consumer;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.ONSFactory;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.exception.ONSClientException;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Sends a message and receives it, in a JVM of its own, with TLS by system properties alone. */
final class TlsProgram {

    private TlsProgram() {
    }

    public static void main(String[] args) throws InterruptedException {
        Properties properties = new Properties();
        properties.setProperty("NAMESRV_ADDR", args[0]);
        properties.setProperty("GROUP_ID", args[2]);
        CountDownLatch received = new CountDownLatch(1);
        Producer producer = ONSFactory.createProducer(properties);
        Consumer consumer = ONSFactory.createConsumer(properties);
        consumer.subscribe(args[1], "*", (message, context) -> {
            received.countDown();
            return Action.CommitMessage;
        });
        try {
            producer.start();
            consumer.start();
            producer.send(new Message(args[1], "", new byte[1]));
            System.out.println(received.await(60, TimeUnit.SECONDS) ? "received" : "not received");
        } catch (ONSClientException e) {
            System.out.println("refused: " + e.getMessage());
        } finally {
            producer.shutdown();
            consumer.shutdown();
        }
    }
}
