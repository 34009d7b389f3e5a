package com.aliyun.openservices.ons.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageSelectorTest {
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "a||b", "price > 5"})
    void keepsTypeAndExpressionAsGiven(String expression) {
        assertThat(MessageSelector.byTag(expression).getType()).isEqualTo(ExpressionType.TAG);
        assertThat(MessageSelector.byTag(expression).getSubExpression()).isEqualTo(expression);
        assertThat(MessageSelector.bySql(expression).getType()).isEqualTo(ExpressionType.SQL92);
        assertThat(MessageSelector.bySql(expression).getSubExpression()).isEqualTo(expression);
    }
}
