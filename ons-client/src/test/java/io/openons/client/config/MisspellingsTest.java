package io.openons.client.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.openservices.ons.api.PropertyKeyConst;
import io.openons.client.fixture.CapturedLog;
import io.openons.client.fixture.Settings;
import java.lang.reflect.Field;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which unknown names look like a key. */
class MisspellingsTest {

    @ParameterizedTest
    @CsvSource({"group_id, GROUP_ID", "groupId, GROUP_ID", "GROUP-ID, GROUP_ID", "GROUP_IDS, GROUP_ID",
        "namesrvAddr, NAMESRV_ADDR", "NAMESVR_ADDR, NAMESRV_ADDR", "accessKey, AccessKey", "SecretKe, SecretKey",
        "InstanceId, INSTANCE_ID", "instanceName, InstanceName", "ConsumeThreadNum, ConsumeThreadNums",
        "MaxReconsumeTimes, maxReconsumeTimes", "suspendTimeMilis, suspendTimeMillis", "onsaddr, ONSAddr",
        "consumerThreadNums, ConsumeThreadNums", "MsgTraceSwich, MsgTraceSwitch", "tls.enable, tlsEnable"})
    void whatIsNearlyAKeyIsToldWithIt(String given, String meant) {
        assertThat(Misspellings.in(Set.of(given)).get(given)).hasToString(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "topic", "user", "user.home", "java.version", "bootstrap.servers", "group", "tags",
        "line.separator", "spring.profiles.active", "retries", "endpoint", "path", "__", "ü", "name", "producer"})
    void otherNamesAreNoneOfOurs(String name) {
        assertThat(Misspellings.in(Set.of(name))).isEmpty();
    }

    @Test
    void whatJavaAndThePublishedClientNameIsNoMisspelling() throws ReflectiveOperationException {
        Set<String> published = new TreeSet<>();
        for (Field constant : PropertyKeyConst.class.getFields()) {
            published.add((String) constant.get(null));
        }

        for (String name : published) {
            assertThat(Misspellings.in(Set.of(name))).isEmpty();
        }
        assertThat(Misspellings.in(System.getProperties().stringPropertyNames().stream()
                .filter(name -> Stream.of("java.", "os.", "user.", "sun.").anyMatch(name::startsWith))
                .collect(Collectors.toSet()))).isEmpty();
    }

    @Test
    void aKeyThatIsSetAsWellWasNotMeant() {
        assertThat(Misspellings.in(Set.of("groupId", "GROUP_ID"))).isEmpty();
    }

    @Test
    void oneWarningForEachNamesBothAndNoValue() {
        try (CapturedLog log = CapturedLog.of(Config.class)) {
            Config.of(ClientKind.PRODUCER, Settings.of("secretKey", "hidden", "GROUP_ID", "g", "topic", "t"));

            assertThat(log.lines()).containsExactly(
                    "WARN Property is not known and has no effect; a similar one is. given=secretKey known=SecretKey "
                            + "client=producer \"g\"");
        }
    }
}
