package io.openons.client.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.openservices.ons.api.exception.ONSClientException;
import io.openons.client.fixture.CapturedLog;
import io.openons.client.fixture.Settings;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a pull consumer reads from its properties. */
class PullSettingsTest {

    private static final Map<String, Function<PullSettings, Object>> READERS = Map.of(
            "autoCommit", PullSettings::autoCommit,
            "autoCommitIntervalMillis", PullSettings::autoCommitIntervalMillis,
            "maxBatchMessageCount", PullSettings::batchSize,
            "maxCachedMessageAmount", PullSettings::maxCachedMessages,
            "maxCachedMessageSizeInMiB", PullSettings::maxCachedMebibytesOfQueue,
            "MessageModel", PullSettings::broadcasting);

    private final CapturedLog log = CapturedLog.of(Config.class);

    @AfterEach
    void stopListening() {
        log.close();
    }

    @ParameterizedTest
    @CsvSource({"autoCommit, true", "autoCommitIntervalMillis, 5000", "maxBatchMessageCount, 10",
        "maxCachedMessageAmount, 5000", "maxCachedMessageSizeInMiB, 512", "MessageModel, false"})
    void absentAndEmptyMeanTheDefault(String key, String expected) {
        assertThat(used(key, config())).isEqualTo(expected);
        assertThat(used(key, config(key, ""))).isEqualTo(expected);
        assertThat(log.lines()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"autoCommit, false, false", "autoCommit, TRUE, true", "autoCommitIntervalMillis, 1000, 1000",
        "maxBatchMessageCount, 1024, 1024", "maxCachedMessageSizeInMiB, 1024, 1024",
        "MessageModel, BROADCASTING, true", "MessageModel, CLUSTERING, false"})
    void valuesAreUsed(String key, String value, String expected) {
        assertThat(used(key, config(key, value))).isEqualTo(expected);
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void valuesNeedNotBeStrings() {
        PullSettings settings = PullSettings.from(config("autoCommit", false, "autoCommitIntervalMillis", 2000L));
        assertThat(settings.autoCommit()).isFalse();
        assertThat(settings.autoCommitIntervalMillis()).isEqualTo(2000);
    }

    @ParameterizedTest
    @CsvSource({"autoCommit, junk, false", "autoCommitIntervalMillis, 999, 1000", "maxBatchMessageCount, 0, 1",
        "maxBatchMessageCount, 5000, 1024", "maxCachedMessageAmount, 1, 100", "maxCachedMessageSizeInMiB, 2048, 1024"})
    void valuesOutOfRangeAreReplacedWithAWarning(String key, String value, String expected) {
        assertThat(used(key, config(key, value))).isEqualTo(expected);
        assertThat(log.lines()).singleElement().asString().contains(key).contains(value).contains("used=" + expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"autoCommitIntervalMillis", "maxBatchMessageCount", "maxCachedMessageAmount",
        "maxCachedMessageSizeInMiB", "MessageModel", "ConsumeThreadNums", "pollTimeoutMillis"})
    void junkIsRefused(String key) {
        Config config = config(key, "junk");
        PullSettings.from(config);
        assertThatThrownBy(config::verify).isInstanceOf(ONSClientException.class)
                .hasMessageContaining(key + "=\"junk\"").hasMessageContaining("ONS-1001");
    }

    private static String used(String key, Config config) {
        return String.valueOf(READERS.get(key).apply(PullSettings.from(config)));
    }

    private static Config config(Object... keysAndValues) {
        return Config.of(ClientKind.PULL_CONSUMER, Settings.of(keysAndValues));
    }
}
