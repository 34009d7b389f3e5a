package io.openons.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aliyun.openservices.ons.api.PropertyKeyConst;
import io.openons.embedded.BrokerStore;
import io.openons.embedded.StoredMessage;
import io.openons.jvm.ClientLibrary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.common.MixAll;
import org.apache.rocketmq.common.message.MessageQueue;

/** A topic and a group of a test, and clients of the fleet that use them until it is closed. */
final class Scene implements AutoCloseable {

    static final Duration LIMIT = Duration.ofSeconds(60);

    private final Fleet fleet;
    private final String namespace;
    private final String topic;
    private final String group;
    private final int queues;
    private final List<Receiver> clients = new ArrayList<>();

    Scene(Fleet fleet, String namespace, int queues) {
        this(fleet, namespace, fleet.name("topic-"), queues);
        fleet.broker().createTopic(full(topic), queues);
    }

    private Scene(Fleet fleet, String namespace, String topic, int queues) {
        this.fleet = fleet;
        this.namespace = namespace;
        this.topic = topic;
        this.queues = queues;
        this.group = fleet.name("GID_fleet-");
        fleet.broker().createGroup(full(group));
    }

    /** A scene with a group of its own, whose topic is that of this group's dead letters. */
    Scene ofDeadLetters() {
        return new Scene(fleet, "", MixAll.getDLQTopic(storedGroup()), 1);
    }

    String topic() {
        return topic;
    }

    String group() {
        return group;
    }

    /** The topic's name at the broker. */
    String storedTopic() {
        return full(topic);
    }

    /** The group's name at the broker. */
    String storedGroup() {
        return full(group);
    }

    BrokerStore store() {
        return fleet.broker().store();
    }

    private String full(String name) {
        return namespace.isEmpty() ? name : namespace + "%" + name;
    }

    RemoteClient start(ClientLibrary library, Kind kind) {
        return start(library, kind, "*");
    }

    RemoteClient start(ClientLibrary library, Kind kind, String choice, String... properties) {
        return start(fleet.member(library), kind, choice, properties);
    }

    /**
     * Starts a client of the scene's group. Of several consumers, the one that is started first is the first to be
     * given queues.
     *
     * @param choice a consumer's expression, or a checker's answer
     * @param more names and values of properties
     */
    RemoteClient start(Member member, Kind kind, String choice, String... more) {
        String name = fleet.name("client");
        Map<String, String> properties = new HashMap<>(Map.of(
                PropertyKeyConst.NAMESRV_ADDR, fleet.broker().nameServerAddress(),
                PropertyKeyConst.GROUP_ID, group,
                PropertyKeyConst.INSTANCE_ID, namespace,
                PropertyKeyConst.SendMsgTimeoutMillis, "30000",
                PropertyKeyConst.InstanceName, name,
                PropertyKeyConst.AccessKey, "ak",
                PropertyKeyConst.SecretKey, "sk"));
        for (int i = 0; i < more.length; i += 2) {
            properties.put(more[i], more[i + 1]);
        }
        RemoteClient client = RemoteClient.start(member, kind, name, topic, choice, properties);
        clients.add(client);
        return client;
    }

    ApacheConsumer apacheConsumer() throws MQClientException {
        ApacheConsumer consumer = new ApacheConsumer(fleet.broker(), fleet.name("client"), full(group), full(topic));
        clients.add(consumer);
        return consumer;
    }

