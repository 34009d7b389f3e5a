package io.openons.client.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.openservices.ons.api.exception.ONSClientException;
import io.openons.client.config.ClientKind;
import io.openons.client.config.Config;
import io.openons.client.fixture.Settings;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms of NAMESRV_ADDR. */
class NameServersTest {

    @ParameterizedTest
    @CsvSource({
        "host:9876,                           host:9876",
        "10.0.0.1:9876,                       10.0.0.1:9876",
        "my-host_1.example.com:1,             my-host_1.example.com:1",
        "host:65535,                          host:65535",
        "host:09876,                          host:09876",
        "a:1;b:2,                             a:1;b:2",
        "'a:1,b:2',                           a:1;b:2",
        "' a:1 ; , b:2 ;',                    a:1;b:2",
        "http://host:9876,                    host:9876",
        "HTTPS://host:9876/,                  host:9876",
        "host:9876//,                         host:9876",
        "'http://a:1/;https://b:2/,c:3',      a:1;b:2;c:3",
        "[::1]:9876,                          [::1]:9876",
        "http://[fe80::1%1]:9876,             [fe80::1%1]:9876",
        "http://MQ_INST_1_x.mq.example:8080,  MQ_INST_1_x.mq.example:8080"})
    void validFormsBecomeHostAndPort(String value, String expected) {
        Config config = config("NAMESRV_ADDR", value);

        NameServers nameServers = NameServers.from(config);

        config.verify();
        assertThat(nameServers).hasToString(expected);
        assertThat(nameServers.addresses()).containsExactly(expected.split(";"));
    }

    @ParameterizedTest
    @CsvSource({
        "host,               \"host\" is without a port",
        "a:1;host,           \"host\" is without a port",
        "http://host/,       \"http://host/\" is without a port",
        "host:,              \"host:\" is not of that form",
        "host:port,          \"host:port\" is not of that form",
        "host:-1,            \"host:-1\" is not of that form",
        "host:999999,        \"host:999999\" is not of that form",
        "host:0,             with a port in 1..65535",
        "host:65536,         with a port in 1..65535",
        "ho st:9876,         \"ho st:9876\" is not of that form",
        ":9876,              \":9876\" is not of that form",
        "::1:9876,           \"::1:9876\" is not of that form",
        "[::1],              \"[::1]\" is not of that form",
        "ftp://host:9876,    \"ftp://host:9876\" is not of that form",
        "http://host:1/path, \"http://host:1/path\" is not of that form",
        "http://,            \"http://\" is without a port",
        "!?,                 \"!?\" is without a port"})
    void junkIsRefusedWithValueAndReason(String value, String reason) {
        Config config = config("NAMESRV_ADDR", value);
        NameServers.from(config);

        assertThatThrownBy(config::verify).isInstanceOf(ONSClientException.class)
                .hasMessageContaining("NAMESRV_ADDR=\"" + value + "\": must be host:port")
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", ";", " , ;"})
    void nothingBetweenSeparatorsIsRefused(String value) {
        Config config = config("NAMESRV_ADDR", value);
        NameServers.from(config);

        assertThatThrownBy(config::verify).hasMessageContaining("must be at least one host:port");
    }

    @Test
    void eachBadAddressIsReported() {
        Config config = config("NAMESRV_ADDR", "a;b:1;c:0");
        NameServers.from(config);

        assertThatThrownBy(config::verify).hasMessageContaining("2 problems: ").hasMessageContaining("\"a\" is without")
                .hasMessageContaining("1..65535");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "absent"})
    void missingNameServersAreRefusedWithAnExample(String value) {
        Config config = value.isEmpty() ? config("NAMESRV_ADDR", "") : config();
        assertThat(NameServers.from(config).addresses()).isEmpty();

        assertThatThrownBy(config::verify).hasMessageContaining("NAMESRV_ADDR is missing")
                .hasMessageContaining("10.0.0.1:9876;10.0.0.2:9876");
    }

    @ParameterizedTest
    @ValueSource(strings = {"the-secret", "http://the-secret/", "the-secret:0", "a:1;the-secret:x", ""})
    void answersThatAreNotNameServersAreNotQuoted(String junk) {
        assertThatThrownBy(() -> NameServers.fromAnswer(junk)).isInstanceOf(IOException.class)
                .hasMessageContaining("its answer of " + junk.length() + " characters must begin with a line of host:port")
                .hasMessageNotContaining("the-secret");
    }

    @Test
    void addressesCannotBeChanged() {
        NameServers nameServers = NameServers.from(config("NAMESRV_ADDR", "a:1"));

        assertThatThrownBy(() -> nameServers.addresses().add("b:2")).isInstanceOf(UnsupportedOperationException.class);
    }

    private static Config config(Object... keysAndValues) {
        return Config.of(ClientKind.PRODUCER, Settings.of(keysAndValues));
    }
}
