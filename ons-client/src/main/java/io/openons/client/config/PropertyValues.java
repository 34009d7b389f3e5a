package io.openons.client.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * Flattens {@link Properties} to plain strings: nested defaults of any depth are seen, and keys and values put
 * as Integer, Boolean or any other object count by their {@code toString}, as the published client reads them.
 */
public final class PropertyValues {

    private PropertyValues() {
    }

    /**
     * Copies what the properties hold; the argument is not modified.
     *
     * @param properties the properties, with or without defaults
     * @return a new map of every entry; only an object that stands in nested defaults and is no string is absent, since
     *         the Java API cannot read it
     */
    public static Map<String, String> flatten(Properties properties) {
        Map<String, String> values = new HashMap<>();
        for (String name : properties.stringPropertyNames()) {
            values.put(name, properties.getProperty(name));
        }
        for (Map.Entry<Object, Object> own : properties.entrySet()) {
            values.put(own.getKey().toString(), own.getValue().toString());
        }
        return values;
    }
}
