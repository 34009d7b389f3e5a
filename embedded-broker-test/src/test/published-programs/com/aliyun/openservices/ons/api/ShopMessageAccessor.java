package com.aliyun.openservices.ons.api;

import java.util.Properties;

/** A class that an application has put into the published package, for what only that package may do. */
public final class ShopMessageAccessor {
    private ShopMessageAccessor() {
    }

    public static void put(Message message, String key, String value) {
        message.putSystemProperties(key, value);
    }

    public static String get(Message message, String key) {
        return message.getSystemProperties(key);
    }

    public static Properties all(Message message) {
        return message.systemProperties == message.getSystemProperties() ? message.systemProperties : null;
    }

    public static void replace(Message message, Properties properties) {
        message.setSystemProperties(properties);
    }
}
