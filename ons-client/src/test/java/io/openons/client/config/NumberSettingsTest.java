package io.openons.client.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.openservices.ons.api.exception.ONSClientException;
import io.openons.client.fixture.CapturedLog;
import io.openons.client.fixture.Settings;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every key with a whole number: documented default, range, and what becomes of values that cannot be used. */
class NumberSettingsTest {

    private static final Map<String, ToIntFunction<Config>> READERS = Map.ofEntries(
            reader("addressServerPollSeconds",
                    config -> (int) ClientSettings.from(config).addressServerInterval().getSeconds()),
            reader("SendMsgTimeoutMillis", config -> ProducerSettings.from(config).sendTimeoutMillis()),
            reader("CheckImmunityTimeInSeconds", config -> ProducerSettings.from(config).checkImmunitySeconds()),
            reader("ConsumeThreadNums", config -> ConsumerSettings.from(config).threads()),
            reader("maxReconsumeTimes", config -> ConsumerSettings.from(config).maxReconsumeTimes()),
            reader("suspendTimeMillis", config -> ConsumerSettings.from(config).suspendTimeMillis()),
            reader("ConsumeMessageBatchMaxSize", config -> ConsumerSettings.from(config).batchSize()),
            reader("batchConsumeMaxAwaitDurationInSeconds",
                    config -> ConsumerSettings.from(config).batchAwaitSeconds()),
            reader("consumeTimeout", config -> ConsumerSettings.from(config).consumeTimeoutMinutes()),
            reader("maxCachedMessageAmount", config -> ConsumerSettings.from(config).maxCachedMessages()),
            reader("maxCachedMessageSizeInMiB", config -> ConsumerSettings.from(config).maxCachedMebibytes()),
            reader("maxBatchMessageCount", config -> ConsumerSettings.from(config).pullBatchSize()));

    private final CapturedLog log = CapturedLog.of(Config.class);

    @AfterEach
    void stopListening() {
        log.close();
    }

    @ParameterizedTest
    @CsvSource({
        "addressServerPollSeconds,  120",
        "SendMsgTimeoutMillis,      5000",
        "CheckImmunityTimeInSeconds, -1",
        "ConsumeThreadNums,         64",
        "maxReconsumeTimes,         16",
        "suspendTimeMillis,         3000",
        "ConsumeMessageBatchMaxSize, 1",
        "batchConsumeMaxAwaitDurationInSeconds, 0",
        "consumeTimeout,            15",
        "maxCachedMessageAmount,    5000",
        "maxCachedMessageSizeInMiB, 512",
        "maxBatchMessageCount,      32"})
    void absentAndEmptyMeanTheDefault(String key, int expected) {
        assertThat(used(key, config(key))).isEqualTo(expected);
        assertThat(used(key, config(key, ""))).isEqualTo(expected);
        assertThat(log.lines()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = ClientKind.class, names = {"ORDER_PRODUCER", "TRANSACTION_PRODUCER"})
    void orderAndTransactionProducersWaitThreeSecondsByDefault(ClientKind kind) {
        assertThat(ProducerSettings.from(Config.of(kind, Settings.of())).sendTimeoutMillis()).isEqualTo(3000);
        assertThat(ProducerSettings.from(Config.of(kind, Settings.of("SendMsgTimeoutMillis", 700)))
                .sendTimeoutMillis()).isEqualTo(700);
    }

    @ParameterizedTest
    @ValueSource(strings = {"junk", "1.5", "0"})
    void transactionProducersAreNotRefusedForTheirTimeout(String value) {
        assertThat(ProducerSettings.from(Config.of(ClientKind.TRANSACTION_PRODUCER,
                Settings.of("SendMsgTimeoutMillis", value))).sendTimeoutMillis()).isEqualTo(3000);
        assertThat(log.lines()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "addressServerPollSeconds,  1,     86400",
        "SendMsgTimeoutMillis,      1,     2147483647",
        "CheckImmunityTimeInSeconds, -1,   2147483647",
        "ConsumeThreadNums,         1,     1000",
        "maxReconsumeTimes,        -1,     2147483647",
        "maxReconsumeTimes,         0,     1",
        "suspendTimeMillis,         10,    30000",
        "ConsumeMessageBatchMaxSize, 1,    1024",
        "batchConsumeMaxAwaitDurationInSeconds, 0, 2147483647",
        "consumeTimeout,            1,     2147483647",
        "maxCachedMessageAmount,    100,   50000",
        "maxCachedMessageSizeInMiB, 16,    2048",
        "maxBatchMessageCount,      1,     1024"})
    void bothEndsOfTheRangeAreUsed(String key, int least, int most) {
        assertThat(used(key, config(key, Integer.toString(least)))).isEqualTo(least);
        assertThat(used(key, config(key, Integer.toString(most)))).isEqualTo(most);
        assertThat(log.lines()).isEmpty();
    }

    static Stream<Arguments> readableForms() {
        return READERS.keySet().stream().flatMap(key -> Stream.of(
                200, 200L, (short) 200, new StringBuilder("200"), "200", " 200 ", "+200", "0200")
                .map(value -> Arguments.of(key, value)));
    }

    @ParameterizedTest
    @MethodSource("readableForms")
    void numbersAreReadWhateverTheirTypeAndBlanks(String key, Object value) {
        assertThat(used(key, config(key, value))).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "SendMsgTimeoutMillis,      0,          5000",
        "SendMsgTimeoutMillis,      -1,         5000",
        "SendMsgTimeoutMillis,      2147483648, 5000",
        "CheckImmunityTimeInSeconds, -2,        -1",
        "CheckImmunityTimeInSeconds, 2147483648, -1",
        "CheckImmunityTimeInSeconds, junk,      -1",
        "CheckImmunityTimeInSeconds, 1.5,       -1",
        "maxReconsumeTimes,         -2,         16",
        "maxReconsumeTimes,         2147483648, 16",
        "maxReconsumeTimes,         junk,       16",
        "maxReconsumeTimes,         ' ',        16",
        "suspendTimeMillis,         junk,       3000",
        "suspendTimeMillis,         9,          10",
        "suspendTimeMillis,         -1,         10",
        "suspendTimeMillis,         30001,      30000",
        "ConsumeMessageBatchMaxSize, 0,         1",
        "ConsumeMessageBatchMaxSize, -1,        1",
        "ConsumeMessageBatchMaxSize, 1025,      1024",
        "batchConsumeMaxAwaitDurationInSeconds, junk, 0",
        "batchConsumeMaxAwaitDurationInSeconds, -1, 0",
        "batchConsumeMaxAwaitDurationInSeconds, 2147483648, 0",
        "consumeTimeout,            junk,       15",
        "consumeTimeout,            ' ',        15",
        "maxCachedMessageAmount,    99,         100",
        "maxCachedMessageAmount,    -5,         100",
        "maxCachedMessageAmount,    50001,      50000",
        "maxCachedMessageSizeInMiB, 15,         16",
        "maxCachedMessageSizeInMiB, 2049,       2048"})
    void publishedLenienceStaysButIsLogged(String key, String value, int expected) {
        Config config = config(key, value);

        assertThat(used(key, config)).isEqualTo(expected);

        assertThatCode(config::verify).doesNotThrowAnyException();
        assertThat(log.lines()).hasSize(1);
        assertThat(log.lines().get(0)).startsWith("WARN ")
                .contains("key=" + key, "value=\"" + value + "\"", "used=" + expected, "..");
    }

