package io.openons.client.rocketmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.openons.client.auth.Credentials;
import io.openons.client.config.ClientKind;
import io.openons.client.config.Config;
import io.openons.client.config.ConsumerSettings;
import io.openons.client.config.ProducerSettings;
import io.openons.client.fixture.Connections;
import io.openons.client.fixture.Settings;
import io.openons.client.rocketmq.Member.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.impl.MQClientManager;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.common.MixAll;
import org.apache.rocketmq.remoting.CommandCustomHeader;
import org.apache.rocketmq.remoting.protocol.RemotingCommand;
import org.apache.rocketmq.remoting.protocol.RequestCode;
import org.apache.rocketmq.remoting.protocol.body.LockBatchRequestBody;
import org.apache.rocketmq.remoting.protocol.header.ConsumerSendMsgBackRequestHeader;
import org.apache.rocketmq.remoting.protocol.header.HeartbeatRequestHeader;
import org.apache.rocketmq.remoting.protocol.header.LockBatchMqRequestHeader;
import org.apache.rocketmq.remoting.protocol.header.PullMessageRequestHeader;
import org.apache.rocketmq.remoting.protocol.header.SendMessageRequestHeaderV2;
import org.apache.rocketmq.remoting.protocol.header.UnregisterClientRequestHeader;
import org.apache.rocketmq.remoting.protocol.header.namesrv.GetRouteInfoRequestHeader;
import org.apache.rocketmq.remoting.protocol.heartbeat.ConsumerData;
import org.apache.rocketmq.remoting.protocol.heartbeat.HeartbeatData;
import org.apache.rocketmq.remoting.protocol.heartbeat.ProducerData;
import org.apache.rocketmq.remoting.protocol.heartbeat.SubscriptionData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who shares a transport with whom, and for whom its requests are signed; nobody connects. */
class TransportsTest {

    private static final List<Object> KEY = Collections.singletonList("here");
    private static final SubscriptionData ALL_ORDERS = new SubscriptionData("orders", "*");

    private final Transports transports = new Transports();

    @Test
    void aGroupHasOneClientOfAPartInATransport() {
        Transport first = transports.take(KEY, member(Part.PRODUCER, "GID_a"));

        assertThat(transports.take(KEY, member(Part.PRODUCER, "GID_b"))).isSameAs(first);
        assertThat(transports.take(KEY, member(Part.CONSUMER, "GID_a"))).isSameAs(first);
        Transport second = transports.take(KEY, member(Part.PRODUCER, "GID_a"));
        assertThat(second).isNotSameAs(first);
        assertThat(second.name()).isNotEqualTo(first.name());
        assertThat(transports.take(Collections.singletonList("there"), member(Part.PRODUCER, "GID_a")))
                .isNotIn(first, second);
    }

    @Test
    void aPlaceIsFreeAgainWhenItsClientHasLeft() {
        Member leaving = member(Part.PRODUCER, "GID_a");
        Transport transport = transports.take(KEY, leaving);
        transports.take(KEY, member(Part.PRODUCER, "GID_b"));

        assertThat(transports.giveBack(transport, leaving)).isFalse();

        assertThat(transports.take(KEY, member(Part.PRODUCER, "GID_a"))).isSameAs(transport);
    }

    @Test
    void theLastOneClosesATransportWhoseNameIsNotUsedAgain() {
        Member only = member(Part.PRODUCER, "GID_a");
        Transport transport = transports.take(KEY, only);

        assertThat(transports.giveBack(transport, only)).isTrue();
        assertThat(transports.giveBack(transport, only)).as("a second time").isFalse();

        assertThat(transports.take(KEY, only).name()).isNotEqualTo(transport.name());
    }

