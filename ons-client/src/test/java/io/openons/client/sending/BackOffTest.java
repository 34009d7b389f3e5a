package io.openons.client.sending;

import static org.assertj.core.api.Assertions.assertThat;

import io.openons.client.error.ErrorCode;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which failures are tried again, after which pauses, and when it ends. No test waits. */
class BackOffTest {

    private static final long LONG_MILLIS = 3_600_000;

    @ParameterizedTest
    @EnumSource(value = ErrorCode.class, names = "BROKER_BUSY", mode = EnumSource.Mode.EXCLUDE)
    void everyFailureButABusyBrokerIsFinal(ErrorCode failure) {
        assertThat(new BackOff(LONG_MILLIS).pauseMillis(failure)).isEqualTo(-1);
    }

    @Test
    void aBusyBrokerGetsFourMoreRoundsWithPausesThatDouble() {
        BackOff backOff = new BackOff(LONG_MILLIS);

        assertThat(backOff.pauseMillis(ErrorCode.BROKER_BUSY)).isBetween(38L, 62L);
        assertThat(backOff.pauseMillis(ErrorCode.BROKER_BUSY)).isBetween(75L, 125L);
        assertThat(backOff.pauseMillis(ErrorCode.BROKER_BUSY)).isBetween(150L, 250L);
        assertThat(backOff.pauseMillis(ErrorCode.BROKER_BUSY)).isBetween(300L, 500L);
        assertThat(backOff.pauseMillis(ErrorCode.BROKER_BUSY)).isEqualTo(-1);
        assertThat(backOff.pauseMillis(ErrorCode.BROKER_BUSY)).isEqualTo(-1);
    }

    @Test
    void anotherFailureInBetweenTakesNoRound() {
        BackOff backOff = new BackOff(LONG_MILLIS);
        backOff.pauseMillis(ErrorCode.SEND_TIMEOUT);

        assertThat(backOff.pauseMillis(ErrorCode.BROKER_BUSY)).isBetween(38L, 62L);
    }

    @Test
    void pausesAreSpreadSoThatProducersDoNotComeBackTogether() {
        Set<Long> first = IntStream.range(0, 300)
                .mapToObj(i -> new BackOff(LONG_MILLIS).pauseMillis(ErrorCode.BROKER_BUSY)).collect(Collectors.toSet());

        assertThat(first).hasSizeGreaterThan(5).allMatch(pause -> pause >= 38 && pause <= 62);
    }

    @ParameterizedTest
    @ValueSource(longs = {30, 1, 0, -1})
    void whatTheTimeoutDoesNotAllowIsFinal(long timeoutMillis) {
        BackOff backOff = new BackOff(timeoutMillis);

        assertThat(backOff.pauseMillis(ErrorCode.BROKER_BUSY)).isEqualTo(-1);
        assertThat(backOff.remainingMillis()).isBetween(1L, Math.max(timeoutMillis, 1));
    }

    @Test
    void timeRunsDown() {
        BackOff backOff = new BackOff(LONG_MILLIS);
        long before = backOff.remainingMillis();

        assertThat(before).isBetween(1L, LONG_MILLIS);
        assertThat(backOff.remainingMillis()).isBetween(1L, before);
    }
}
