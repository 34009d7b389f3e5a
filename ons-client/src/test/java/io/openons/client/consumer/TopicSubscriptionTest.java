package io.openons.client.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.openservices.ons.api.MessageSelector;
import io.openons.client.error.CodedClientException;
import io.openons.client.error.ErrorCode;
import io.openons.client.fixture.CapturedLog;
import org.apache.rocketmq.common.filter.ExpressionType;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

/** What subscribe accepts, and what it becomes. */
class TopicSubscriptionTest {

    @ParameterizedTest
    @ValueSource(strings = {"*", "a", "a||b", "a || b", "*||a", "a|b", "a b", " ", ""})
    void tagExpressionsGoVerbatim(String expression) {
        TopicSubscription<String> subscription =
                TopicSubscription.of("T", MessageSelector.byTag(expression), "listener");

        assertThat(subscription.selector().getExpressionType()).isEqualTo(ExpressionType.TAG);
        assertThat(subscription.selector().getExpression()).isEqualTo(expression);
        assertThat(subscription.topic()).isEqualTo("T");
        assertThat(subscription.listener()).isEqualTo("listener");
    }

    @Test
    void nullSelectorAndNullExpressionMeanEverything() {
        for (MessageSelector selector : new MessageSelector[] {null, MessageSelector.byTag(null)}) {
            org.apache.rocketmq.client.consumer.MessageSelector everything =
                    TopicSubscription.of("T", selector, "listener").selector();

            assertThat(everything.getExpressionType()).isEqualTo(ExpressionType.TAG);
            assertThat(everything.getExpression()).isNull(); // RocketMQ's own word for "*"
        }
    }

    @Test
    void sqlGoesVerbatim() {
        TopicSubscription<String> subscription = TopicSubscription.of("T", MessageSelector.bySql("a > 5"), "listener");

        assertThat(subscription.selector().getExpressionType()).isEqualTo(ExpressionType.SQL92);
        assertThat(subscription.selector().getExpression()).isEqualTo("a > 5");
    }

    @Test
    void topicAndListenerAreNeeded() {
        assertRefused(() -> TopicSubscription.of(null, MessageSelector.byTag("*"), "listener"),
                ErrorCode.SUBSCRIPTION_INVALID).hasMessageStartingWith("Subscribe failed: topic is null.");
        assertRefused(() -> TopicSubscription.of("T", MessageSelector.byTag("*"), null),
                ErrorCode.SUBSCRIPTION_INVALID).hasMessageStartingWith("Subscribe failed: listener is null.")
                .hasMessageContaining("topic=T");
    }

    @ParameterizedTest
    @ValueSource(strings = {"||", "||||"})
    void separatorsAloneAreRefused(String expression) {
        assertRefused(() -> TopicSubscription.of("T", MessageSelector.byTag(expression), "listener"),
                ErrorCode.EXPRESSION_INVALID).hasMessageContaining("expression \"" + expression + "\" cannot be used")
                .hasMessageContaining("topic=T").cause().isNotNull();
    }

    @ParameterizedTest
    @NullAndEmptySource
    void sqlNeedsAnExpression(String expression) {
        assertRefused(() -> TopicSubscription.of("T", MessageSelector.bySql(expression), "listener"),
                ErrorCode.EXPRESSION_INVALID).hasMessageContaining("cannot be used").cause().isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"'', true", "' ', true", "a b, true", "a.b, true", "T_1-x, false", "ns%topic, false"})
    void topicsThatCannotExistAreAcceptedWithAWarning(String topic, boolean warned) {
        try (CapturedLog log = CapturedLog.of(TopicSubscription.class)) {
            assertThat(TopicSubscription.of(topic, null, "listener").topic()).isEqualTo(topic);

            assertThat(log.lines()).hasSize(warned ? 1 : 0)
                    .allSatisfy(line -> assertThat(line).startsWith("WARN ").contains("topic=\"" + topic + "\""));
        }
    }

    private static AbstractThrowableAssert<?, ?> assertRefused(ThrowingCallable call, ErrorCode code) {
        return assertThatThrownBy(call).isInstanceOfSatisfying(CodedClientException.class,
                e -> assertThat(e.code()).isEqualTo(code));
    }
}
