package com.aliyun.openservices.ons.api;

/** Which messages of a topic a consumer receives: an expression and how to read it. Immutable. */
public class MessageSelector {
    private final ExpressionType type;
    private final String subExpression;

    private MessageSelector(ExpressionType type, String subExpression) {
        this.type = type;
        this.subExpression = subExpression;
    }

    /**
     * Selects by a condition over the user properties of a message.
     *
     * @param subExpression an SQL 92 condition as described at {@link ExpressionType#SQL92}. It is not checked here:
     *     {@code null} and empty are refused when subscribing, a malformed one when the broker sees it
     * @return a selector of type {@link ExpressionType#SQL92}
     */
    public static MessageSelector bySql(String subExpression) {
        return new MessageSelector(ExpressionType.SQL92, subExpression);
    }

    /**
     * Selects by tags.
     *
     * @param subExpression tags separated by {@code ||}; {@code null}, {@code ""} and {@code "*"} select every message
     * @return a selector of type {@link ExpressionType#TAG}
     */
    public static MessageSelector byTag(String subExpression) {
        return new MessageSelector(ExpressionType.TAG, subExpression);
    }

    /**
     * How the expression is read.
     *
     * @return never {@code null}
     */
    public ExpressionType getType() {
        return type;
    }

    /**
     * The expression as it was given.
     *
     * @return the text, possibly {@code null}
     */
    public String getSubExpression() {
        return subExpression;
    }
}
