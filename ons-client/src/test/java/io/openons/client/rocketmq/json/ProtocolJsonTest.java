package io.openons.client.rocketmq.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alibaba.fastjson2.JSON;
import com.alibaba.fastjson2.JSONException;
import com.alibaba.fastjson2.JSONFactory;
import com.alibaba.fastjson2.JSONReader;
import com.alibaba.fastjson2.JSONWriter;
import com.alibaba.fastjson2.reader.ObjectReaderProvider;
import com.alibaba.fastjson2.writer.ObjectWriterProvider;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.stream.Stream;
import org.apache.rocketmq.common.MQVersion;
import org.apache.rocketmq.common.consumer.ConsumeFromWhere;
import org.apache.rocketmq.remoting.protocol.LanguageCode;
import org.apache.rocketmq.remoting.protocol.RemotingCommand;
import org.apache.rocketmq.remoting.protocol.RemotingSerializable;
import org.apache.rocketmq.remoting.protocol.SerializeType;
import org.apache.rocketmq.remoting.protocol.heartbeat.ConsumeType;
import org.apache.rocketmq.remoting.protocol.heartbeat.ConsumerData;
import org.apache.rocketmq.remoting.protocol.heartbeat.HeartbeatData;
import org.apache.rocketmq.remoting.protocol.heartbeat.MessageModel;
import org.apache.rocketmq.remoting.protocol.heartbeat.ProducerData;
import org.apache.rocketmq.remoting.protocol.heartbeat.SubscriptionData;
import org.apache.rocketmq.remoting.protocol.route.BrokerData;
import org.apache.rocketmq.remoting.protocol.route.QueueData;
import org.apache.rocketmq.remoting.protocol.route.TopicRouteData;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Beside what fastjson2 writes and reads by itself. */
class ProtocolJsonTest {

    @BeforeAll
    static void install() {
        ProtocolJson.install();
    }

    /** After an update: see whether a type of the package has a new field, then name that version. */
    @Test
    void rocketMqIsTheOneThatIsKnown() {
        assertThat(MQVersion.getVersionDesc(MQVersion.CURRENT_VERSION)).isEqualTo("V5_5_0");
    }

    @Test
    void allFormsAreRegistered() {
        for (Class<?> type : Arrays.<Class<?>>asList(RemotingCommand.class, HeartbeatData.class, ProducerData.class,
                ConsumerData.class, SubscriptionData.class)) {
            assertIsOurs(JSONFactory.getDefaultObjectWriterProvider().getObjectWriter(type));
        }
        for (Class<?> type : Arrays.<Class<?>>asList(RemotingCommand.class, TopicRouteData.class, BrokerData.class,
                QueueData.class)) {
            assertIsOurs(JSONFactory.getDefaultObjectReaderProvider().getObjectReader(type));
        }
    }

    private static void assertIsOurs(Object form) {
        assertThat(form.getClass().getPackage()).isEqualTo(ProtocolJson.class.getPackage());
    }

    static Stream<RemotingCommand> headers() {
        RemotingCommand bare = RemotingCommand.createRequestCommand(105, null);
        RemotingCommand fields = RemotingCommand.createRequestCommand(310, null);
        fields.addExtField("topic", "orders");
        fields.addExtField("properties", "TAGS\u0001paid\u0002KEYS\u0001\"4711\"\\\u0002");
        fields.addExtField("", "");
        fields.addExtField("Grüße \uD83D\uDE00", "\n\t\u2028</script>");
        fields.addExtField("absent", null);
        RemotingCommand empty = RemotingCommand.createRequestCommand(-1, null);
        empty.setExtFields(new HashMap<>());
        RemotingCommand answer = RemotingCommand.createResponseCommand(17, "No topic \"x\" in\r\n\tCluster ä");
        answer.setOpaque(Integer.MAX_VALUE);
        answer.setVersion(MQVersion.CURRENT_VERSION);
        answer.setSerializeTypeCurrentRPC(SerializeType.ROCKETMQ);
        answer.setLanguage(null);
        return Stream.concat(Stream.of(bare, fields, empty, answer), Stream.of(LanguageCode.values()).map(language -> {
            RemotingCommand command = RemotingCommand.createRequestCommand(1, null);
            command.setLanguage(language);
            return command;
        }));
    }

    @ParameterizedTest
    @MethodSource("headers")
    void headersAreWrittenAsEver(RemotingCommand header) {
        assertThat(new String(RemotingSerializable.encode(header), StandardCharsets.UTF_8)).isEqualTo(plain(header));
        assertThat(RemotingSerializable.toJson(header, false)).isEqualTo(plain(header));
    }

