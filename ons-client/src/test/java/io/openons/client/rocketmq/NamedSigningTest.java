package io.openons.client.rocketmq;

import static org.assertj.core.api.Assertions.assertThat;

import io.openons.client.config.ClientKind;
import io.openons.client.config.Config;
import io.openons.client.config.ProducerSettings;
import io.openons.client.fixture.CapturedLog;
import io.openons.client.fixture.Connections;
import io.openons.client.fixture.Settings;
import org.apache.rocketmq.client.ClientConfig;
import org.apache.rocketmq.client.impl.MQClientManager;
import org.apache.rocketmq.client.impl.factory.MQClientInstance;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.remoting.RPCHook;
import org.apache.rocketmq.remoting.netty.NettyRemotingAbstract;
import org.apache.rocketmq.remoting.protocol.RemotingCommand;
import org.apache.rocketmq.remoting.protocol.RequestCode;
import org.apache.rocketmq.remoting.protocol.ResponseCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whose keys sign where several clients have one InstanceName; none of them is started. */
class NamedSigningTest {

    private final DefaultMQProducer one = named("GID_one", "ak1");
    private final DefaultMQProducer two = named("GID_two", "ak2");

    @AfterEach
    void removeTheInstance() {
        MQClientManager.getInstance().removeClientFactory(one.buildMQClientId());
    }

    @Test
    void theFirstSignsWhileItIsThereAndTheNextOneAfterIt() {
        assertThat(signer(one)).isEqualTo("ak1");

        Transports.leave(one, Member.Part.PRODUCER, "GID_one");
        assertThat(signer(two)).isEqualTo("ak2");

        Transports.leave(two, Member.Part.PRODUCER, "GID_two");
        assertThat(signer(two)).as("what is said at the end").isEqualTo("ak2");
    }

    @Test
    void oneOfTheSameGroupThatIsRefusedTakesNothingOver() {
        DefaultMQProducer again = named("GID_one", "ak3");
        Transports.leave(two, Member.Part.PRODUCER, "GID_two");

        assertThat(signer(again)).isEqualTo("ak1");
    }

    @Test
    void aConsumerIsToldThatItsPullsAreRefusedThoughAnotherClientSigns() {
        RemotingCommand pull = RemotingCommand.createRequestCommand(RequestCode.PULL_MESSAGE, null);
        pull.addExtField("topic", "orders");
        pull.addExtField("consumerGroup", "GID_three");
        NamedSigning.of(instance(one)).join(new Member(Member.Part.CONSUMER, "GID_three",
                Connections.of(ClientKind.CONSUMER, "GROUP_ID", "GID_three")));
        try (CapturedLog log = CapturedLog.of(RefusedPulls.class)) {
            hook(one).doAfterResponse("127.0.0.1:9", pull,
                    RemotingCommand.createResponseCommand(ResponseCode.NO_PERMISSION, "no permission"));

            assertThat(log.lines()).singleElement().asString().startsWith("ERROR consumer \"GID_three\" goes on");
        }
    }

    private static DefaultMQProducer named(String group, String accessKey) {
        Object[] keys = {"GROUP_ID", group, "InstanceName", "signing", "AccessKey", accessKey, "SecretKey", "secret"};
        return RocketMqClients.producer(Connections.producer(keys), ProducerSettings.from(
                Config.of(ClientKind.PRODUCER, Settings.of(keys))));
    }

    private static String signer(ClientConfig client) {
        RemotingCommand request = RemotingCommand.createRequestCommand(RequestCode.GET_ROUTEINFO_BY_TOPIC, null);
        hook(client).doBeforeRequest("127.0.0.1:9", request);
        return request.getExtFields().get("AccessKey");
    }

    private static RPCHook hook(ClientConfig client) {
        return ((NettyRemotingAbstract) instance(client).getMQClientAPIImpl().getRemotingClient()).getRPCHook().stream()
                .filter(hook -> hook.getClass().getPackage().equals(NamedSigning.class.getPackage())).findFirst()
                .orElseThrow();
    }

    private static MQClientInstance instance(ClientConfig client) {
        return MQClientManager.getInstance().getFactoryTable().get(client.buildMQClientId());
    }
}
