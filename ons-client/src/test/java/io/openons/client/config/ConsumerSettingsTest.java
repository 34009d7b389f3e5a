package io.openons.client.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openons.client.fixture.CapturedLog;
import io.openons.client.fixture.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Message model, allocation and the subscription switch; numbers are in {@link NumberSettingsTest}. */
class ConsumerSettingsTest {

    @ParameterizedTest
    @CsvSource({"'', false", "CLUSTERING, false", "BROADCASTING, true"})
    void messageModelIsOneOfTwo(String value, boolean broadcasting) {
        assertThat(settings("MessageModel", value).broadcasting()).isEqualTo(broadcasting);
        assertThat(settings("MessageModel", new StringBuilder(value)).broadcasting()).isEqualTo(broadcasting);
        assertThat(settings().broadcasting()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"junk", "broadcasting", " ", "5"})
    void otherMessageModelsAreRefused(String value) {
        Config config = config("MessageModel", value);
        ConsumerSettings.from(config);

        assertThatThrownBy(config::verify).hasMessageContaining(
                "MessageModel=\"" + value + "\": must be one of CLUSTERING, BROADCASTING");
    }

    @ParameterizedTest
    @CsvSource({"'', false", "AVG, false", "AVG_BY_CIRCLE, true"})
    void knownAllocationsAreUsed(String value, boolean byCircle) {
        try (CapturedLog log = CapturedLog.of(Config.class)) {
            assertThat(settings("ALLOCATE_MESSAGE_QUEUE_STRATEGY_NAME", value).allocateByCircle()).isEqualTo(byCircle);
            assertThat(settings().allocateByCircle()).isFalse();
            assertThat(log.lines()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"AVG_BY_HEURISTIC", "junk", "avg_by_circle", " "})
    void otherAllocationsAreNotUsedAndLogged(String value) {
        try (CapturedLog log = CapturedLog.of(Config.class)) {
            assertThat(settings("ALLOCATE_MESSAGE_QUEUE_STRATEGY_NAME", value).allocateByCircle()).isFalse();
            assertThat(log.lines()).containsExactly("WARN Property value cannot be used as it stands: "
                    + "key=ALLOCATE_MESSAGE_QUEUE_STRATEGY_NAME value=\"" + value
                    + "\" allowed=one of AVG, AVG_BY_CIRCLE used=AVG client=consumer");
        }
    }

    @ParameterizedTest
    @CsvSource({"'', false", "true, true", "false, false", "junk, false"})
    void subscriptionIsPostedOnlyWhenAskedFor(String value, boolean expected) {
        assertThat(settings("PostSubscriptionWhenPull", value).postSubscriptionWhenPull()).isEqualTo(expected);
        assertThat(settings("PostSubscriptionWhenPull", expected).postSubscriptionWhenPull()).isEqualTo(expected);
        assertThat(settings().postSubscriptionWhenPull()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"'', -1", "-1, -1", "0, 0", "3, 3", "junk, -1", "-2, -1"})
    void orderedMessagesAreTriedWithoutLimitUnlessToldOtherwise(String value, int expected) {
        assertThat(ordered("maxReconsumeTimes", value).maxReconsumeTimes()).isEqualTo(expected);
        assertThat(ordered().maxReconsumeTimes()).isEqualTo(-1);
        assertThat(settings().maxReconsumeTimes()).isEqualTo(16);
    }

    @ParameterizedTest
    @CsvSource({"0, 15", "-1, 15", "junk, 15", "1, 1"})
    void orderConsumersAreNotRefusedForTheirTimeout(String value, int expected) {
        assertThat(ordered("consumeTimeout", value).consumeTimeoutMinutes()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"BROADCASTING", "broadcasting", "junk"})
    void orderConsumersDoNotBroadcastAndSaySo(String model) {
        try (CapturedLog log = CapturedLog.of(Config.class)) {
            assertThat(ordered("MessageModel", model).broadcasting()).isFalse();
            assertThat(log.lines()).singleElement().asString().startsWith("WARN ").contains("MessageModel");
        }
    }

    @Test
    void whereTheModelMakesSenseThereIsNoWarning() {
        try (CapturedLog log = CapturedLog.of(Config.class)) {
            assertThat(ordered("MessageModel", "CLUSTERING").broadcasting()).isFalse();
            assertThat(ConsumerSettings.from(Config.of(ClientKind.BATCH_CONSUMER,
                    Settings.of("MessageModel", "BROADCASTING"))).broadcasting()).isTrue();
            assertThat(log.lines()).isEmpty();
        }
    }

    private static ConsumerSettings ordered(Object... keysAndValues) {
        return ConsumerSettings.from(Config.of(ClientKind.ORDER_CONSUMER, Settings.of(keysAndValues)));
    }

    private static ConsumerSettings settings(Object... keysAndValues) {
        return ConsumerSettings.from(config(keysAndValues));
    }

    private static Config config(Object... keysAndValues) {
        return Config.of(ClientKind.CONSUMER, Settings.of(keysAndValues));
    }
}
