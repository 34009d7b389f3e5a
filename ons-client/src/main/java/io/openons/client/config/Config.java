package io.openons.client.config;

import com.aliyun.openservices.ons.api.exception.ONSClientException;
import io.openons.client.error.ErrorCode;
import io.openons.client.error.Failure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One reading of an application's properties for one kind of client. Each reader takes its keys from here and adds what
 * it cannot use as a problem; {@link #verify()} then refuses the configuration with all problems in one text. An empty
 * value counts as not set. Lives for one factory call, on one thread.
 */
public final class Config {

    private static final Logger LOG = LoggerFactory.getLogger(Config.class);

    private final ClientKind kind;
    private final Map<String, String> values;
    private final List<String> problems = new ArrayList<>();

    private Config(ClientKind kind, Map<String, String> values) {
        this.kind = kind;
        this.values = values;
    }

    /**
     * Reads the properties.
     *
     * @param kind the kind of client they are for
     * @param properties the application's properties; copied, never modified
     * @return the reading
     * @throws ONSClientException when {@code properties} is null
     */
    public static Config of(ClientKind kind, Properties properties) {
        if (properties == null) {
            throw Failure.of(ErrorCode.CONFIGURATION_INVALID,
                    "Cannot create " + kind.title() + ": the properties are null").toException();
        }
        return new Config(kind, PropertyValues.flatten(properties));
    }

    /**
     * The kind of client being configured.
     *
     * @return the kind
     */
    public ClientKind kind() {
        return kind;
    }

    /**
     * A text value.
     *
     * @param key the property key
     * @return the value as given, or null when not set or empty
     */
    public String text(String key) {
        String value = values.get(key);
        return value == null || value.isEmpty() ? null : value;
    }

    /**
     * A switch: {@code true} in any letter case is on, everything else is off, as published.
     *
     * @param key the property key
     * @param defaultValue the value when not set
     * @return whether it is on
     */
    public boolean flag(String key, boolean defaultValue) {
        String value = text(key);
        if (value == null) {
            return defaultValue;
        }
        String trimmed = value.trim();
        if (!"true".equalsIgnoreCase(trimmed) && !"false".equalsIgnoreCase(trimmed)) {
            warn(key, value, "true or false", "false");
        }
        return "true".equalsIgnoreCase(trimmed);
    }

    /**
     * One of a few words, matched exactly.
     *
     * @param key the property key
     * @param defaultValue the word when not set
     * @param allowed every allowed word
     * @return the word; the default when the value is refused
     */
    String word(String key, String defaultValue, String... allowed) {
        String value = text(key);
        if (value == null) {
            return defaultValue;
        }
        if (!Arrays.asList(allowed).contains(value)) {
            problem(key, value, "one of " + String.join(", ", allowed));
            return defaultValue;
        }
        return value;
    }

    /** One of a few words; another one is not used, with a warning. */
    String knownWord(String key, String defaultValue, String... known) {
        String value = text(key);
        if (value == null || Arrays.asList(known).contains(value)) {
            return value == null ? defaultValue : value;
        }
        warn(key, value, "one of " + String.join(", ", known), defaultValue);
        return defaultValue;
    }

    int number(NumberKey key) {
        return number(key, key.defaultValue);
    }

    int number(NumberKey key, int defaultValue) {
        String value = text(key.key);
        if (value == null) {
            return defaultValue;
        }
        long number;
        try {
            number = Long.parseLong(value.trim());
        } catch (NumberFormatException e) {
            return substitute(key, value, key.notANumber, defaultValue, defaultValue);
        }
        if (number < key.min || number > key.max) {
            int bound = number < key.min ? key.min : key.max;
            return substitute(key, value, key.outOfRange, bound, defaultValue);
        }
        return (int) number;
    }

    private int substitute(NumberKey key, String value, NumberKey.OnBadValue rule, int bound, int defaultValue) {
        if (rule == NumberKey.OnBadValue.REFUSE) {
            problem(key.key, value, "a whole number in " + key.range());
            return defaultValue;
        }
        int used = rule == NumberKey.OnBadValue.CLAMP ? bound : defaultValue;
        warn(key.key, value, "a whole number in " + key.range(), String.valueOf(used));
        return used;
    }

    /**
     * Notes a value that makes the configuration unusable.
     *
     * @param key the property key
     * @param value the offending value; never a secret
     * @param allowed what is allowed instead
     */
    public void problem(String key, String value, String allowed) {
        problem(key + "=\"" + value + "\": must be " + allowed);
    }

    /**
     * Notes anything that makes the configuration unusable.
     *
     * @param text what is wrong and what is needed
     */
    public void problem(String text) {
        problems.add(text);
    }

    /**
     * Warns when the application asks for something this release does not do; the value is accepted all the same.
     *
     * @param key the property key
     * @param asked whether the value asks for it
     */
    void warnUnsupported(String key, boolean asked) {
        if (asked) {
            LOG.warn("Property is accepted, but this release does not support it: it has no effect. key={}", key);
        }
    }

    void warn(String key, String value, String allowed, String used) {
        LOG.warn("Property value cannot be used as it stands: key={} value=\"{}\" allowed={} used={}",
                key, value, allowed, used);
    }

    /**
     * Ends the reading.
     *
     * @throws ONSClientException when there were problems; its text lists every one
     */
    public void verify() {
        if (problems.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder("Cannot create ").append(kind.title()).append(": ");
        if (problems.size() == 1) {
            text.append(problems.get(0));
        } else {
            text.append(problems.size()).append(" problems: ");
            for (int i = 0; i < problems.size(); i++) {
                text.append(i == 0 ? "" : "; ").append('(').append(i + 1).append(") ").append(problems.get(i));
            }
        }
        throw Failure.of(ErrorCode.CONFIGURATION_INVALID, text.toString()).toException();
    }
}
