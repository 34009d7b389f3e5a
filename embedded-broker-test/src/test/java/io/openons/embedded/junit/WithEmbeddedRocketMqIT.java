package io.openons.embedded.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.openons.embedded.BrokerStore;
import io.openons.embedded.EmbeddedRocketMq;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.client.producer.SendStatus;
import org.apache.rocketmq.common.message.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@WithEmbeddedRocketMq
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WithEmbeddedRocketMqIT {

    @Test
    void injectedTopicTakesMessagesThatTheInjectedStoreShows(EmbeddedRocketMq rocketMq, BrokerStore store,
            @TopicName(queues = 2) String topic, @GroupName String group) throws Exception {
        DefaultMQProducer producer = new DefaultMQProducer(group);
        producer.setNamesrvAddr(rocketMq.nameServerAddress());
        producer.start();
        try {
            Message message = new Message(topic, "tag", "body".getBytes(StandardCharsets.UTF_8));
            assertThat(producer.send(message).getSendStatus()).isEqualTo(SendStatus.SEND_OK);
        } finally {
            producer.shutdown();
        }

        assertThat(store.messages(topic)).singleElement().satisfies(stored -> {
            assertThat(stored.bodyAsString()).isEqualTo("body");
            assertThat(stored.tag()).isEqualTo("tag");
        });
    }
}
