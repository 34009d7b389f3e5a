package io.openons.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.aliyun.openservices.ons.api.Consumer;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.PropertyKeyConst;
import io.openons.client.error.CodedClientException;
import io.openons.client.error.ErrorCode;
import io.openons.embedded.EmbeddedRocketMq;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.rocketmq.client.impl.MQClientManager;
import org.apache.rocketmq.client.impl.factory.MQClientInstance;
import org.apache.rocketmq.remoting.RPCHook;
import org.apache.rocketmq.remoting.protocol.RemotingCommand;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that share connections with a broker that asks who is there: the keys and rights of each are its own. */
@Timeout(120)
class SharedCredentialsIT {

    private static final String TOPIC = "shared";

    private static EmbeddedRocketMq broker;

    @AutoClose
    private final Clients clients = new Clients();

    @BeforeAll
    static void start() {
        broker = EmbeddedRocketMq.builder().accessControl()
                .brokerConfig(config -> config.setTraceTopicEnable(true)).start();
        broker.createTopic(TOPIC);
        for (String user : new String[] {"alice", "carol"}) {
            broker.accessControl().createUser(user, user + "'s secret");
            broker.accessControl().allowTopic(user, TOPIC);
            for (String group : new String[] {"GID_one", "GID_two"}) {
                broker.createGroup(group);
                broker.accessControl().allowGroup(user, group);
            }
        }
        broker.createGroup("GID_forbidden");
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void wrongKeysOfOneProducerAreNotThoseOfAnother() {
        Producer one = clients.producer(keys("GID_one", "alice", "alice's secret"));
        Producer two = clients.producer(keys("GID_two", "alice", "alice's secret"));
        one.send(message());
        two.send(message());

        one.updateCredential(keys(null, "alice", "wrong"));
        assertRefused(one);
        two.send(message());

        one.updateCredential(keys(null, "alice", "alice's secret"));
        two.updateCredential(keys(null, "alice", "wrong"));
        one.send(message());
        assertRefused(two);

        one.updateCredential(keys(null, "carol", "carol's secret"));
        two.updateCredential(keys(null, "carol", "carol's secret"));
        Set<String> accessKeys = ConcurrentHashMap.newKeySet();
        watch(accessKeys);
        clients.producer(keys("GID_three", "carol", "carol's secret")).send(message());
        one.send(message());
        two.send(message());
        clients.close();
        assertThat(accessKeys).containsExactly("carol");
    }

    @Test
    void aConsumerThatIsRefusedDoesNotStarveTheOthers() {
        Consumer refused = clients.consumer(keys("GID_forbidden", "alice", "alice's secret"));
        refused.subscribe(TOPIC, "*", new Inbox());
        assertThat(catchThrowableOfType(CodedClientException.class, refused::start).code())
                .isEqualTo(ErrorCode.NO_PERMISSION);
        Inbox inbox = new Inbox();
        Consumer allowed = clients.consumer(keys("GID_one", "alice", "alice's secret"));
        allowed.subscribe(TOPIC, "*", inbox);
        allowed.start();
        Producer producer = clients.producer(keys("GID_two", "alice", "alice's secret"));
        producer.send(message());
        inbox.awaitDeliveries(1);

        producer.updateCredential(keys(null, "alice", "wrong"));
        Inbox later = new Inbox();
        Consumer second = clients.consumer(keys("GID_two", "alice", "alice's secret"));
        second.subscribe(TOPIC, "*", later);
        second.start();
        clients.producer(keys("GID_one", "alice", "alice's secret")).send(message());

        later.awaitDeliveries(1);
        await("the first one goes on").atMost(Inbox.LIMIT).until(() -> inbox.deliveries().size() >= 2);
    }

    @Test
    void aRunningConsumerThatIsRefusedDoesNotStopTheOthers() {
        Inbox inbox = new Inbox();
        Inbox refusedInbox = new Inbox();
        Consumer allowed = clients.consumer(keys("GID_one", "alice", "alice's secret"));
        allowed.subscribe(TOPIC, "*", inbox);
        allowed.start();
        Consumer refused = clients.consumer(keys("GID_two", "alice", "alice's secret"));
        refused.subscribe(TOPIC, "*", refusedInbox);
        refused.start();
        Producer producer = clients.producer(keys("GID_one", "alice", "alice's secret"));
        producer.send(message("before"));
        for (Inbox each : new Inbox[] {inbox, refusedInbox}) {
            await("both receive").atMost(Inbox.LIMIT).until(() -> each.bodies().contains("before"));
        }

        refused.updateCredential(keys(null, "alice", "wrong"));
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 12; i++) { // pulls under way, one of each queue, still have the right keys
            String body = "meanwhile " + i;
            producer.send(message(body));
            sent.add(body);
            await("the other receives").atMost(Inbox.LIMIT).until(() -> inbox.bodies().contains(body));
        }
        assertThat(refusedInbox.bodies()).as("while refused").isNotEmpty()
                .matches(bodies -> !bodies.containsAll(sent));

        refused.updateCredential(keys(null, "alice", "alice's secret"));
        await("it goes on").atMost(Inbox.LIMIT).until(() -> refusedInbox.bodies().containsAll(sent));
    }

