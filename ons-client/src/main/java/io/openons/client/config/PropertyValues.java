package io.openons.client.config;

import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * Flattens {@link Properties} to plain strings: nested defaults of any depth are seen, and values put as Integer,
 * Boolean or any other object count by their {@code toString}, as the published client reads them.
 */
public final class PropertyValues {

    private PropertyValues() {
    }

    /**
     * Copies what the properties hold; the argument is not modified.
     *
     * @param properties the properties, with or without defaults
     * @return a new map of every entry whose key is a string; an object that stands in nested defaults and is no string
     *         cannot be read through the Java API and is absent
     */
    public static Map<String, String> flatten(Properties properties) {
        Map<String, String> values = new HashMap<>();
        for (Enumeration<?> names = properties.propertyNames(); names.hasMoreElements(); ) {
            String name = (String) names.nextElement();
            Object own = properties.get(name);
            String value = own == null ? properties.getProperty(name) : own.toString();
            if (value != null) {
                values.put(name, value);
            }
        }
        return values;
    }
}
