package io.openons.parity;

import io.openons.embedded.EmbeddedRocketMq;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.common.message.Message;

/** Messages as programs on Apache's own client send them. */
final class ApacheMessages {

    private ApacheMessages() {
    }

    /** Sends one of each sort; see {@link SeenScenarios}. */
    static void send(EmbeddedRocketMq broker, String topic) throws Exception {
        DefaultMQProducer producer = new DefaultMQProducer("apache-" + topic);
        producer.setNamesrvAddr(broker.nameServerAddress());
        producer.setInstanceName("apache-" + topic);
        producer.setSendMsgTimeout(30_000); // for busy machines
        producer.start();
        try {
            Message full = new Message(topic, "tag", "k1 k2", bytes("full"));
            full.putUserProperty("mine", "value");
            full.putUserProperty("__SHARDINGKEY", "shard");
            producer.send(full);
            producer.send(new Message(topic, bytes("bare")));
            producer.send(new Message(topic, "tag", bytes(String.format("%-5000s", "long"))));
            producer.send(List.of(new Message(topic, "tag", bytes("batch 1")),
                    new Message(topic, "tag", bytes("batch 2"))));
            producer.send(new Message(topic, "tag", bytes("ordered")), (queues, message, key) -> queues.get(0), "key");
            Message delayed = new Message(topic, "tag", bytes("delayed"));
            delayed.setDelayTimeMs(200);
            producer.send(delayed);
            Message level = new Message(topic, "tag", bytes("level"));
            level.setDelayTimeLevel(1);
            producer.send(level);
        } finally {
            producer.shutdown();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