    @ParameterizedTest
    @MethodSource("headers")
    void headersAreReadAsEver(RemotingCommand header) {
        assertReadAlike(plain(header), RemotingCommand.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{\"opaque\":4,\"extFields\":\"\"}",
        " { \"code\" : \"7\" , \"flag\" : null, \"opaque\":1 } ",
        "{\"opaque\":2,\"code\":1,\"language\":\"COBOL\",\"serializeTypeCurrentRPC\":\"XML\","
                + "\"remark\":null,\"extFields\":null,\"new\":{\"a\":[1,{}]},\"version\":4}",
        "{\"opaque\":3,\"extFields\":{\"number\":5,\"flag\":true,\"none\":null}}"})
    void unusualHeadersAreReadAsEver(String json) {
        assertReadAlike(json, RemotingCommand.class);
    }

    @Test
    void aHeaderThatEndsEarlyFails() {
        RemotingCommand header = RemotingCommand.createRequestCommand(310, null);
        header.addExtField("topic", "orders");
        String json = plain(header);
        for (int length = 1; length < json.length(); length++) {
            byte[] start = json.substring(0, length).getBytes(StandardCharsets.UTF_8);
            assertThatThrownBy(() -> RemotingSerializable.decode(start, RemotingCommand.class))
                    .as(new String(start, StandardCharsets.UTF_8)).isInstanceOf(JSONException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "\"text\"", "{\"extFields\":7}"})
    void whatIsNoHeaderFails(String json) {
        assertThatThrownBy(() -> RemotingSerializable.fromJson(json, RemotingCommand.class))
                .isInstanceOf(JSONException.class);
    }

    static Stream<HeartbeatData> heartbeats() {
        HeartbeatData empty = new HeartbeatData();
        HeartbeatData full = new HeartbeatData();
        full.setClientID("127.0.0.1@openons#1");
        full.setHeartbeatFingerprint(-5);
        full.setWithoutSub(true);
        for (String group : Arrays.asList("GID_a", "GID_b")) {
            ProducerData producer = new ProducerData();
            producer.setGroupName(group);
            full.getProducerDataSet().add(producer);
        }
        full.getProducerDataSet().add(new ProducerData());
        full.getConsumerDataSet().add(new ConsumerData());
        full.getConsumerDataSet().add(consumer());
        return Stream.of(empty, full);
    }

    private static ConsumerData consumer() {
        SubscriptionData tags = new SubscriptionData("orders", "paid || \"late\"");
        tags.setTagsSet(new HashSet<>(Arrays.asList("paid", "\"late\"")));
        tags.setCodeSet(new HashSet<>(Arrays.asList(1, -2)));
        tags.setFilterClassSource("never written");
        SubscriptionData nothing = new SubscriptionData();
        nothing.setTagsSet(null);
        nothing.setClassFilterMode(true);
        ConsumerData consumer = new ConsumerData();
        consumer.setGroupName("GID_a");
        consumer.setConsumeType(ConsumeType.CONSUME_PASSIVELY);
        consumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_TIMESTAMP);
        consumer.setMessageModel(MessageModel.BROADCASTING);
        consumer.setUnitMode(true);
        consumer.setSubscriptionDataSet(new HashSet<>(Arrays.asList(tags, nothing)));
        return consumer;
    }

    @ParameterizedTest
    @MethodSource("heartbeats")
    void heartbeatsAreWrittenAsEver(HeartbeatData heartbeat) {
        assertThat(new String(heartbeat.encode(), StandardCharsets.UTF_8)).isEqualTo(plain(heartbeat));
        // What the second form of heartbeats compares.
        assertThat(JSON.toJSONString(heartbeat, JSONWriter.Feature.ReferenceDetection)).isEqualTo(plain(heartbeat));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}",
        "{\"brokerDatas\":[{\"brokerAddrs\":{\"0\":\"127.0.0.1:1\",\"1\":\"127.0.0.1:2\"},\"brokerName\":\"b\","
                + "\"cluster\":\"c\",\"enableActingMaster\":true,\"zoneName\":\"z\",\"new\":[]}],"
                + "\"filterServerTable\":{\"b\":[\"f1\",\"f2\"]},\"orderTopicConf\":\"b:4\",\"queueDatas\":[{"
                + "\"brokerName\":\"b\",\"perm\":6,\"readQueueNums\":8,\"topicSysFlag\":1,\"writeQueueNums\":4},{}],"
                + "\"new\":{}}",
        "{\"brokerDatas\":[{\"brokerAddrs\":{0:\"127.0.0.1:1\",1:\"127.0.0.1:2\"},\"brokerName\":\"b\"},{}],"
                + "\"filterServerTable\":{},\"queueDatas\":[]}",
        "{\"brokerDatas\":null,\"filterServerTable\":null,\"orderTopicConf\":null,\"queueDatas\":null,"
                + "\"topicQueueMappingByBroker\":null}",
        "{\"topicQueueMappingByBroker\":{\"b\":{\"bname\":\"b\",\"currIdMap\":{0:1},\"epoch\":3,\"topic\":\"t\","
                + "\"totalQueues\":8}}}"})
    void routesAreReadAsEver(String json) {
        TopicRouteData expected = assertReadAlike(json, TopicRouteData.class);
        assertThat(RemotingSerializable.fromJson(json, TopicRouteData.class)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{\"queueDatas\":[7]}", "{\"queueDatas\":[{\"perm\":6}",
        "{\"brokerDatas\":[{\"brokerAddrs\":{\"0\":\"127.0.0.1:1\"}"})
    void whatIsNoRouteFails(String json) {
        assertThatThrownBy(() -> RemotingSerializable.fromJson(json, TopicRouteData.class))
                .isInstanceOf(JSONException.class);
    }

    private static <T> T assertReadAlike(String json, Class<T> type) {
        T expected;
        try (JSONReader in = JSONReader.of(json, new JSONReader.Context(new ObjectReaderProvider()))) {
            expected = in.read(type);
        }
        T read = RemotingSerializable.decode(json.getBytes(StandardCharsets.UTF_8), type);
        assertThat(plain(read)).isEqualTo(plain(expected));
        return expected;
    }

    private static String plain(Object value) {
        try (JSONWriter out = JSONWriter.of(new JSONWriter.Context(new ObjectWriterProvider()))) {
            out.writeAny(value);
            return out.toString();
        }
    }
}
