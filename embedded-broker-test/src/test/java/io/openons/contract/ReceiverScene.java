package io.openons.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.PropertyKeyConst;
import com.aliyun.openservices.ons.api.order.OrderProducer;
import io.openons.embedded.BrokerStore;
import io.openons.embedded.EmbeddedRocketMq;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** A test of one kind of push consumer, within an instance (namespace) or, with an empty name, without. */
final class ReceiverScene implements AutoCloseable {

    private final Clients clients = new Clients();
    private final ReceiverKind kind;
    private final String instance;
    private final EmbeddedRocketMq broker;
    private OrderProducer producer;

    ReceiverScene(ReceiverKind kind, String instance, EmbeddedRocketMq broker) {
        this.kind = kind;
        this.instance = instance;
        this.broker = broker;
    }

    ReceiverKind kind() {
        return kind;
    }

    BrokerStore store() {
        return broker.store();
    }

    /** Creates what the instance needs of its own, and the producer. */
    void prepare(String group, String... topics) {
        if (!instance.isEmpty()) {
            broker.createGroup(full(group));
            for (String topic : topics) {
                broker.createTopic(full(topic));
            }
        }
        producer = clients.orderProducer(properties(group));
    }

    /** A receiver that is not started. */
    Receiver receiver(String group) {
        return kind.create(clients, properties(group));
    }

    /** A receiver of which everything but the running listener call waits in memory. */
    Receiver oneThreaded(String group) {
        Properties properties = properties(group);
        properties.put(PropertyKeyConst.ConsumeThreadNums, 1);
        return kind.create(clients, properties);
    }

    private Properties properties(String group) {
        Properties properties = broker.clientProperties(group);
        if (!instance.isEmpty()) {
            properties.setProperty(PropertyKeyConst.INSTANCE_ID, instance);
        }
        return properties;
    }

    /** Sends to the queue that the body's last digit names, with that digit in the tag. */
    List<String> send(String topic, String... bodies) {
        List<String> ids = new ArrayList<>();
        for (String body : bodies) {
            String digit = body.substring(body.length() - 1);
            Message message = new Message(topic, "tag-" + digit, "key", body.getBytes(UTF_8));
            ids.add(producer.send(message, digit).getMessageId());
        }
        return ids;
    }

    long backlog(String group, String topic) {
        return store().backlog(full(group), full(topic));
    }

    /** Waits until everything that the group's only consumer fetched is settled. */
    void awaitNothingHeld(String group) {
        await("everything settled").atMost(Inbox.LIMIT).until(() -> HeldMessages.count(broker, full(group)) == 0);
    }

    /** The name that brokers know. */
    String full(String name) {
        return instance.isEmpty() ? name : instance + "%" + name;
    }

    @Override
    public void close() {
        clients.close();
    }
}
