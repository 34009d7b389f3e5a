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

        assertThat(config.text("5")).isEqualTo("x");
        assertThat(config.text("GROUP_ID")).isEqualTo("7");
    }

    @Test
    void whatIsNoStringInNestedDefaultsIsPassedBy() {
        Properties base = Settings.of(5, "x", "number", 7, "text", "seen");
        Config config = Config.of(ClientKind.PRODUCER, Settings.on(base, "own", 8));

        assertThat(config.text("5")).isNull();
        assertThat(config.text("number")).isNull();
        assertThat(config.text("text")).isEqualTo("seen");
        assertThat(config.text("own")).isEqualTo("8");
    }

    @Test
    void defaultsThreeLevelsDownAreSeen() {
        Properties bottom = Settings.of("a", "bottom", "b", "bottom", "c", "bottom");
        Properties middle = Settings.on(bottom, "b", "middle", "c", "middle");
        Config config = Config.of(ClientKind.PRODUCER, Settings.on(middle, "c", new StringBuilder("top")));

        assertThat(config.text("a")).isEqualTo("bottom");
        assertThat(config.text("b")).isEqualTo("middle");
        assertThat(config.text("c")).isEqualTo("top");
        assertThat(config.text("d")).isNull();
    }

    @Test
    void emptyCountsAsNotSet() {
        Properties base = Settings.of("a", "value");

        assertThat(Config.of(ClientKind.PRODUCER, Settings.on(base, "a", "")).text("a")).isNull();
    }

    @Test
    void aSwitchThatIsNotSetHasItsDefault() {
        Config config = Config.of(ClientKind.PRODUCER, Settings.of("empty", "", "off", "false"));

        assertThat(config.flag("absent", true)).isTrue();
        assertThat(config.flag("empty", true)).isTrue();
        assertThat(config.flag("absent", false)).isFalse();
        assertThat(config.flag("off", true)).isFalse();
    }

    @Test
    void theCallersPropertiesStayAsTheyAre() {
        Properties base = Settings.of("a", "1");
        Properties properties = Settings.on(base, "b", 2);
        Config config = Config.of(ClientKind.PRODUCER, properties);
        properties.put("b", 3);

        assertThat(properties).containsOnlyKeys("b");
        assertThat(config.text("b")).as("read once").isEqualTo("2");
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
