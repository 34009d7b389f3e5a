package com.aliyun.openservices.ons.api.bean;

import java.util.Objects;

/**
 * What a consumer bean subscribes to: a topic and what to receive of it. A key of the bean's subscription table.
 *
 * <p>Equal by topic alone, as published: a table has one entry for a topic, whatever the expressions. Not thread-safe.
 */
public class Subscription {
    private String topic;
    private String expression;
    private String type;

    /** A subscription with nothing set. */
    public Subscription() {
    }

    /**
     * The topic.
     *
     * @return the name without namespace; {@code null} if not set
     */
    public String getTopic() {
        return topic;
    }

    /**
     * Sets the topic.
     *
     * @param topic the name without namespace; needed when the bean starts
     */
    public void setTopic(String topic) {
        this.topic = topic;
    }

    /**
     * What to receive.
     *
     * @return the expression; {@code null} if not set
     */
    public String getExpression() {
        return expression;
    }

    /**
     * Sets what to receive.
     *
     * @param expression tags separated by {@code ||}, or a condition when the type is {@code SQL92}; for tags,
     *     {@code null}, {@code ""} and {@code "*"} stand for every message
     */
    public void setExpression(String expression) {
        this.expression = expression;
    }

    /**
     * How the expression is read.
     *
     * @return the type; {@code null} if not set
     */
    public String getType() {
        return type;
    }

    /**
     * Sets how the expression is read. Only {@link ConsumerBean} looks at it.
     *
     * @param type the name of an {@link com.aliyun.openservices.ons.api.ExpressionType}, in upper case; {@code null}
     *     stands for {@code TAG}
     */
    public void setType(String type) {
        this.type = type;
    }

    @Override
    public int hashCode() {
        return 31 + Objects.hashCode(topic);
    }

    /**
     * Compares the topics.
     *
     * @param other anything
     * @return {@code true} for an object of the same class with an equal topic
     */
    @Override
    public boolean equals(Object other) {
        return other != null && getClass() == other.getClass() && Objects.equals(topic, ((Subscription) other).topic);
    }

    @Override
    public String toString() {
        return "Subscription [topic=" + topic + ", expression=" + expression + ", type=" + type + ']';
    }
}
