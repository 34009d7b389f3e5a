package com.aliyun.openservices.ons.api.bean;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SubscriptionTest {
    @Test
    void equalByTopicAlone() {
        Subscription one = subscription(new Subscription(), "t", "a");

        assertThat(one).isEqualTo(subscription(new Subscription(), "t", "b")).hasSameHashCodeAs(
            subscription(new Subscription(), "t", "b"));
        assertThat(one).isNotEqualTo(subscription(new Subscription(), "u", "a")).isNotEqualTo(new Subscription())
            .isNotEqualTo(null).isNotEqualTo("t");
        assertThat(new Subscription()).isEqualTo(new Subscription()).isNotEqualTo(one);
    }

    @Test
    void plainAndExtendedAreNeverEqual() {
        Subscription plain = subscription(new Subscription(), "t", "a");
        Subscription extended = subscription(new SubscriptionExt(), "t", "a");

        assertThat(plain).isNotEqualTo(extended);
        assertThat(extended).isNotEqualTo(plain);
    }

    @Test
    void markDoesNotCountForEquality() {
        SubscriptionExt one = new SubscriptionExt();
        SubscriptionExt other = new SubscriptionExt();
        other.setPersistence(false);

        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(one.isPersistence()).isTrue();
        assertThat(other.isPersistence()).isFalse();
    }

    @Test
    void textIsThePublishedOne() {
        Subscription plain = subscription(new Subscription(), "t", "a");
        Subscription extended = subscription(new SubscriptionExt(), "t", "a");
        extended.setType("SQL92");

        assertThat(plain).hasToString("Subscription [topic=t, expression=a, type=null]");
        assertThat(extended).hasToString("Subscription [topic=t, expression=a, persistence=true]");
    }

    @Test
    void hashCodesAreThePublishedOnes() {
        assertThat(subscription(new Subscription(), "t", "a").hashCode()).isEqualTo(147);
        assertThat(new Subscription().hashCode()).isEqualTo(31);
    }

    private static Subscription subscription(Subscription subscription, String topic, String expression) {
        subscription.setTopic(topic);
        subscription.setExpression(expression);
        return subscription;
    }
}
