package io.openons.client.rocketmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.openons.client.config.ClientKind;
import io.openons.client.config.Config;
import io.openons.client.config.ProducerSettings;
import io.openons.client.endpoint.Namespace;
import io.openons.client.error.CodedClientException;
import io.openons.client.error.ErrorCode;
import io.openons.client.fixture.MockedCluster;
import io.openons.client.fixture.Settings;
import org.apache.rocketmq.client.exception.MQBrokerException;
import org.apache.rocketmq.common.MQVersion;
import org.apache.rocketmq.common.message.Message;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a start deliver time becomes, by what the brokers of the topic can do. */
@Timeout(60)
class DeliveryTimesTest {

    private static final int VERSION_4 = MQVersion.Version.V4_9_7.ordinal();
    private static final int VERSION_5 = MQVersion.CURRENT_VERSION;
    private static final long SECOND = 1000;
    private static final long DAY = 86_400 * SECOND;

    private final MockedCluster cluster = new MockedCluster("MQ_INST_1%T");
    private final Message message = new Message("MQ_INST_1%T", new byte[] {1});

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void brokersWithATimerDeliverAtTheTime() throws Exception {
        cluster.broker("a", VERSION_5, "timerWheelEnable", "true", "timerMaxDelaySec", "259200");
        cluster.broker("b", MQVersion.Version.V5_0_0.ordinal());
        long time = System.currentTimeMillis() + 3 * DAY - 60 * SECOND;

        deliveryTimes().apply(time, message);

        assertThat(message.getProperty("TIMER_DELIVER_MS")).isEqualTo(Long.toString(time));
        assertThat(message.getProperty("DELAY")).isNull();
    }

    @Test
    void aTimeThatHasComeNeedsNothing() {
        deliveryTimes().apply(System.currentTimeMillis(), message);
        deliveryTimes().apply(1, message);

        assertThat(message.getProperties()).containsOnlyKeys("WAIT");
        verifyNoInteractions(cluster.instance);
    }

    @Test
    void aTopicWithoutRouteIsLeftToTheSend() {
        deliveryTimes().apply(System.currentTimeMillis() + DAY, message);

        verify(cluster.instance).updateTopicRouteInfoFromNameServer("MQ_INST_1%T");
        assertThat(message.getProperty("DELAY")).isNull();
    }

    @Test
    void aRouteThatIsNotKnownYetIsLookedUp() throws Exception {
        doAnswer(call -> {
            cluster.broker("a", VERSION_4);
            return true;
        }).when(cluster.instance).updateTopicRouteInfoFromNameServer("MQ_INST_1%T");

        assertRefused(DAY, ErrorCode.DELIVERY_TIME_UNSUPPORTED);
    }

    @Test
    void brokersOfVersion4WouldDeliverAtOnceSoTheMessageIsRefused() throws Exception {
        cluster.broker("a", VERSION_4);

        assertRefused(60 * SECOND, ErrorCode.DELIVERY_TIME_UNSUPPORTED)
                .hasMessageStartingWith("Message refused: broker 10.0.0.1:a (version V4_9_7) has no timer and would "
                        + "deliver it at once instead of at its start deliver time. ")
                .hasMessageEndingWith("[ONS-4004 topic=T]");
        assertThat(message.getProperties()).containsOnlyKeys("WAIT");
    }

    @Test
    void aTimerThatIsSwitchedOffIsNone() throws Exception {
        cluster.broker("a", VERSION_5, "timerWheelEnable", "false");

        assertRefused(60 * SECOND, ErrorCode.DELIVERY_TIME_UNSUPPORTED);
    }

    @Test
    void oneBrokerWithoutTimerIsEnoughToRefuse() throws Exception {
        cluster.broker("a", VERSION_5);
        cluster.broker("b", VERSION_4);
        cluster.broker("c", VERSION_5);

        assertRefused(60 * SECOND, ErrorCode.DELIVERY_TIME_UNSUPPORTED).hasMessageContaining("10.0.0.1:b");
    }

    @Test
    void withFallBackTheDelayLevelNextAboveIsSent() throws Exception {
        cluster.broker("a", VERSION_5);
        cluster.broker("b", VERSION_4);

        deliveryTimes("delayLevelFallback", "true").apply(System.currentTimeMillis() + 45 * SECOND, message);

        assertThat(message.getDelayTimeLevel()).as("1 minute").isEqualTo(5);
        assertThat(message.getProperty("TIMER_DELIVER_MS")).isNull();
    }

    @Test
    void withFallBackBrokersWithATimerStillDeliverAtTheTime() throws Exception {
        cluster.broker("a", VERSION_5);

        deliveryTimes("delayLevelFallback", "true").apply(System.currentTimeMillis() + 45 * SECOND, message);

        assertThat(message.getProperty("DELAY")).isNull();
        assertThat(message.getProperty("TIMER_DELIVER_MS")).isNotNull();
    }

