package io.openons.client.config;

/** What becomes of a value that cannot be used as it stands. */
enum OnBadValue {
    /** The configuration is refused. */
    REFUSE("refused"),
    /** The nearest bound is used, with a warning. */
    CLAMP("the nearest bound, with a warning"),
    /** The default is used, with a warning. */
    USE_DEFAULT("the default, with a warning"),
    /** A switch is off, with a warning. */
    USE_FALSE("`false`, with a warning");

    private final String words;

    OnBadValue(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
