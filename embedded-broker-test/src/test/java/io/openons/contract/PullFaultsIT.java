package io.openons.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.PropertyKeyConst;
import com.aliyun.openservices.ons.api.PullConsumer;
import com.aliyun.openservices.ons.api.TopicPartition;
import com.aliyun.openservices.ons.api.exception.ONSClientException;
import io.openons.embedded.EmbeddedRocketMq;
import io.openons.embedded.junit.GroupName;
import io.openons.embedded.junit.Lifetime;
import io.openons.embedded.junit.TopicName;
import io.openons.embedded.junit.WithEmbeddedRocketMq;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pull consumers that live through an outage of the servers. */
@WithEmbeddedRocketMq(lifetime = Lifetime.PER_CLASS)
@Timeout(120)
class PullFaultsIT {

    @AutoClose
    private final Clients clients = new Clients();

    @Test
    void pollingGoesOnAfterAnOutage(EmbeddedRocketMq broker, @TopicName(queues = 1) String topic,
            @GroupName String group) {
        Producer producer = clients.producer(broker.clientProperties(group));
        PullConsumer consumer = clients.pullConsumer(broker.clientProperties(group));
        consumer.start();
        consumer.assign(consumer.topicPartitions(topic));
        producer.send(new Message(topic, "", "before".getBytes(UTF_8)));
        assertThat(pollUntil(consumer, 1)).containsExactly("before");

        broker.stop();
        assertThat(consumer.poll(2000)).isEmpty();
        broker.restart();
        producer.send(new Message(topic, "", "after".getBytes(UTF_8)));

        assertThat(pollUntil(consumer, 1)).containsExactly("after");
        consumer.commitSync();
        assertThat(broker.store().consumerOffset(group, topic, 0)).isEqualTo(2);
    }

    @Test
    void consumerStartedDuringAnOutageReceivesWhenItIsOver(EmbeddedRocketMq broker,
            @TopicName(queues = 1) String topic, @GroupName String group) {
        clients.producer(broker.clientProperties(group)).send(new Message(topic, "", "before".getBytes(UTF_8)));
        PullConsumer consumer = clients.pullConsumer(broker.clientProperties(group));
        consumer.assign(Set.of(new TopicPartition(topic, broker.brokerName() + "#0")));
        broker.stop();

        consumer.start();
        assertThat(consumer.poll(100)).isEmpty();
        assertThatThrownBy(() -> consumer.topicPartitions(topic)).isInstanceOf(ONSClientException.class)
                .hasMessageContaining("ONS-3002").hasMessageContaining(broker.nameServerAddress());
        broker.restart();

        assertThat(pollUntil(consumer, 1)).containsExactly("before");
    }

    @Test
    void commitWithoutBrokerFailsAndCanBeRepeated(EmbeddedRocketMq broker, @TopicName(queues = 1) String topic,
            @GroupName String group) {
        Properties properties = broker.clientProperties(group);
        properties.put(PropertyKeyConst.AUTO_COMMIT, false);
        clients.producer(broker.clientProperties(group)).send(new Message(topic, "", "body".getBytes(UTF_8)));
        PullConsumer consumer = clients.pullConsumer(properties);
        consumer.start();
        consumer.assign(consumer.topicPartitions(topic));
        pollUntil(consumer, 1);
        broker.stop();

        assertThatThrownBy(consumer::commitSync).isInstanceOf(ONSClientException.class)
                .hasMessageContaining("commit position 1").hasMessageContaining(topic).hasCauseInstanceOf(Exception.class);
        broker.restart();
        consumer.commitSync();

        assertThat(broker.store().consumerOffset(group, topic, 0)).isEqualTo(1);
    }

    private static List<String> pollUntil(PullConsumer consumer, int count) {
        List<String> bodies = new ArrayList<>();
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (bodies.size() < count && System.nanoTime() < end) {
            consumer.poll(1000).forEach(message -> bodies.add(new String(message.getBody(), UTF_8)));
        }
        return bodies;
    }
}
