package io.openons.client.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openons.client.fixture.CapturedLog;
import io.openons.client.fixture.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Group, channel, instance name and VIP channel. */
class ClientSettingsTest {

    @ParameterizedTest
    @EnumSource(value = ClientKind.class, names = {"PRODUCER", "ORDER_PRODUCER", "TRANSACTION_PRODUCER"})
    void producersTakeGroupIdThenProducerIdThenADefault(ClientKind kind) {
        assertThat(group(kind, "GROUP_ID", "g", "ProducerId", "p", "ConsumerId", "c")).isEqualTo("g");
        assertThat(group(kind, "GROUP_ID", "", "ProducerId", "p", "ConsumerId", "c")).isEqualTo("p");
        assertThat(group(kind, "ConsumerId", "c")).isEqualTo("OPENONS_PRODUCER");
    }

    @Test
    void onlyATransactionProducerIsWarnedOfTheDefaultGroup() {
        try (CapturedLog log = CapturedLog.of(ClientSettings.class)) {
            settings(ClientKind.PRODUCER);
            settings(ClientKind.ORDER_PRODUCER);
            assertThat(log.lines()).isEmpty();
            settings(ClientKind.TRANSACTION_PRODUCER);
            assertThat(log.lines()).singleElement().asString().startsWith("WARN ")
                    .contains("has no GROUP_ID and gets the group OPENONS_PRODUCER");
        }
    }

    @ParameterizedTest
    @EnumSource(value = ClientKind.class, names = {"CONSUMER", "ORDER_CONSUMER", "BATCH_CONSUMER"})
    void pushConsumersTakeGroupIdThenConsumerId(ClientKind kind) {
        assertThat(group(kind, "GROUP_ID", "g", "ProducerId", "p", "ConsumerId", "c")).isEqualTo("g");
        assertThat(group(kind, "ProducerId", "p", "ConsumerId", "c")).isEqualTo("c");
    }

    @Test
    void pullConsumersTakeGroupIdOnly() {
        assertThat(group(ClientKind.PULL_CONSUMER, "GROUP_ID", "g")).isEqualTo("g");
        assertRefused(ClientKind.PULL_CONSUMER, "GROUP_ID is missing: a pull consumer needs", "ConsumerId", "c");
    }

    @ParameterizedTest
    @EnumSource(ClientKind.class)
    void aGroupIsNeededExactlyByConsumers(ClientKind kind) {
        Config config = Config.of(kind, Settings.of("GROUP_ID", ""));
        ClientSettings.from(config);

        if (kind.name().endsWith("CONSUMER") || kind == ClientKind.DEAD_LETTER_READER) {
            assertThatThrownBy(config::verify).hasMessageMatching(
                    "Cannot create .*: GROUP_ID is missing: (a|an(?= o)) " + kind.title() + " needs .*");
        } else {
            assertThatCode(config::verify).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @CsvSource({"'', ALIYUN", "ALIYUN, ALIYUN", "CLOUD, CLOUD", "ALL, ALL"})
    void channelIsOneOfThree(String value, String expected) {
        assertThat(settings("OnsChannel", value).channel()).isEqualTo(expected);
        assertThat(settings().channel()).isEqualTo("ALIYUN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"junk", "cloud", " ", "ALIYUN "})
    void otherChannelsAreRefused(String value) {
        assertRefused(ClientKind.PRODUCER, "OnsChannel=\"" + value + "\": must be one of ALIYUN, CLOUD, ALL",
                "OnsChannel", value);
    }

    @Test
    void instanceNamesAreUniqueUnlessGiven() {
        assertThat(settings().instanceName()).isNotBlank().isNotEqualTo(settings().instanceName());
        assertThat(settings().instanceNamed()).isFalse();
        assertThat(settings("InstanceName", "").instanceNamed()).isFalse();
        assertThat(settings("InstanceName", "mine").instanceName()).isEqualTo("mine");
        assertThat(settings("InstanceName", "mine").instanceNamed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"'', false", "true, true", "TRUE, true", "' true ', true", "false, false", "False, false"})
    void vipChannelIsASwitch(String value, boolean expected) {
        try (CapturedLog log = CapturedLog.of(Config.class)) {
            assertThat(settings("isVipChannelEnabled", value).vipChannel()).isEqualTo(expected);
            assertThat(settings("isVipChannelEnabled", new StringBuilder(value)).vipChannel()).isEqualTo(expected);
            assertThat(settings("isVipChannelEnabled", expected).vipChannel()).isEqualTo(expected);
            assertThat(log.lines()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "1", " ", "junk"})
    void anythingButTrueIsOffAndLoggedWhenItIsNotFalse(String value) {
        try (CapturedLog log = CapturedLog.of(Config.class)) {
            assertThat(settings("isVipChannelEnabled", value).vipChannel()).isFalse();
            assertThat(log.lines()).containsExactly("WARN Property value cannot be used as it stands: "
                    + "key=isVipChannelEnabled value=\"" + value + "\" allowed=true or false used=false client=producer");
        }
    }

    @ParameterizedTest
    @CsvSource({"PULL_CONSUMER, MsgTraceSwitch, true", "PRODUCER, exactlyOnceDelivery, true"})
    void whatThisReleaseDoesNotDoIsAcceptedAndLogged(ClientKind kind, String key, String value) {
        try (CapturedLog log = CapturedLog.of(Config.class)) {
            settings(kind, "GROUP_ID", "GID", key, value);
            assertThat(log.lines()).singleElement().asString().startsWith("WARN ")
                    .endsWith("key=" + key + " client=" + kind.title() + " \"GID\"");
        }
        try (CapturedLog log = CapturedLog.of(Config.class)) {
            settings(kind, "GROUP_ID", "GID", key, value.equals("true") ? "false" : "");
            settings(kind, "GROUP_ID", "GID");
            assertThat(log.lines()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(ClientKind.class)
    void onlyThatWhichAsksForItIsTraced(ClientKind kind) {
        boolean polls = kind == ClientKind.PULL_CONSUMER || kind == ClientKind.DEAD_LETTER_READER;

        assertThat(settings(kind, "GROUP_ID", "GID").traced()).isFalse();
        assertThat(settings(kind, "GROUP_ID", "GID", "MsgTraceSwitch", "false").traced()).isFalse();
        assertThat(settings(kind, "GROUP_ID", "GID", "MsgTraceSwitch", "True").traced()).isEqualTo(!polls);
    }

    private static String group(ClientKind kind, Object... keysAndValues) {
        Config config = Config.of(kind, Settings.of(keysAndValues));
        String group = ClientSettings.from(config).group();
        config.verify();
        return group;
    }

    private static ClientSettings settings(Object... keysAndValues) {
        return settings(ClientKind.PRODUCER, keysAndValues);
    }

    private static ClientSettings settings(ClientKind kind, Object... keysAndValues) {
        return ClientSettings.from(Config.of(kind, Settings.of(keysAndValues)));
    }

    private static void assertRefused(ClientKind kind, String why, Object... keysAndValues) {
        Config config = Config.of(kind, Settings.of(keysAndValues));
        ClientSettings.from(config);
        assertThatThrownBy(config::verify).hasMessageContaining(why).hasMessageEndingWith("[ONS-1001]");
    }
}
