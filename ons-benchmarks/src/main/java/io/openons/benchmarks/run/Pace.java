package io.openons.benchmarks.run;

import java.time.Duration;

/**
 * How long and how hard to measure.
 *
 * @param rounds of all scenarios and libraries
 * @param warmUp time before the measured part
 * @param time length of the measured part
 * @param backlog number of small messages to consume
 * @param ratePerSecond pace of the latency measure
 */
public record Pace(int rounds, Duration warmUp, Duration time, int backlog, int ratePerSecond) {
}
