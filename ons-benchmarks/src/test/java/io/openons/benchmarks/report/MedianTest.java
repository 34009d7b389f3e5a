package io.openons.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MedianTest {

    @Test
    void middleOfAnOddNumber() {
        assertThat(Median.of(List.of(9.0, 1.0, 2.0))).isEqualTo(new Median(2, 1, 9));
    }

    @Test
    void betweenTheMiddleTwoOfAnEvenNumber() {
        assertThat(Median.of(List.of(4.0, 1.0, 2.0, 8.0))).isEqualTo(new Median(3, 1, 8));
    }

    @Test
    void nothingHasNone() {
        assertThat(Median.of(List.of()).value()).isNaN();
    }

    @Test
    void ratiosAreTakenRoundByRound() {
        // A machine that became ten times slower in the second round.
        assertThat(Median.ofRatios(List.of(200.0, 20.0), List.of(100.0, 10.0))).isEqualTo(new Median(2, 2, 2));
    }

    @Test
    void roundsWithoutAReferenceAreLeftOut() {
        assertThat(Median.ofRatios(List.of(5.0, 6.0, 7.0), List.of(0.0, 3.0))).isEqualTo(new Median(2, 2, 2));
    }
}
