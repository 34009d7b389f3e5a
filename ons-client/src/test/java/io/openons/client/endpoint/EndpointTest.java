package io.openons.client.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openons.client.config.ClientKind;
import io.openons.client.config.ClientSettings;
import io.openons.client.config.Config;
import io.openons.client.fixture.Settings;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which namespace a configuration means, and which groups can exist in it. */
class EndpointTest {

    @ParameterizedTest
    @CsvSource(nullValues = "none", value = {
        "host:1,                                     '',         none",
        "http://host.example:1,                      '',         none",
        "host:1,                                     MQ_INST_1,  MQ_INST_1",
        "host:1,                                     anything,   anything",
        "MQ_INST_1_abc.mq.example:1,                 '',         MQ_INST_1_abc",
        "http://MQ_INST_1_abc.mq.example:1/,         '',         MQ_INST_1_abc",
        "https://MQ_INST_1_abc.mq.example:1,         '',         MQ_INST_1_abc",
        "http://MQTEST_1_abc.mq.example:1,           '',         MQTEST_1_abc",
        "http://MQ_INST_1_abc.mq.example:1,          MQ_INST_2,  MQ_INST_2",
        "MQ_INST_1.mq.example:1;MQ_INST_2.example:1, '',         MQ_INST_1",
        "host:1;MQ_INST_2.example:1,                 '',         none",
        "http://mq_inst_1_abc.mq.example:1,          '',         none",
        "http://mqtest_1_abc.mq.example:1,           '',         none",
        "MQ_INST_1_abc:1,                            '',         none",
        "x.MQ_INST_1.example:1,                      '',         none"})
    void instanceIdWinsOverTheFirstHost(String nameServers, String instanceId, String expected) {
        Namespace namespace = endpoint("NAMESRV_ADDR", nameServers, "INSTANCE_ID", instanceId).namespace();

        assertThat(namespace.name()).isEqualTo(expected);
        assertThat(namespace.wrap("T")).isEqualTo(expected == null ? "T" : expected + "%T");
    }

    @Test
    void theNewerNameOfInstanceIdComesSecond() {
        String host = "MQ_INST_1.mq.example:1";

        assertThat(endpoint("namespace", "newer", "NAMESRV_ADDR", host).namespace().name()).isEqualTo("newer");
        assertThat(endpoint("namespace", "newer", "INSTANCE_ID", "older").namespace().name()).isEqualTo("older");
        assertThat(endpoint("namespace", "", "NAMESRV_ADDR", host).namespace().name()).isEqualTo("MQ_INST_1");
        assertRefused("namespace=\"a b\": must be characters of", "namespace", "a b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"junk inst", " ", "a.b", "ü"})
    void illegalInstanceIdsAreRefused(String instanceId) {
        assertRefused("INSTANCE_ID=\"" + instanceId + "\": must be characters of A-Z a-z 0-9 - _ % |",
                "INSTANCE_ID", instanceId);
    }

    @ParameterizedTest
    @ValueSource(strings = {"junk group", " ", "gröup", "g!"})
    void illegalGroupsAreRefused(String group) {
        assertRefused("GROUP_ID=\"" + group + "\": must be characters of A-Z a-z 0-9 - _ % |", "GROUP_ID", group);
    }

    @Test
    void groupsOfConsumersHaveNoDotsAndAtMost120Characters() {
        for (String group : new String[] {"a.b", "g".repeat(121)}) {
            Properties properties = new Properties();
            properties.put("NAMESRV_ADDR", "127.0.0.1:9876");
            properties.put("GROUP_ID", group);
            Config config = Config.of(ClientKind.CONSUMER, properties);
            Endpoint.from(config, ClientSettings.from(config));
            assertThatThrownBy(config::verify).hasMessageContaining("GROUP_ID=\"" + group + "\"");
        }
    }

    @Test
    void groupsOfProducersBecomeOnesThatRocketMqTakes() {
        assertThat(group("GID.a.b")).isEqualTo("GID_a_b");
        assertThat(group("g".repeat(120))).isEqualTo("g".repeat(120));
        assertThat(group("g".repeat(200))).hasSize(120).startsWith("ggg").isEqualTo(group("g".repeat(200)))
                .isNotEqualTo(group("g".repeat(201)));
    }

    private static String group(String given) {
        return ClientSettings.from(config("GROUP_ID", given)).group();
    }

    @Test
    void defaultGroupOfRocketMqIsRefusedOnItsOwnSideAlone() {
        assertRefused("GROUP_ID=\"DEFAULT_PRODUCER\": must be a name of your own", "GROUP_ID", "DEFAULT_PRODUCER");
        assertThat(group("DEFAULT_CONSUMER")).isEqualTo("DEFAULT_CONSUMER");
    }

    @Test
    void groupsHaveAtMost120CharactersWithTheirNamespace() {
        assertThat(endpoint("GROUP_ID", "g".repeat(120))).isNotNull();
        assertThat(endpoint("GROUP_ID", "g".repeat(116), "INSTANCE_ID", "abc")).isNotNull();
        assertThat(endpoint("GROUP_ID", "abc%" + "g".repeat(116), "INSTANCE_ID", "abc")).isNotNull();

        assertRefused("at most 120 characters with its namespace, not 121",
                "GROUP_ID", "g".repeat(117), "INSTANCE_ID", "abc");
    }

    @Test
    void groupAndAddressProblemsAreReportedTogether() {
        assertRefused("3 problems: ", "GROUP_ID", "a b", "INSTANCE_ID", "c d", "NAMESRV_ADDR", "host");
    }

    @Test
    void aMissingProducerGroupIsNoProblem() {
        Config config = Config.of(ClientKind.PRODUCER, Settings.of("NAMESRV_ADDR", "host:1"));
        Endpoint.from(config, ClientSettings.from(config));

        config.verify();
    }

    private static Endpoint endpoint(Object... keysAndValues) {
        Config config = config(keysAndValues);
        Endpoint endpoint = Endpoint.from(config, ClientSettings.from(config));
        config.verify();
        return endpoint;
    }

    private static void assertRefused(String why, Object... keysAndValues) {
        Config config = config(keysAndValues);
        Endpoint.from(config, ClientSettings.from(config));
        assertThatThrownBy(config::verify).hasMessageContaining(why).hasMessageEndingWith("[ONS-1001]");
    }

    private static Config config(Object... keysAndValues) {
        return Config.of(ClientKind.PRODUCER,
                Settings.on(Settings.of("NAMESRV_ADDR", "host:1", "GROUP_ID", "GID"), keysAndValues));
    }
}
