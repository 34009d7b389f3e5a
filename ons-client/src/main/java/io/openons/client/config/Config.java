package io.openons.client.config;

import com.aliyun.openservices.ons.api.exception.ONSClientException;
import io.openons.client.error.ErrorCode;
import io.openons.client.error.Failure;
import java.util.ArrayList;
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
        Config config = new Config(kind, PropertyValues.flatten(properties));
        Misspellings.in(config.values.keySet()).forEach((name, meant) -> LOG.warn(
                "Property is not known and has no effect; a similar one is. given={} known={} client={}", name, meant,
                config.client()));
        return config;
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
     * @return the value as given, or null when not set, empty, or of no meaning to this kind of client
     */
    public String text(OnsKey key) {
        String value = key.readers().contains(kind) ? values.get(key.toString()) : null;
        return value == null || value.isEmpty() ? null : value;
    }

    /** A switch: {@code true} in any letter case is on, everything else is off, as published. */
    boolean flag(OnsKey key) {
        String value = text(key);
        if (value == null) {
            return Boolean.parseBoolean(key.form().defaultValue());
        }
        String trimmed = value.trim();
        if (!"true".equalsIgnoreCase(trimmed) && !"false".equalsIgnoreCase(trimmed)) {
            warn(key.toString(), value, "true or false", "false");
        }
        return "true".equalsIgnoreCase(trimmed);
    }

    /** One of the key's words, matched exactly; the default when the value is refused or not used. */
    String word(OnsKey key) {
        KeyForm form = key.form();
        String value = text(key);
        if (value == null || form.words().contains(value)) {
            return value == null ? form.defaultValue() : value;
        }
        String allowed = "one of " + String.join(", ", form.words());
        if (form.onBadValue() == OnBadValue.REFUSE) {
            problem(key.toString(), value, allowed);
        } else {
            warn(key.toString(), value, allowed, form.defaultValue());
        }
        return form.defaultValue();
    }

    /** A whole number, by the rules for this kind of client. */
    int number(OnsKey key) {
        NumberKey rules = NumberKey.of(key, kind);
        String value = text(key);
        if (value == null) {
            return rules.defaultValue;
        }
        long number;
        try {
            number = Long.parseLong(value.trim());
        } catch (NumberFormatException e) {
            return substitute(rules, value, rules.notANumber, rules.defaultValue);
        }
        if (number < rules.min || number > rules.max) {
            return substitute(rules, value, rules.outOfRange, number < rules.min ? rules.min : rules.max);
        }
        return (int) number;
    }

    private int substitute(NumberKey rules, String value, OnBadValue what, int bound) {
        if (what == OnBadValue.REFUSE) {
            problem(rules.key.toString(), value, "a whole number in " + rules.range());
            return rules.defaultValue;
        }
        int used = what == OnBadValue.CLAMP ? bound : rules.defaultValue;
        warn(rules.key.toString(), value, "a whole number in " + rules.range(), String.valueOf(used));
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
    void warnUnsupported(OnsKey key, boolean asked) {
        if (asked) {
            LOG.warn("Property is accepted, but this release does not support it: it has no effect. key={} client={}", key,
                    client());
        }
    }

    void warn(String key, String value, String allowed, String used) {
        LOG.warn("Property value cannot be used as it stands: key={} value=\"{}\" allowed={} used={} client={}",
                key, value, allowed, used, client());
    }

    /** The client in words, as far as the properties name it. */
    private String client() {
        String group = givenGroup();
        return group == null ? kind.title() : kind.title() + " \"" + group + "\"";
    }

    /** The group by its present or its old key, or null. */
    String givenGroup() {
        String group = text(OnsKey.GROUP_ID);
        return group == null ? text(kind.consumes() ? OnsKey.CONSUMER_ID : OnsKey.PRODUCER_ID) : group;
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
