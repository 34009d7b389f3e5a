package io.openons.client.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Delay tables: what is read, and to which level a delay is rounded up. */
class DelayLevelsTest {

    /** The table of brokers, delay by delay, in milliseconds. */
    @ParameterizedTest
    @CsvSource({
        "0,        1", "1,        1", "999,      1", "1000,     1",
        "1001,     2", "5000,     2", "5001,     3", "10000,    3",
        "10001,    4", "30000,    4", "30001,    5", "60000,    5",
        "60001,    6", "120000,   6", "120001,   7", "180000,   7",
        "180001,   8", "240000,   8", "240001,   9", "300000,   9",
        "300001,  10", "360000,  10", "360001,  11", "420000,  11",
        "420001,  12", "480000,  12", "480001,  13", "540000,  13",
        "540001,  14", "600000,  14", "600001,  15", "1200000, 15",
        "1200001, 16", "1800000, 16", "1800001, 17", "3600000, 17",
        "3600001, 18", "7200000, 18", "7200001,  0", "9223372036854775807, 0"})
    void delaysAreRoundedUpToALevelOfTheUsualTable(long delayMillis, int level) {
        assertThat(DelayLevels.parse(DelayLevels.DEFAULT_TABLE).notShorterThan(delayMillis)).isEqualTo(level);
    }

    @Test
    void theUsualTableEndsAtTwoHours() {
        assertThat(DelayLevels.parse(DelayLevels.DEFAULT_TABLE).longestMillis()).isEqualTo(7_200_000);
    }

    @ParameterizedTest
    @CsvSource({"500, 3", "1000, 3", "1001, 2", "60000, 2", "60001, 1", "3600000, 1", "3600001, 0"})
    void anUnsortedTableGivesTheShortestDelayThatIsLongEnough(long delayMillis, int level) {
        DelayLevels levels = DelayLevels.parse("1h 1m 1s");

        assertThat(levels.notShorterThan(delayMillis)).isEqualTo(level);
        assertThat(levels.longestMillis()).isEqualTo(3_600_000);
    }

    @Test
    void ofEqualDelaysTheFirstLevelIsTaken() {
        assertThat(DelayLevels.parse("9s 60s 1m 60s").notShorterThan(30_000)).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"7s, 7000", "7m, 420000", "7h, 25200000", "7d, 604800000", "0s, 0", "007s, 7000",
        "999999999d, 86399999913600000"})
    void unitsAreSecondsMinutesHoursAndDays(String table, long millis) {
        assertThat(DelayLevels.parse(table).longestMillis()).isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1s 2s", " 1s 2s ", "1s   2s"})
    void blanksDoNotMatter(String table) {
        assertThat(DelayLevels.parse(table).notShorterThan(1500)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "junk", "1", "s", "1x", "1S", "1s,2s", "1s;2s", "-1s", "+1s", "1.5s", "1s junk",
        "1 s", "1s\t2s", "1000000000s", "99999999999999999999s", "\u0661s", "1ss"})
    void junkIsNoTable(String table) {
        assertThat(DelayLevels.parse(table)).isNull();
    }
}