    @Test
    void tracesAreSentWithTheKeysOfTheirClient() {
        broker.accessControl().allowTopic("carol", TraceLine.TOPIC);
        clients.producer(keys("GID_one", "alice", "alice's secret")).send(message());
        Properties traced = keys("GID_two", "alice", "alice's secret");
        traced.setProperty(PropertyKeyConst.MsgTraceSwitch, "true");
        Producer producer = clients.producer(traced);
        producer.updateCredential(keys(null, "carol", "carol's secret"));

        String id = producer.send(message()).getMessageId();

        assertThat(TraceLine.await(broker, id, 1)).hasSize(1);
    }

    @Tag("separate-jars")
    @Test
    void eachConsumerIsToldToBrokersWithItsOwnKeys() {
        Consumer one = clients.consumer(keys("GID_one", "alice", "alice's secret"));
        Consumer two = clients.consumer(keys("GID_two", "alice", "alice's secret"));
        for (Consumer consumer : new Consumer[] {one, two}) {
            consumer.subscribe(TOPIC, "*", new Inbox());
            consumer.start();
        }
        one.updateCredential(keys(null, "alice", "wrong"));
        // One that is under way may still have the right keys.
        MQClientManager.getInstance().getFactoryTable().values()
                .forEach(MQClientInstance::sendHeartbeatToAllBrokerWithLock);
        long oneBefore = lastHeard("GID_one");
        long twoBefore = lastHeard("GID_two");

        await("the other's heartbeat").atMost(Inbox.LIMIT).until(() -> {
            MQClientManager.getInstance().getFactoryTable().values()
                    .forEach(MQClientInstance::sendHeartbeatToAllBrokerWithLock);
            return lastHeard("GID_two") > twoBefore;
        });

        assertThat(lastHeard("GID_one")).isEqualTo(oneBefore);
    }

    private static long lastHeard(String group) {
        return broker.brokerController().getConsumerManager().getConsumerGroupInfo(group).getChannelInfoTable().values()
                .iterator().next().getLastUpdateTimestamp();
    }

    private static void assertRefused(Producer producer) {
        assertThat(catchThrowableOfType(CodedClientException.class, () -> producer.send(message())).code())
                .isEqualTo(ErrorCode.AUTHENTICATION_FAILED);
    }

    private static void watch(Set<String> accessKeys) {
        broker.brokerController().getRemotingServer().registerRPCHook(new RPCHook() {
            @Override
            public void doBeforeRequest(String address, RemotingCommand request) {
                String accessKey = request.getExtFields() == null ? null : request.getExtFields().get("AccessKey");
                if (accessKey != null) {
                    accessKeys.add(accessKey);
                }
            }

            @Override
            public void doAfterResponse(String address, RemotingCommand request, RemotingCommand response) {
                // Only requests are signed.
            }
        });
    }

    private static Message message() {
        return message("body");
    }

    private static Message message(String body) {
        return new Message(TOPIC, "", body.getBytes(UTF_8));
    }

    private static Properties keys(String group, String accessKey, String secretKey) {
        Properties keys = group == null ? new Properties() : broker.clientProperties(group);
        keys.setProperty(PropertyKeyConst.AccessKey, accessKey);
        keys.setProperty(PropertyKeyConst.SecretKey, secretKey);
        return keys;
    }
}
