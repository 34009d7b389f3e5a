package io.openons.client.config;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** What the values of a key may be, what an absent one means and what becomes of one that is not allowed. Immutable. */
final class KeyForm {

    /** Any text; its reader knows what is allowed, and refuses the rest. */
    static final KeyForm TEXT = new KeyForm("text", null, Collections.emptyList(), OnBadValue.REFUSE);
    /** See {@link NumberKey}. */
    static final KeyForm NUMBER = new KeyForm("whole number", null, Collections.emptyList(), OnBadValue.REFUSE);
    /** A switch where a typing error must not mean {@code false}. */
    static final KeyForm STRICT_FLAG =
            new KeyForm("switch", null, Arrays.asList("true", "false"), OnBadValue.REFUSE);

    private final String type;
    private final String defaultValue;
    private final List<String> words;
    private final OnBadValue onBadValue;

    private KeyForm(String type, String defaultValue, List<String> words, OnBadValue onBadValue) {
        this.type = type;
        this.defaultValue = defaultValue;
        this.words = words;
        this.onBadValue = onBadValue;
    }

    /** A switch: what is neither true nor false counts as false, as published. */
    static KeyForm flag(boolean defaultValue) {
        return new KeyForm("switch", Boolean.toString(defaultValue), Arrays.asList("true", "false"),
                OnBadValue.USE_FALSE);
    }

    /** One of a few words, matched exactly; others are refused. */
    static KeyForm word(String defaultValue, String... words) {
        return new KeyForm("word", defaultValue, Arrays.asList(words), OnBadValue.REFUSE);
    }

    /** One of a few words; others are not used, with a warning. */
    static KeyForm knownWord(String defaultValue, String... words) {
        return new KeyForm("word", defaultValue, Arrays.asList(words), OnBadValue.USE_DEFAULT);
    }

    String type() {
        return type;
    }

    /** Null when there is none, or another source tells. */
    String defaultValue() {
        return defaultValue;
    }

    /** Empty when there are too many to tell. */
    List<String> words() {
        return words;
    }

    OnBadValue onBadValue() {
        return onBadValue;
    }
}
