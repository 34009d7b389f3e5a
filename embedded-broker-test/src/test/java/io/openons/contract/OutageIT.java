package io.openons.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aliyun.openservices.ons.api.Consumer;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.Producer;
import io.openons.embedded.EmbeddedRocketMq;
import io.openons.embedded.junit.GroupName;
import io.openons.embedded.junit.Lifetime;
import io.openons.embedded.junit.TopicName;
import io.openons.embedded.junit.WithEmbeddedRocketMq;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that live through an outage of the servers. */
@WithEmbeddedRocketMq(lifetime = Lifetime.PER_CLASS)
@Timeout(180)
class OutageIT {

    @AutoClose
    private final Clients clients = new Clients();

    @Test
    void consumerStartedDuringAnOutageReceivesWhenItIsOver(EmbeddedRocketMq broker, @TopicName String topic,
            @GroupName String group) {
        Consumer consumer = clients.consumer(broker.clientProperties(group));
        Inbox inbox = new Inbox();
        consumer.subscribe(topic, "*", inbox);
        broker.stop();

        consumer.start();
        assertThat(consumer.isStarted()).isTrue();
        broker.restart();
        clients.producer(broker.clientProperties(group)).send(new Message(topic, "", "after".getBytes(UTF_8)));

        inbox.awaitDeliveries(1);
        assertThat(inbox.bodies()).containsExactly("after");
    }

    @Test
    void runningClientsGoOnAfterAnOutage(EmbeddedRocketMq broker, @TopicName String topic, @GroupName String group) {
        Consumer consumer = clients.consumer(broker.clientProperties(group));
        Inbox inbox = new Inbox();
        consumer.subscribe(topic, "*", inbox);
        consumer.start();
        Producer producer = clients.producer(broker.clientProperties(group));
        producer.send(new Message(topic, "", "before".getBytes(UTF_8)));
        inbox.awaitDeliveries(1);

        broker.stop();
        broker.restart();
        producer.send(new Message(topic, "", "after".getBytes(UTF_8)));

        // The broker knows the consumer again with its next heartbeat: at once when it reconnects, or after 30 s at
        // most.
        await("message sent after the outage").atMost(Duration.ofSeconds(90))
                .until(() -> inbox.bodies().contains("after"));
        assertThat(inbox.bodies()).contains("before");
    }
}