    @Test
    void beyondTheLongestDelayLevelTheMessageIsRefused() throws Exception {
        cluster.broker("a", VERSION_4);

        assertRefused(100 * SECOND, ErrorCode.DELIVERY_TIME_TOO_FAR, "delayLevelFallback", "1m 90s 5s")
                .hasMessageContaining(" ahead, the longest delay level of broker 10.0.0.1:a (version V4_9_7) is 90 s.");
    }

    @Test
    void beyondTheBrokersLimitTheMessageIsRefused() throws Exception {
        cluster.broker("a", VERSION_5);
        cluster.broker("b", VERSION_5, "timerMaxDelaySec", "60");

        assertRefused(100 * SECOND, ErrorCode.DELIVERY_TIME_TOO_FAR)
                .hasMessageContaining(" s ahead, broker 10.0.0.1:b (version " + MQVersion.getVersionDesc(VERSION_5)
                        + ") allows 60 s. ").hasMessageEndingWith("[ONS-4005 topic=T]");
        deliveryTimes().apply(System.currentTimeMillis() + 50 * SECOND, message);
        assertThat(message.getProperty("TIMER_DELIVER_MS")).isNotNull();
    }

    @Test
    void aBrokerWhoseSettingsAreSecretAllowsThreeDays() throws Exception {
        cluster.broker("a", VERSION_5);
        when(cluster.network.getBrokerConfig(any(), anyLong())).thenThrow(new MQBrokerException(16, "no"));

        assertRefused(3 * DAY + 60 * SECOND, ErrorCode.DELIVERY_TIME_TOO_FAR).hasMessageContaining("allows 259200 s");
        deliveryTimes().apply(System.currentTimeMillis() + 3 * DAY - 60 * SECOND, message);
        assertThat(message.getProperty("TIMER_DELIVER_MS")).isNotNull();
    }

    @Test
    void anUnknownVersionIsAskedForWithAHeartbeat() throws Exception {
        cluster.broker("a", 0);
        doAnswer(call -> {
            cluster.version("a", VERSION_5);
            return null;
        }).when(cluster.instance).sendHeartbeatToAllBrokerWithLock();

        deliveryTimes().apply(System.currentTimeMillis() + 60 * SECOND, message);

        assertThat(message.getProperty("TIMER_DELIVER_MS")).isNotNull();
    }

    @Test
    void aBrokerThatDoesNotTellItsVersionIsTrustedWithNoTime() throws Exception {
        cluster.broker("a", 0);

        assertRefused(60 * SECOND, ErrorCode.DELIVERY_TIME_UNSUPPORTED).hasMessageContaining("does not answer heartbeats");
    }

    @Test
    void aBrokerIsAskedOnceAndNotForEachMessage() throws Exception {
        cluster.broker("a", VERSION_5);
        DeliveryTimes deliveryTimes = deliveryTimes();

        for (int i = 0; i < 10; i++) {
            deliveryTimes.apply(System.currentTimeMillis() + 60 * SECOND, message);
        }

        verify(cluster.network, times(1)).getBrokerConfig(any(), anyLong());
    }

    @Test
    void aBrokerWithoutAddressIsPassedBy() throws Exception {
        cluster.broker("a", VERSION_5);
        cluster.broker("gone", VERSION_4);
        when(cluster.instance.findBrokerAddressInPublish("gone")).thenReturn(null);

        deliveryTimes().apply(System.currentTimeMillis() + 60 * SECOND, message);

        assertThat(message.getProperty("TIMER_DELIVER_MS")).isNotNull();
    }

    @Test
    void anInterruptWhileAskingStaysSet() throws Exception {
        cluster.broker("a", VERSION_5);
        when(cluster.network.getBrokerConfig(any(), anyLong())).thenThrow(new InterruptedException());

        deliveryTimes().apply(System.currentTimeMillis() + 60 * SECOND, message);

        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    private AbstractThrowableAssert<?, ?> assertRefused(long delayMillis, ErrorCode code, Object... keysAndValues) {
        return assertThatThrownBy(() -> deliveryTimes(keysAndValues)
                .apply(System.currentTimeMillis() + delayMillis, message))
                .isInstanceOfSatisfying(CodedClientException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private DeliveryTimes deliveryTimes(Object... keysAndValues) {
        return new DeliveryTimes(cluster.producer,
                ProducerSettings.from(Config.of(ClientKind.PRODUCER, Settings.of(keysAndValues))),
                Namespace.of("MQ_INST_1"));
    }
}
