package io.openons.all;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.Consumer;
import com.aliyun.openservices.ons.api.ONSFactory;
import com.aliyun.openservices.ons.api.Producer;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import org.apache.rocketmq.client.consumer.listener.MessageListenerConcurrently;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.common.MQVersion;
import org.apache.rocketmq.common.consumer.ConsumeFromWhere;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.common.message.MessageExt;

/**
 * An application that uses the ONS API and a RocketMQ of its own: each sends one message, and each receives both.
 * Prints the version of its own RocketMQ, the place of the ONS API and what arrived. Arguments: name server, topic.
 */
final class NeighboursProgram {

    private static final int BOTH = 2;

    private NeighboursProgram() {
    }

    public static void main(String[] args) throws Exception {
        BlockingQueue<String> ours = new LinkedBlockingQueue<>();
        BlockingQueue<String> theirs = new LinkedBlockingQueue<>();
        Properties properties = new Properties();
        properties.setProperty("NAMESRV_ADDR", args[0]);
        properties.setProperty("GROUP_ID", "GID_ours");
        Consumer consumer = ONSFactory.createConsumer(properties);
        consumer.subscribe(args[1], "*", (message, context) -> {
            ours.add(new String(message.getBody(), UTF_8));
            return Action.CommitMessage;
        });
        consumer.start();
        Producer producer = ONSFactory.createProducer(properties);
        producer.start();
        DefaultMQPushConsumer otherConsumer = new DefaultMQPushConsumer("GID_theirs");
        otherConsumer.setNamesrvAddr(args[0]);
        otherConsumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
        otherConsumer.subscribe(args[1], "*");
        otherConsumer.registerMessageListener((MessageListenerConcurrently) (messages, context) -> {
            for (MessageExt message : messages) {
                theirs.add(new String(message.getBody(), UTF_8));
            }
            return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
        });
        otherConsumer.start();
        DefaultMQProducer otherProducer = new DefaultMQProducer("GID_theirs_sending");
        otherProducer.setNamesrvAddr(args[0]);
        otherProducer.start();

        producer.send(new com.aliyun.openservices.ons.api.Message(args[1], "", "ours".getBytes(UTF_8)));
        otherProducer.send(new Message(args[1], "theirs".getBytes(UTF_8)));

        for (int i = 0; i < BOTH; i++) {
            System.out.println("ours received " + ours.poll(60, TimeUnit.SECONDS));
            System.out.println("theirs received " + theirs.poll(60, TimeUnit.SECONDS));
        }
        System.out.println("their version " + MQVersion.getVersionDesc(MQVersion.CURRENT_VERSION));
        System.out.println("our place " + ONSFactory.class.getProtectionDomain().getCodeSource().getLocation());
        otherProducer.shutdown();
        otherConsumer.shutdown();
        producer.shutdown();
        consumer.shutdown();
    }
}