    @ParameterizedTest
    @CsvSource({
        "addressServerPollSeconds,  junk",
        "addressServerPollSeconds,  0",
        "addressServerPollSeconds,  86401",
        "SendMsgTimeoutMillis,      junk",
        "SendMsgTimeoutMillis,      ' '",
        "SendMsgTimeoutMillis,      5.5",
        "SendMsgTimeoutMillis,      99999999999999999999",
        "ConsumeThreadNums,         junk",
        "ConsumeThreadNums,         0",
        "ConsumeThreadNums,         1001",
        "ConsumeMessageBatchMaxSize, junk",
        "ConsumeMessageBatchMaxSize, ' '",
        "consumeTimeout,            0",
        "consumeTimeout,            -1",
        "consumeTimeout,            2147483648",
        "maxCachedMessageAmount,    junk",
        "maxCachedMessageSizeInMiB, junk",
        "maxBatchMessageCount,      junk",
        "maxBatchMessageCount,      0",
        "maxBatchMessageCount,      -1",
        "maxBatchMessageCount,      1025"})
    void whatFailedLaterOrRawIsRefusedAtOnce(String key, String value) {
        Config config = config(key, value);
        used(key, config);

        assertThatThrownBy(config::verify).isInstanceOf(ONSClientException.class).hasNoCause()
                .hasMessageContaining(key + "=\"" + value + "\": must be a whole number in ")
                .hasMessageEndingWith("[ONS-1001]");
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void noNumberKeyIsLeftOut() {
        // Those of pull consumers alone have a test of their own.
        assertThat(Stream.of(NumberKey.values()).map(rules -> rules.key.toString())
                .filter(key -> !List.of("autoCommitIntervalMillis", "pollTimeoutMillis").contains(key)).distinct())
                .containsExactlyInAnyOrderElementsOf(READERS.keySet());
    }

    private static Map.Entry<String, ToIntFunction<Config>> reader(String key, ToIntFunction<Config> reader) {
        return Map.entry(key, reader);
    }

    /** What the key comes to. */
    private static int used(String key, Config config) {
        return READERS.get(key).applyAsInt(config);
    }

    /** Of the first kind of client that reads the key. */
    private static Config config(String key, Object... value) {
        ClientKind kind = Stream.of(OnsKey.values()).filter(known -> known.toString().equals(key)).findFirst()
                .orElseThrow().readers().iterator().next();
        return Config.of(kind, value.length == 0 ? Settings.of() : Settings.of(key, value[0]));
    }
}
