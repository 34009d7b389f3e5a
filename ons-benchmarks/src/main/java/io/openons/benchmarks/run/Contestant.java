package io.openons.benchmarks.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/**
 * A client library to measure.
 *
 * @param name for the head of a column
 * @param bare whether it is RocketMQ's own client; else it implements the ONS API
 * @param classPath of a JVM with this client alone
 * @param properties for its clients
 */
public record Contestant(String name, boolean bare, List<Path> classPath, Properties properties) {

    /** Name of this project's client. */
    public static final String OPENONS = "openons";
    /** Name of the published client. */
    public static final String PUBLISHED = "published";
    /** Name of RocketMQ's own client, with the same dependencies as ours. */
    public static final String BARE = "bare";
}