    @Test
    void whatConnectsInAnotherWayIsApart() {
        Set<String> instances = new HashSet<>();
        String[][] ways = {{}, {"NAMESRV_ADDR", "127.0.0.1:10"},
                {"NAMESRV_ADDR", "", "ONSAddr", "http://127.0.0.1:9/ns?cluster=one"},
                {"NAMESRV_ADDR", "", "ONSAddr", "http://127.0.0.1:9/ns?cluster=two"},
                {"NAMESRV_ADDR", "", "ONSAddr", "http://user@127.0.0.1:9/ns?cluster=two"}, {"INSTANCE_ID", "MQ_INST_1"},
                {"INSTANCE_ID", "MQ_INST_2"}, {"AccessKey", "a", "SecretKey", "s"},
                {"AccessKey", "a", "SecretKey", "t"}, {"AccessKey", "a", "SecretKey", "s", "SecurityToken", "t"},
                {"RamRoleName", "role"}, {"RamRoleName", "other-role"}, {"OnsChannel", "CLOUD"},
                {"isVipChannelEnabled", "true"}, {"tlsEnable", "false"}, {"InstanceName", "mine"}};
        List<DefaultMQProducer> producers = new ArrayList<>();
        for (String[] way : ways) { // all at a time, or they could not share
            DefaultMQProducer one = producer("GID_" + producers.size(), way);
            producers.add(one);
            DefaultMQProducer two = producer("GID_" + producers.size(), way);
            producers.add(two);
            assertThat(one.getInstanceName()).as(Arrays.toString(way)).isEqualTo(two.getInstanceName());
            assertThat(instances.add(one.getInstanceName())).as(Arrays.toString(way)).isTrue();
        }
        for (DefaultMQProducer producer : producers) {
            Transports.abandon(producer, Part.PRODUCER, producer.getProducerGroup());
            MQClientManager.getInstance().removeClientFactory(producer.buildMQClientId());
        }

        assertThat(instances).contains("mine");
    }

    @Test
    void aClientThatDoesNotStartLeavesNothing() {
        DefaultMQProducer producer = producer("GID_never", "NAMESRV_ADDR", "127.0.0.1:11");
        assertThat(MQClientManager.getInstance().getFactoryTable()).containsKey(producer.buildMQClientId());

        Transports.abandon(producer, Part.PRODUCER, "GID_never");

        assertThat(MQClientManager.getInstance().getFactoryTable()).doesNotContainKey(producer.buildMQClientId());
    }

    @Test
    void aRequestIsSignedForTheGroupThatItNames() {
        Transport transport = transports.take(KEY, member(Part.PRODUCER, "GID_a", "producer"));
        transports.take(KEY, member(Part.CONSUMER, "GID_a", "consumer"));
        transports.take(KEY, member(Part.PRODUCER, "GID_b", "other"));

        assertThat(signer(transport, send("GID_a", "topic"))).isEqualTo("producer");
        assertThat(signer(transport, send("GID_b", "topic"))).isEqualTo("other");
        assertThat(signer(transport, send(MixAll.CLIENT_INNER_PRODUCER_GROUP, "%RETRY%GID_a"))).isEqualTo("consumer");
        PullMessageRequestHeader pull = new PullMessageRequestHeader();
        pull.setConsumerGroup("GID_a");
        assertThat(signer(transport, request(RequestCode.PULL_MESSAGE, pull))).isEqualTo("consumer");
        ConsumerSendMsgBackRequestHeader back = new ConsumerSendMsgBackRequestHeader();
        back.setGroup("GID_a");
        assertThat(signer(transport, request(RequestCode.CONSUMER_SEND_MSG_BACK, back))).isEqualTo("consumer");
        UnregisterClientRequestHeader end = new UnregisterClientRequestHeader();
        end.setProducerGroup("GID_b");
        assertThat(signer(transport, request(RequestCode.UNREGISTER_CLIENT, end))).isEqualTo("other");
        LockBatchRequestBody queues = new LockBatchRequestBody();
        queues.setConsumerGroup("GID_a");
        RemotingCommand lock = request(RequestCode.LOCK_BATCH_MQ, new LockBatchMqRequestHeader());
        lock.setBody(queues.encode());
        assertThat(signer(transport, lock)).isEqualTo("consumer");
    }

