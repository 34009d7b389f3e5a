package io.openons.client.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.openservices.ons.api.exception.ONSClientException;
import io.openons.client.error.CodedClientException;
import io.openons.client.error.ErrorCode;
import io.openons.client.fixture.Settings;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** How properties are read and problems reported, whatever the key. */
class ConfigTest {

    @Test
    void nullPropertiesAreRefusedByName() {
        assertThatThrownBy(() -> Config.of(ClientKind.BATCH_CONSUMER, null))
                .isInstanceOfSatisfying(CodedClientException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION_INVALID))
                .hasMessageStartingWith("Cannot create batch consumer: the properties are null.");
    }

    @Test
    void keysThatAreNoStringsCountByTheirText() {
        Config config = Config.of(ClientKind.PRODUCER, Settings.of(5, "x", new StringBuilder("GROUP_ID"), 7));

        assertThat(config.text(OnsKey.GROUP_ID)).isEqualTo("7");
    }

    @Test
    void whatIsNoStringInNestedDefaultsIsPassedBy() {
        Properties base = Settings.of("INSTANCE_ID", 7, "GROUP_ID", "seen");
        Config config = Config.of(ClientKind.PRODUCER, Settings.on(base, "InstanceName", 8));

        assertThat(config.text(OnsKey.INSTANCE_ID)).isNull();
        assertThat(config.text(OnsKey.GROUP_ID)).isEqualTo("seen");
        assertThat(config.text(OnsKey.INSTANCE_NAME)).isEqualTo("8");
    }

    @Test
    void defaultsThreeLevelsDownAreSeen() {
        Properties bottom = Settings.of("GROUP_ID", "bottom", "INSTANCE_ID", "bottom", "InstanceName", "bottom");
        Properties middle = Settings.on(bottom, "INSTANCE_ID", "middle", "InstanceName", "middle");
        Config config = Config.of(ClientKind.PRODUCER,
                Settings.on(middle, "InstanceName", new StringBuilder("top")));

        assertThat(config.text(OnsKey.GROUP_ID)).isEqualTo("bottom");
        assertThat(config.text(OnsKey.INSTANCE_ID)).isEqualTo("middle");
        assertThat(config.text(OnsKey.INSTANCE_NAME)).isEqualTo("top");
        assertThat(config.text(OnsKey.ACCESS_KEY)).isNull();
    }

    @Test
    void emptyCountsAsNotSet() {
        Properties base = Settings.of("GROUP_ID", "value");

        assertThat(Config.of(ClientKind.PRODUCER, Settings.on(base, "GROUP_ID", "")).text(OnsKey.GROUP_ID)).isNull();
    }

    @Test
    void aSwitchThatIsNotSetHasItsDefault() {
        Config absent = Config.of(ClientKind.PULL_CONSUMER, Settings.of());
        Config empty = Config.of(ClientKind.PULL_CONSUMER, Settings.of("autoCommit", "", "MsgTraceSwitch", ""));

        assertThat(absent.flag(OnsKey.AUTO_COMMIT)).isTrue();
        assertThat(empty.flag(OnsKey.AUTO_COMMIT)).isTrue();
        assertThat(absent.flag(OnsKey.MSG_TRACE_SWITCH)).isFalse();
        assertThat(empty.flag(OnsKey.MSG_TRACE_SWITCH)).isFalse();
    }

    @Test
    void whatAKindOfClientDoesNotReadCountsAsNotSet() {
        Properties properties = Settings.of("autoCommit", "junk", "ConsumeMessageBatchMaxSize", "junk");
        Config config = Config.of(ClientKind.CONSUMER, properties);

        assertThat(config.flag(OnsKey.AUTO_COMMIT)).isTrue();
        assertThat(config.number(OnsKey.CONSUME_MESSAGE_BATCH_MAX_SIZE)).isEqualTo(1);
        assertThatCode(config::verify).doesNotThrowAnyException();
    }

    @Test
    void theCallersPropertiesStayAsTheyAre() {
        Properties base = Settings.of("GROUP_ID", "1");
        Properties properties = Settings.on(base, "InstanceName", 2);
        Config config = Config.of(ClientKind.PRODUCER, properties);
        properties.put("InstanceName", 3);

        assertThat(properties).containsOnlyKeys("InstanceName");
        assertThat(config.text(OnsKey.INSTANCE_NAME)).as("read once").isEqualTo("2");
    }

    @Test
    void withoutProblemsTheConfigurationPasses() {
        assertThatCode(Config.of(ClientKind.PRODUCER, Settings.of())::verify).doesNotThrowAnyException();
    }

    @Test
    void oneProblemReadsAsASentence() {
        Config config = Config.of(ClientKind.ORDER_CONSUMER, Settings.of());
        config.problem("key", "value", "another one");

        assertThatThrownBy(config::verify).hasMessage("Cannot create order consumer: key=\"value\": must be another "
                + "one. Correct the properties named here. [ONS-1001]");
    }

    @Test
    void allProblemsOfOneConfigurationAreReportedTogether() {
        Config config = Config.of(ClientKind.CONSUMER, Settings.of("ConsumeThreadNums", "0", "MessageModel", "junk",
                "OnsChannel", "junk", "maxBatchMessageCount", "many"));
        ConsumerSettings.from(config);
        ClientSettings.from(config);

        assertThatThrownBy(config::verify).isInstanceOf(ONSClientException.class)
                .hasMessageStartingWith("Cannot create consumer: 5 problems: (1) ")
                .hasMessageContaining("ConsumeThreadNums=\"0\": must be a whole number in 1..1000 threads")
                .hasMessageContaining("MessageModel=\"junk\": must be one of CLUSTERING, BROADCASTING")
                .hasMessageContaining("OnsChannel=\"junk\": must be one of ALIYUN, CLOUD, ALL")
                .hasMessageContaining("maxBatchMessageCount=\"many\": must be a whole number in 1..1024 messages")
                .hasMessageContaining("(5) ").hasMessageContaining("GROUP_ID is missing");
    }
}
