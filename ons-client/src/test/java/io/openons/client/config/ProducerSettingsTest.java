package io.openons.client.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openons.client.fixture.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

/** Default sharding key and the fall-back to delay levels; numbers are in {@link NumberSettingsTest}. */
class ProducerSettingsTest {

    @Test
    void theDefaultShardingKeyIsTakenAsItIs() {
        assertThat(settings("shardingKey", " order 7 ").defaultShardingKey()).isEqualTo(" order 7 ");
        assertThat(settings("shardingKey", 7).defaultShardingKey()).isEqualTo("7");
        assertThat(settings("shardingKey", "").defaultShardingKey()).isNull();
        assertThat(settings().defaultShardingKey()).isNull();
    }

    @ParameterizedTest
    @EnumSource(value = ClientKind.class, names = {"PRODUCER", "ORDER_PRODUCER", "TRANSACTION_PRODUCER"})
    void immunityIsTheBrokersOwnByDefaultWhateverTheKind(ClientKind kind) {
        assertThat(ProducerSettings.from(Config.of(kind, Settings.of())).checkImmunitySeconds()).isEqualTo(-1);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"false", "FALSE", " false "})
    void withoutFallBackThereAreNoLevels(String value) {
        assertThat((value == null ? settings() : settings("delayLevelFallback", value)).delayLevels()).isNull();
        assertThat(settings("delayLevelFallback", false).delayLevels()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "True", " true "})
    void trueMeansTheUsualTableOfBrokers(String value) {
        assertThat(settings("delayLevelFallback", value).delayLevels().notShorterThan(5001)).isEqualTo(3);
        assertThat(settings("delayLevelFallback", true).delayLevels().longestMillis()).isEqualTo(7_200_000);
    }

    @ParameterizedTest
    @CsvSource({"3s 9s, 2", "' 3s  9s ', 2", "1m, 1"})
    void aTableOfTheBrokersOwnIsUsed(String value, int level) {
        assertThat(settings("delayLevelFallback", value).delayLevels().notShorterThan(5000)).isEqualTo(level);
    }

    @ParameterizedTest
    @ValueSource(strings = {"junk", "yes", "1", " ", "1s junk", "1s,5s", "true false"})
    void junkIsRefused(String value) {
        Config config = Config.of(ClientKind.PRODUCER, Settings.of("delayLevelFallback", value));
        ProducerSettings.from(config);

        assertThatThrownBy(config::verify).hasMessageStartingWith("Cannot create producer: delayLevelFallback=\""
                + value
                + "\": must be true, false or the brokers' messageDelayLevel such as 1s 5s 10s 1m. ")
                .hasMessageEndingWith("[ONS-1001]");
    }

    private static ProducerSettings settings(Object... keysAndValues) {
        Config config = Config.of(ClientKind.ORDER_PRODUCER, Settings.of(keysAndValues));
        ProducerSettings settings = ProducerSettings.from(config);
        assertThatCode(config::verify).doesNotThrowAnyException();
        return settings;
    }
}
