package com.aliyun.openservices.ons.api;

/**
 * Marks messages in deployments of several units (sites that serve separate shares of the users), and tells retries
 * apart. The values travel as properties of the message; nothing in this client acts on them.
 *
 * <p>All methods throw {@link NullPointerException} for a {@code null} message.
 */
public class ONSUnitUtils {
    private static final String ORIGINAL_UNIT = "__RMQ.UNIT.ORIUNIT";
    private static final String UNIT_TYPE = "__RMQ.UNIT.TYPE";
    private static final String UNIT_KEY = "__RMQ.UNIT.KEY";
    private static final String MSHA_RETRY = "__RMQ.TRANSIENT.MSHA_RETRY";
    private static final String RETRY_TOPIC = "RETRY_TOPIC";

    /** Public as published; all methods are static. */
    public ONSUnitUtils() {
    }

    /**
     * The unit in which a message was born.
     *
     * @param msg the message
     * @return user property {@code __RMQ.UNIT.ORIUNIT}, or {@code null} if it is not set
     */
    public static String getUnitOriUnit(Message msg) {
        return msg.getUserProperties(ORIGINAL_UNIT);
    }

    /**
     * The type of the unit key of a message.
     *
     * @param msg the message
     * @return user property {@code __RMQ.UNIT.TYPE}, or {@code null} if it is not set
     */
    public static String getUnitType(Message msg) {
        return msg.getUserProperties(UNIT_TYPE);
    }

    /**
     * The key by which a message belongs to a unit.
     *
     * @param msg the message
     * @return user property {@code __RMQ.UNIT.KEY}, or {@code null} if it is not set
     */
    public static String getUnitKey(Message msg) {
        return msg.getUserProperties(UNIT_KEY);
    }

    /**
     * Sets the three unit properties of a message.
     *
     * @param msg the message
     * @param oriUnit the unit in which it is born; {@code null} leaves the property as it is
     * @param unitType the type of the key; {@code null} leaves the property as it is
     * @param unitKey the key; {@code null} leaves the property as it is
     */
    public static void setUnitProperties(Message msg, String oriUnit, String unitType, String unitKey) {
        msg.putUserProperties(ORIGINAL_UNIT, oriUnit);
        msg.putUserProperties(UNIT_TYPE, unitType);
        msg.putUserProperties(UNIT_KEY, unitKey);
    }

    /**
     * Tells whether a received message is a retry, by the property that RocketMQ adds to messages of a retry topic.
     *
     * @param message the message
     * @return {@code true} if its system property {@code RETRY_TOPIC} is set and not empty
     */
    public static boolean isRetryMsg(Message message) {
        String retryTopic = message.getSystemProperties(RETRY_TOPIC);
        return retryTopic != null && !retryTopic.isEmpty();
    }

    /**
     * Marks a message as retried by the multi-site service.
     *
     * @param message the message; its system property {@code __RMQ.TRANSIENT.MSHA_RETRY} becomes {@code "true"}
     */
    public static void setMSHAUnitRetry(Message message) {
        message.putSystemProperties(MSHA_RETRY, Boolean.TRUE.toString());
    }

    /**
     * The mark of {@link #setMSHAUnitRetry(Message)}.
     *
     * @param message the message
     * @return {@code "true"}, or {@code null} if the message is not marked
     */
    public static String getMSHAUnitRetry(Message message) {
        return message.getSystemProperties(MSHA_RETRY);
    }
}
