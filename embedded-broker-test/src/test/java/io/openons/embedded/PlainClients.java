package io.openons.embedded;

import java.nio.charset.StandardCharsets;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.consumer.listener.MessageListenerConcurrently;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.common.consumer.ConsumeFromWhere;
import org.apache.rocketmq.common.message.Message;

/** Apache's own clients, set up for a test. */
final class PlainClients {

    private PlainClients() {
    }

    static DefaultMQProducer producer(EmbeddedRocketMq rocketMq, String group) throws MQClientException {
        DefaultMQProducer producer = new DefaultMQProducer(group);
        producer.setNamesrvAddr(rocketMq.nameServerAddress());
        producer.setInstanceName(group);
        // Reads its route again soon after the servers have been away.
        producer.setPollNameServerInterval(500);
        producer.setHeartbeatBrokerInterval(500);
        producer.start();
        return producer;
    }

    /** Not started yet, so that a test can add to it. */
    static DefaultMQPushConsumer consumer(EmbeddedRocketMq rocketMq, String group, String topic,
            MessageListenerConcurrently listener) throws MQClientException {
        DefaultMQPushConsumer consumer = new DefaultMQPushConsumer(group);
        consumer.setNamesrvAddr(rocketMq.nameServerAddress());
        consumer.setInstanceName(group);
        consumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
        consumer.setPollNameServerInterval(500);
        consumer.setHeartbeatBrokerInterval(500);
        consumer.subscribe(topic, "*");
        consumer.registerMessageListener(listener);
        return consumer;
    }

    static Message message(String topic, String body) {
        return new Message(topic, "tag", "key", body.getBytes(StandardCharsets.UTF_8));
    }
}
