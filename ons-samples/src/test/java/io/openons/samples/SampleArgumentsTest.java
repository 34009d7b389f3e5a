package io.openons.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong arguments end with exit code 2, what is wrong with them, and the usage on standard error. */
@Timeout(60)
class SampleArgumentsTest {

    static Stream<Object> samples() {
        return Stream.of(new QuickStart(), new Ordered(), new Scheduled(), new Transactional(), new Async(),
                new Batch(), new Broadcast(), new Pull(), new Filtered(), new DeadLetterResend());
    }

    private static void assertRefused(CapturedSample run, String complaint, String name) {
        assertThat(run.err()).startsWith(complaint).contains("Usage: " + name + " ");
        assertThat(run.out()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void helpShowsUsageWithTheSamplesOwnDefaults(Object sample) {
        CapturedSample run = CapturedSample.run(sample, "--help");

        String name = sample.getClass().getSimpleName();
        assertThat(run.out()).startsWith("Usage: " + name + " ").contains("Exit codes:", "--name-server=HOST:PORT",
                "(default: " + name + "Topic)", "(default: GID_" + name.toLowerCase(Locale.ROOT) + ")");
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void unknownOptionIsRefused(Object sample) {
        assertRefused(CapturedSample.run(sample, "--bogus"), "Unknown option: '--bogus'",
                sample.getClass().getSimpleName());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void embeddedAndNameServerTogetherAreRefused(Object sample) {
        assertRefused(CapturedSample.run(sample, "--embedded", "--name-server", "127.0.0.1:9876"),
                "Error: --embedded, --name-server=HOST:PORT are mutually exclusive", sample.getClass().getSimpleName());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "five", "", "1.5", "2147483648"})
    void numberOfMessagesMustBePositive(String number) {
        for (Object sample : List.of(new QuickStart(), new Scheduled(), new Async(), new Batch(), new Broadcast())) {
            assertRefused(CapturedSample.run(sample, "--messages=" + number),
                    "Invalid value for option '--messages': \"" + number + "\" is not a whole number from 1 to",
                    sample.getClass().getSimpleName());
        }
    }

    @Test
    void otherNumbersMustBePositive() {
        assertRefused(CapturedSample.run(new Ordered(), "--orders", "0"),
                "Invalid value for option '--orders'", "Ordered");
        assertRefused(CapturedSample.run(new Scheduled(), "--delay-seconds", "0"),
                "Invalid value for option '--delay-seconds'", "Scheduled");
        assertRefused(CapturedSample.run(new Batch(), "--size", "0"), "Invalid value for option '--size'", "Batch");
        assertRefused(CapturedSample.run(new Batch(), "--await-seconds", "0"),
                "Invalid value for option '--await-seconds'", "Batch");
        assertRefused(CapturedSample.run(new Broadcast(), "--consumers", "0"),
                "Invalid value for option '--consumers'", "Broadcast");
        assertRefused(CapturedSample.run(new QuickStart(), "--wait-seconds", "0"),
                "Invalid value for option '--wait-seconds'", "QuickStart");
    }

    @Test
    void optionWithoutItsValueIsRefused() {
        assertRefused(CapturedSample.run(new QuickStart(), "--name-server"),
                "Missing required parameter for option '--name-server' (HOST:PORT)", "QuickStart");
    }

    @Test
    void whatTheClientRefusesAsConfigurationIsAWrongArgument() {
        CapturedSample run = CapturedSample.run(new QuickStart(), "--name-server", "localhost");

        assertThat(run.err()).startsWith("Failed: Cannot create consumer: NAMESRV_ADDR=\"localhost\"")
                .contains("Usage: QuickStart ");
        assertThat(run.exitCode()).isEqualTo(2);
    }
}
