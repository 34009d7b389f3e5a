package com.aliyun.openservices.ons.api;

/** How the expression of a {@link MessageSelector} is read. */
public enum ExpressionType {
    /**
     * A condition over the user properties of a message in the SQL 92 subset of RocketMQ, as in
     * {@code price > 5 AND region IS NOT NULL}; {@code TAGS} stands for the tag. The broker evaluates it and must allow
     * it ({@code enablePropertyFilter=true}).
     */
    SQL92,

    /** Tags separated by {@code ||}, as in {@code "a || b"}; {@code "*"} stands for every message. */
    TAG
}
