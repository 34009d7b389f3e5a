package io.openons.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.apache.rocketmq.common.BrokerConfig;
import org.apache.rocketmq.store.config.MessageStoreConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedRocketMqBuilderTest {

    private final EmbeddedRocketMqBuilder builder = EmbeddedRocketMq.builder();
    private final DataFolder folder = DataFolder.create();

    @AfterEach
    void deleteFolder() {
        folder.delete();
    }

    @Test
    void defaultsAreQuickAndStrict() {
        BrokerConfig broker = brokerConfig();
        MessageStoreConfig store = builder.settings().storeConfig(folder);

        assertThat(store.getMessageDelayLevel().split(" ")).hasSize(18).containsOnly("1s");
        assertThat(store.getMaxMessageSize()).isEqualTo(4 * 1024 * 1024);
        assertThat(broker.isAutoCreateTopicEnable()).isFalse();
        assertThat(broker.isAutoCreateSubscriptionGroup()).isTrue();
        assertThat(broker.isEnablePropertyFilter()).isTrue();
        assertThat(broker.getTransactionCheckInterval()).isEqualTo(1000);
        assertThat(broker.getTransactionTimeOut()).isEqualTo(1000);
    }

    @Test
    void everythingIsBelowTheOneFolder() {
        BrokerConfig broker = brokerConfig();
        MessageStoreConfig store = builder.settings().storeConfig(folder);

        assertThat(broker.getRocketmqHome()).startsWith(folder.root().toString());
        assertThat(broker.getBrokerConfigPath()).startsWith(folder.root().toString());
        assertThat(store.getStorePathRootDir()).startsWith(folder.root().toString());
        assertThat(store.getStorePathCommitLog()).startsWith(folder.root().toString());
    }

    @Test
    void optionsReachTheBroker() {
        builder.messageDelayLevels("2s 1m").autoCreateTopics(true).autoCreateGroups(false).maxMessageSize(12_000_000)
                .transactionCheckInterval(Duration.ofMillis(250));
        BrokerConfig broker = brokerConfig();
        MessageStoreConfig store = builder.settings().storeConfig(folder);

        assertThat(store.getMessageDelayLevel()).isEqualTo("2s 1m");
        assertThat(store.getMaxMessageSize()).isEqualTo(12_000_000);
        assertThat(store.getMappedFileSizeCommitLog()).as("two messages fit in").isEqualTo(24_000_000);
        assertThat(broker.isAutoCreateTopicEnable()).isTrue();
        assertThat(broker.isAutoCreateSubscriptionGroup()).isFalse();
        assertThat(broker.getTransactionCheckInterval()).isEqualTo(250);
        assertThat(broker.getTransactionTimeOut()).isEqualTo(250);
    }

    @Test
    void adjustmentsAddUpAndComeLast() {
        builder.brokerConfig(config -> config.setRegionId("first")).brokerConfig(config -> config.setTraceOn(false))
                .storeConfig(config -> config.setTimerMaxDelaySec(60));
        BrokerConfig broker = brokerConfig();

        assertThat(broker.getRegionId()).isEqualTo("first");
        assertThat(broker.isTraceOn()).isFalse();
        assertThat(builder.settings().storeConfig(folder).getTimerMaxDelaySec()).isEqualTo(60);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1s,2s", "1s  2s", "1x", "-1s", "1s 2S"})
    void illegalDelayLevelsAreRefused(String levels) {
        assertThatThrownBy(() -> builder.messageDelayLevels(levels)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + levels + "\"").hasMessageContaining("s, m, h or d");
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, 0, 15 * 1024 * 1024 + 1})
    void illegalMessageSizeIsRefused(int bytes) {
        assertThatThrownBy(() -> builder.maxMessageSize(bytes)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Illegal maximum message size " + bytes + ": allowed are 1 to 15728640 bytes.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-1S", "PT0S", "PT0.099S", "PT24H0.001S"})
    void illegalCheckIntervalIsRefused(Duration interval) {
        assertThatThrownBy(() -> builder.transactionCheckInterval(interval))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(interval.toString());
    }

    private BrokerConfig brokerConfig() {
        return builder.settings().brokerConfig("broker", "127.0.0.1:1", folder);
    }
}
