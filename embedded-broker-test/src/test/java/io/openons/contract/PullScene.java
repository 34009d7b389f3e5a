package io.openons.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.PropertyKeyConst;
import com.aliyun.openservices.ons.api.PullConsumer;
import com.aliyun.openservices.ons.api.TopicPartition;
import io.openons.embedded.EmbeddedRocketMq;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;

/** A topic of one queue, a group and the pull consumers of one test. */
final class PullScene implements AutoCloseable {

    /** Well below the 20 s that a pull waits at the broker. */
    static final long SOON_MILLIS = 10_000;

    private final Clients clients = new Clients();
    private final EmbeddedRocketMq broker;
    private final String topic;
    private final String group;

    PullScene(EmbeddedRocketMq broker, String topic, String group) {
        this.broker = broker;
        this.topic = topic;
        this.group = group;
    }

    /** A consumer that is not started. */
    PullConsumer created(Properties properties) {
        return clients.pullConsumer(properties);
    }

    PullConsumer started(Properties properties) {
        PullConsumer consumer = created(properties);
        consumer.start();
        return consumer;
    }

    Properties properties() {
        return broker.clientProperties(group);
    }

    Properties manual() {
        Properties properties = properties();
        properties.put(PropertyKeyConst.AUTO_COMMIT, false);
        return properties;
    }

    TopicPartition partition(int queueId) {
        return new TopicPartition(topic, broker.brokerName() + "#" + queueId);
    }

    /** Returns when the broker answers questions for positions with these messages in mind. */
    List<String> send(int count) {
        Producer producer = producer();
        List<String> bodies = IntStream.range(0, count).mapToObj(String::valueOf).toList();
        bodies.forEach(body -> producer.send(new Message(topic, "", body.getBytes(UTF_8))));
        producer.shutdown();
        broker.store().messageCount(topic); // waits until the queues know what was written
        return bodies;
    }

    /** Polls until that many messages came; each wait is one that a pull hanging at the broker would fail. */
    static List<Message> receive(PullConsumer consumer, int count) {
        List<Message> got = new ArrayList<>();
        while (got.size() < count) {
            List<Message> some = consumer.poll(SOON_MILLIS);
            assertThat(some).as("after %d of %d messages", got.size(), count).isNotEmpty();
            got.addAll(some);
        }
        return got;
    }

    static List<String> bodies(List<Message> messages) {
        return messages.stream().map(message -> new String(message.getBody(), UTF_8)).toList();
    }

    /** The position that the broker has of the group; -1 for none. */
    long committed() {
        return broker.store().consumerOffset(group, topic, 0);
    }

    Producer producer() {
        return producer(properties());
    }

    Producer producer(Properties properties) {
        return clients.producer(properties);
    }

    @Override
    public void close() {
        clients.close();
    }
}