    @Test
    void aRequestOfNobodyIsSignedForWhomTheThreadActsElseWithTheFirstKeysAsLongAsTheyAreUsed() {
        Connection changing = connection("GID_a", "old");
        Transport transport = transports.take(KEY, new Member(Part.PRODUCER, "GID_a", changing));
        Connection same = connection("GID_b", "old");
        Member other = new Member(Part.PRODUCER, "GID_b", same);
        transports.take(KEY, other);
        Credentials next = Credentials.from(Settings.of("AccessKey", "new", "SecretKey", "s"));

        assertThat(signer(transport, route())).isEqualTo("old");
        changing.credentials().replace(next);
        assertThat(signer(transport, route())).isEqualTo("old");
        same.credentials().replace(Credentials.from(Settings.of("AccessKey", "newer", "SecretKey", "s")));
        assertThat(signer(transport, route())).isEqualTo("new");
        assertThat(transport.<String, RuntimeException>act(Collections.singletonList(other),
                () -> signer(transport, route()))).isEqualTo("newer");
        assertThat(transport.byCredentials()).as("look-ups").hasSize(2);
        same.credentials().replace(next);
        assertThat(transport.byCredentials()).as("look-ups").hasSize(1);
    }

    @Test
    @SuppressWarnings("deprecation") // the way to the implementation that the main code takes
    void aTopicIsDroppedInTheNameOfItsConsumerAlone() {
        Connection connection = Connections.of(ClientKind.CONSUMER, "NAMESRV_ADDR", "127.0.0.1:12");
        DefaultMQPushConsumer placed = RocketMqClients.pushConsumer(connection, ConsumerSettings.from(
                Config.of(ClientKind.CONSUMER, Settings.of("GROUP_ID", "GID_test"))));
        Transport transport = ((TransportInstance) MQClientManager.getInstance().getFactoryTable()
                .get(placed.buildMQClientId())).transport();
        DefaultMQPushConsumer consumer = mock(DefaultMQPushConsumer.class, RETURNS_DEEP_STUBS);
        when(consumer.getInstanceName()).thenReturn(placed.getInstanceName());
        when(consumer.getConsumerGroup()).thenReturn("GID_test");
        List<List<Member>> rebalanced = new ArrayList<>();
        when(consumer.getDefaultMQPushConsumerImpl().getmQClientFactory().doRebalance())
                .thenAnswer(call -> rebalanced.add(transport.acting()));

        new PushConsumerControl(connection, consumer).drop("topic");
        Transports.abandon(placed, Part.CONSUMER, "GID_test");

        assertThat(rebalanced).containsExactly(Collections.singletonList(transport.member(Part.CONSUMER, "GID_test")));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void handlersHaveThreadsOfTheirOwnToEncryptOn(boolean tls) {
        Connection connection = Connections.of(ClientKind.CONSUMER, "NAMESRV_ADDR", "127.0.0.1:13",
                "tlsEnable", tls, "tlsVerifyServer", false);
        DefaultMQPushConsumer placed = RocketMqClients.pushConsumer(connection, ConsumerSettings.from(
                Config.of(ClientKind.CONSUMER, Settings.of("GROUP_ID", "GID_test"))));

        assertThat(MQClientManager.getInstance().getFactoryTable().get(placed.buildMQClientId())
                .getNettyClientConfig().isDisableNettyWorkerGroup()).isEqualTo(!tls);

        Transports.abandon(placed, Part.CONSUMER, "GID_test");
    }

    @Test
    void aHeartbeatTellsOfThoseAloneForWhomTheThreadActs() {
        Member producer = member(Part.PRODUCER, "GID_a");
        Transport transport = transports.take(KEY, producer);
        Member consumer = member(Part.CONSUMER, "GID_a");
        transports.take(KEY, consumer);
        Member otherProducer = member(Part.PRODUCER, "GID_b");
        transports.take(KEY, otherProducer);

        assertThat(transport.byHeartbeat()).containsExactlyInAnyOrder(Collections.singletonList(consumer),
                Arrays.asList(producer, otherProducer));
        for (List<Member> members : transport.byHeartbeat()) {
            HeartbeatData told = transport.<HeartbeatData, RuntimeException>act(members, () -> told(transport));
            assertThat(told.getConsumerDataSet()).extracting(ConsumerData::getGroupName)
                    .containsExactly(members.contains(consumer) ? new String[] {"GID_a"} : new String[0]);
            assertThat(told.getProducerDataSet()).extracting(ProducerData::getGroupName).containsExactlyInAnyOrder(
                    members.contains(producer) ? new String[] {"GID_a", "GID_b"} : new String[0]);
            assertThat(told.getConsumerDataSet()).flatExtracting(ConsumerData::getSubscriptionDataSet)
                    .containsExactly(members.contains(consumer) ? new SubscriptionData[] {ALL_ORDERS}
                            : new SubscriptionData[0]);
            assertThat(told.getClientID()).isEqualTo("client");
            assertThat(told.getHeartbeatFingerprint()).isEqualTo(7);
            assertThat(told.isWithoutSub()).isTrue();
        }
    }

    private static HeartbeatData told(Transport transport) {
        HeartbeatData all = new HeartbeatData();
        all.setClientID("client");
        all.setHeartbeatFingerprint(7);
        all.setWithoutSub(true);
        for (Member member : transport.members()) {
            if (member.part() == Part.PRODUCER) {
                ProducerData data = new ProducerData();
                data.setGroupName(member.group());
                all.getProducerDataSet().add(data);
            } else {
                ConsumerData data = new ConsumerData();
                data.setGroupName(member.group());
                data.getSubscriptionDataSet().add(ALL_ORDERS);
                all.getConsumerDataSet().add(data);
            }
        }
        RemotingCommand request = request(RequestCode.HEART_BEAT, new HeartbeatRequestHeader());
        request.setBody(all.encode());
        new TransportSigning(transport).doBeforeRequest("broker", request);
        return HeartbeatData.decode(request.getBody(), HeartbeatData.class);
    }

    private static String signer(Transport transport, RemotingCommand request) {
        new TransportSigning(transport).doBeforeRequest("broker", request);
        return request.getExtFields().get("AccessKey");
    }

    private static RemotingCommand send(String group, String topic) {
        SendMessageRequestHeaderV2 header = new SendMessageRequestHeaderV2();
        header.setA(group);
        header.setB(topic);
        return request(RequestCode.SEND_MESSAGE_V2, header);
    }

    private static RemotingCommand route() {
        GetRouteInfoRequestHeader header = new GetRouteInfoRequestHeader();
        header.setTopic("topic");
        return request(RequestCode.GET_ROUTEINFO_BY_TOPIC, header);
    }

    private static RemotingCommand request(int code, CommandCustomHeader header) {
        return RemotingCommand.createRequestCommand(code, header);
    }

    private static Member member(Part part, String group) {
        return new Member(part, group, Connections.producer("GROUP_ID", group));
    }

    private static Member member(Part part, String group, String accessKey) {
        return new Member(part, group, connection(group, accessKey));
    }

    private static Connection connection(String group, String accessKey) {
        return Connections.producer("GROUP_ID", group, "AccessKey", accessKey, "SecretKey", "s");
    }

    private static DefaultMQProducer producer(String group, String... more) {
        Object[] keys = Arrays.copyOf(more, more.length + 2, Object[].class);
        keys[more.length] = "GROUP_ID";
        keys[more.length + 1] = group;
        return RocketMqClients.producer(Connections.producer(keys), ProducerSettings.from(
                Config.of(ClientKind.PRODUCER, Settings.of("GROUP_ID", group))));
    }
}
