package com.aliyun.openservices.ons.api;

import java.util.Properties;

/**
 * Reaches the system properties of a {@link Message}: the values behind its getters, and what the broker added. Meant
 * for tools and interceptors; applications use the getters. Thread-safe as far as the message is, which is not.
 */
public class MessageAccessor {
    /** Public as published; all methods are static. */
    public MessageAccessor() {
    }

    /**
     * The system properties of a message.
     *
     * @param msg the message; {@code null} leads to a {@link NullPointerException}
     * @return the live table of the message, no copy; {@code null} if it was set to {@code null}
     */
    public static Properties getSystemProperties(Message msg) {
        return msg.getSystemProperties();
    }

    /**
     * Replaces the system properties of a message.
     *
     * @param msg the message; {@code null} leads to a {@link NullPointerException}
     * @param systemProperties the new table, kept as it is and not copied; may be {@code null}
     */
    public static void setSystemProperties(Message msg, Properties systemProperties) {
        msg.setSystemProperties(systemProperties);
    }

    /**
     * Sets one system property of a message. Where it is not one of {@link Message.SystemPropKey}, it travels as a
     * plain property.
     *
     * @param msg the message; {@code null} leads to a {@link NullPointerException}
     * @param key the property's name; {@code null} changes nothing
     * @param value the value; {@code null} changes nothing
     */
    public static void putSystemProperties(Message msg, String key, String value) {
        msg.putSystemProperties(key, value);
    }

    /**
     * One system property of a message.
     *
     * @param msg the message; {@code null} leads to a {@link NullPointerException}
     * @param key the property's name
     * @return its value, or {@code null} if it is not set
     */
    public static String getSystemProperties(Message msg, String key) {
        return msg.getSystemProperties(key);
    }
}
