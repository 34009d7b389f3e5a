package io.openons.client.endpoint;

/**
 * The namespace of an instance: the only place where topic and group names get or lose their {@code namespace%} prefix.
 * Immutable.
 */
public final class Namespace {

    /** No namespace: names go as they are. */
    public static final Namespace NONE = new Namespace(null);

    private final String name;
    private final String prefix;

    private Namespace(String name) {
        this.name = name;
        this.prefix = name == null ? "" : name + "%";
    }

    /**
     * The namespace of a name.
     *
     * @param name the instance id, for example {@code MQ_INST_1_abc}
     * @return the namespace
     */
    public static Namespace of(String name) {
        return new Namespace(name);
    }

    /**
     * The instance id.
     *
     * @return the name, or null when there is no namespace
     */
    public String name() {
        return name;
    }

    /**
     * A topic or group as brokers know it; a name that has the prefix already stays as it is.
     *
     * @param resource the topic or group, as the application names it
     * @return the name with the prefix
     */
    public String wrap(String resource) {
        return resource.startsWith(prefix) ? resource : prefix + resource;
    }

    /**
     * A topic or group as the application knows it.
     *
     * @param resource the topic or group, as brokers name it
     * @return the name without the prefix
     */
    public String unwrap(String resource) {
        return resource.startsWith(prefix) ? resource.substring(prefix.length()) : resource;
    }

    @Override
    public String toString() {
        return name == null ? "none" : name;
    }
}