    /** Waits until these consumers are those of the group and have divided its topic's queues between them. */
    void awaitDivision(Receiver... consumers) {
        await("queues divided between " + consumers.length).atMost(LIMIT).untilAsserted(() -> {
            Map<String, List<Integer>> division = division(storedTopic());
            assertThat(division.values().stream().flatMap(List::stream))
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, queues).boxed().toList());
            assertThat(division).allSatisfy((id, some) -> assertThat(some).isNotEmpty());
            assertThat(division.keySet()).zipSatisfy(Stream.of(consumers).map(Receiver::name).sorted().toList(),
                    (id, name) -> assertThat(id).contains("@" + name));
        });
    }

    /** Waits until a consumer has all queues of the topic, as each consumer that receives broadcasts. */
    void awaitAllQueuesAt(Receiver consumer) {
        await("all queues at " + consumer.name()).atMost(LIMIT).untilAsserted(() ->
                assertThat(division(storedTopic())).anySatisfy((id, some) -> {
                    assertThat(id).contains("@" + consumer.name());
                    assertThat(some).hasSize(queues);
                }));
    }

    /** Waits until a consumer has the queue of the group's retries, and no other has it. */
    void awaitRetriesAt(Receiver consumer) {
        await("retries at " + consumer.name()).atMost(LIMIT).untilAsserted(() ->
                assertThat(division(MixAll.getRetryTopic(storedGroup()))).allSatisfy((id, some) ->
                        assertThat(!some.isEmpty()).as(id).isEqualTo(id.contains("@" + consumer.name()))));
    }

    private Map<String, List<Integer>> division(String ofTopic) {
        Map<String, List<Integer>> division = new TreeMap<>();
        ConsumerStates.of(fleet.broker(), storedGroup()).forEach((id, states) -> division.put(id,
                states.keySet().stream().filter(queue -> queue.getTopic().equals(ofTopic))
                        .map(MessageQueue::getQueueId).toList()));
        return division;
    }

    /**
     * Waits until the consumers have consumed all messages, checks the accounts and shuts them down: the broker has
     * stored each message once; all consumers together were given it once, and once more for each failure its tag asks
     * for, always as it is stored; nothing is left for the group.
     *
     * @param ids of the messages that were sent
     */
    void settle(Collection<String> ids, Receiver... consumers) {
        Map<String, StoredMessage> stored = stored(ids);
        List<String> expected = stored.values().stream()
                .flatMap(message -> IntStream.rangeClosed(0, Delivery.failures(message.tag()))
                        .mapToObj(times -> message.messageId() + " " + times)).toList();
        await("deliveries").atMost(LIMIT).until(() -> deliveries(consumers).size() >= expected.size());
        await("end of work").atMost(LIMIT).untilAsserted(() ->
                assertThat(ConsumerStates.of(fleet.broker(), storedGroup()).values()).allSatisfy(states ->
                        assertThat(states.values()).allMatch(state -> state.getCachedMsgCount() == 0)));
        assertThat(deliveries(consumers)).extracting(delivery -> delivery.messageId() + " " + delivery.reconsumeTimes())
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(deliveries(consumers)).allSatisfy(delivery -> check(delivery, stored.get(delivery.messageId())));
        if (consumers.length == 1) {
            consumers[0].stop(); // which writes its positions; of several, others would go on from older ones
        }
        await("nothing left").atMost(LIMIT).until(() -> store().backlog(storedGroup(), storedTopic()) == 0);
        Stream.of(consumers).forEach(Receiver::stop);
        assertThat(store().deadLetters(storedGroup())).isEmpty();
    }

    private void check(Delivery delivery, StoredMessage stored) {
        assertThat(delivery.topic()).isEqualTo(topic);
        assertThat(delivery.body()).isEqualTo(stored.bodyAsString());
        assertThat(delivery.tag()).isEqualTo(stored.tag());
        assertThat(delivery.key()).isEqualTo(stored.keys());
        assertThat(delivery.shardingKey()).isEqualTo(stored.properties().getOrDefault("__SHARDINGKEY", ""));
        if (delivery.reconsumeTimes() == 0) {
            assertThat(delivery.partition()).isEqualTo(fleet.broker().brokerName() + "#" + stored.queueId());
        }
    }

    /** What the topic holds, by message id: these messages, each once. */
    Map<String, StoredMessage> stored(Collection<String> ids) {
        await("messages in the topic").atMost(LIMIT).until(() -> store().messageCount(storedTopic()) >= ids.size());
        List<StoredMessage> messages = stored();
        assertThat(messages).extracting(StoredMessage::messageId).containsExactlyInAnyOrderElementsOf(ids);
        return messages.stream().collect(Collectors.toMap(StoredMessage::messageId, Function.identity()));
    }

    List<StoredMessage> stored() {
        return store().messages(storedTopic());
    }

    static List<Delivery> deliveries(Receiver... consumers) {
        return Stream.of(consumers).flatMap(consumer -> consumer.deliveries().stream()).toList();
    }

    @Override
    public void close() {
        clients.forEach(Receiver::stop);
    }
}
