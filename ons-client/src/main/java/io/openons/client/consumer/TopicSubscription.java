package io.openons.client.consumer;

import com.aliyun.openservices.ons.api.ExpressionType;
import com.aliyun.openservices.ons.api.MessageSelector;
import io.openons.client.error.ErrorCode;
import io.openons.client.error.Failure;
import java.util.Set;
import java.util.TreeSet;
import org.apache.rocketmq.common.topic.TopicValidator;
import org.apache.rocketmq.remoting.protocol.filter.FilterAPI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One topic with its filter and listener, checked. Immutable.
 *
 * @param <L> the listener's type
 */
final class TopicSubscription<L> {

    private static final Logger LOG = LoggerFactory.getLogger(TopicSubscription.class);

    private final String topic;
    private final org.apache.rocketmq.client.consumer.MessageSelector selector;
    private final L listener;
    /** The expression in one way of writing it. */
    private final String meaning;

    private TopicSubscription(String topic, org.apache.rocketmq.client.consumer.MessageSelector selector, L listener,
                              String meaning) {
        this.topic = topic;
        this.selector = selector;
        this.listener = listener;
        this.meaning = meaning;
    }

    /** Checks what a subscribe method was given; a null selector or expression means every message. */
    static <L> TopicSubscription<L> of(String topic, MessageSelector selector, L listener) {
        if (topic == null) {
            throw Failure.of(ErrorCode.SUBSCRIPTION_INVALID, "Subscribe failed: topic is null").toException();
        }
        if (listener == null) {
            throw Failure.of(ErrorCode.SUBSCRIPTION_INVALID, "Subscribe failed: listener is null")
                    .with("topic", topic).toException();
        }
        if (topic.trim().isEmpty() || TopicValidator.isTopicOrGroupIllegal(topic)) {
            LOG.warn("Subscribed to a topic that cannot exist: only A-Z a-z 0-9 - _ % | are allowed. topic=\"{}\"",
                    topic);
        }
        boolean sql = selector != null && selector.getType() == ExpressionType.SQL92;
        String expression = selector == null ? null : selector.getSubExpression();
        try {
            if (sql) {
                FilterAPI.build(topic, expression, ExpressionType.SQL92.name());
                return new TopicSubscription<>(topic,
                        org.apache.rocketmq.client.consumer.MessageSelector.bySql(expression), listener,
                        "SQL \"" + expression + '"');
            }
            Set<String> tags = new TreeSet<>(FilterAPI.buildSubscriptionData(topic, expression).getTagsSet());
            return new TopicSubscription<>(topic,
                    org.apache.rocketmq.client.consumer.MessageSelector.byTag(expression), listener,
                    '"' + (tags.isEmpty() ? "*" : String.join(" || ", tags)) + '"');
        } catch (Exception e) { // FilterAPI declares no more than Exception
            throw unusable(topic, expression, sql ? e.getMessage() : "it names no tag", e);
        }
    }

    /** The refusal of this subscription's expression. */
    RuntimeException unusable(String why, Throwable cause) {
        return unusable(topic, selector.getExpression(), why, cause);
    }

    private static RuntimeException unusable(String topic, String expression, String why, Throwable cause) {
        return Failure.of(ErrorCode.EXPRESSION_INVALID, "Subscribe failed: expression \"" + expression
                + "\" cannot be used: " + why).with("topic", topic).causedBy(cause).toException();
    }

    /** Equal for subscriptions that choose the same messages of a topic, however their expressions are written. */
    @Override
    public String toString() {
        return topic + " (" + meaning + ")";
    }

    String topic() {
        return topic;
    }

    org.apache.rocketmq.client.consumer.MessageSelector selector() {
        return selector;
    }

    L listener() {
        return listener;
    }
}
