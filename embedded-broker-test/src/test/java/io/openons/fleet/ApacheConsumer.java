package io.openons.fleet;

import io.openons.embedded.EmbeddedRocketMq;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.consumer.listener.ConsumeConcurrentlyContext;
import org.apache.rocketmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.common.message.MessageConst;
import org.apache.rocketmq.common.message.MessageExt;

/** A consumer of Apache's own client, in this JVM. It reports what an ONS consumer would. */
final class ApacheConsumer implements Receiver {

    private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
    private final DefaultMQPushConsumer consumer;

    ApacheConsumer(EmbeddedRocketMq broker, String name, String group, String topic) throws MQClientException {
        consumer = new DefaultMQPushConsumer(group);
        consumer.setNamesrvAddr(broker.nameServerAddress());
        consumer.setInstanceName(name);
        consumer.subscribe(topic, "*");
        consumer.registerMessageListener(this::consume);
        consumer.start();
    }

    private ConsumeConcurrentlyStatus consume(List<MessageExt> messages, ConsumeConcurrentlyContext context) {
        Delivery delivery = delivery(messages.get(0));
        deliveries.add(delivery);
        return delivery.toFail()
                ? ConsumeConcurrentlyStatus.RECONSUME_LATER : ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
    }

    static Delivery delivery(MessageExt message) {
        return new Delivery(message.getTopic(),
                message.getProperty(MessageConst.PROPERTY_UNIQ_CLIENT_MESSAGE_ID_KEYIDX), message.getTags(),
                Objects.toString(message.getKeys(), ""),
                Objects.toString(message.getProperty(MessageConst.PROPERTY_SHARDING_KEY), ""),
                message.getReconsumeTimes(), 0, message.getBrokerName() + "#" + message.getQueueId(),
                new String(message.getBody(), StandardCharsets.UTF_8));
    }

    @Override
    public String name() {
        return consumer.getInstanceName();
    }

    @Override
    public List<Delivery> deliveries() {
        return deliveries;
    }

    @Override
    public void stop() {
        consumer.shutdown();
    }
}
