package io.openons.samples;

import com.aliyun.openservices.ons.api.PropertyKeyConst;
import io.openons.embedded.EmbeddedRocketMq;
import java.time.Duration;
import java.util.Properties;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command-line options that every sample shares: where the messages go and how long to wait for them. By default
 * they go to a RocketMQ started inside this process; {@code --name-server} (or the environment variable NAMESRV_ADDR)
 * names a cluster of your own, whose topic and group must exist.
 */
final class Cluster implements AutoCloseable {

    static final class Target {
        @Option(names = "--embedded", required = true,
                description = "Start a RocketMQ inside this process (the default).")
        boolean embedded;

        @Option(names = "--name-server", required = true, paramLabel = "HOST:PORT",
                description = "Use the cluster of this name server; its topic and group must exist. "
                        + "The environment variable NAMESRV_ADDR does the same.")
        String nameServer;
    }

    @ArgGroup
    private Target target;

    @Option(names = "--topic", paramLabel = "NAME", description = "Topic (default: ${DEFAULT-VALUE}).")
    private String topic;

    @Option(names = "--group", paramLabel = "NAME", description = "Group (default: ${DEFAULT-VALUE}).")
    private String group;

    @Option(names = "--access-key", paramLabel = "KEY", description = "AccessKey, for a cluster with access control.")
    private String accessKey;

    @Option(names = "--secret-key", paramLabel = "KEY", description = "SecretKey, for a cluster with access control.")
    private String secretKey;

    @Option(names = "--wait-seconds", paramLabel = "N", defaultValue = "60", converter = PositiveNumber.class,
            description = "How long to wait for what must arrive (default: ${DEFAULT-VALUE}).")
    private int waitSeconds;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help and exit.")
    private boolean help;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec sample;

    private EmbeddedRocketMq embedded;

    Cluster(String defaultTopic, String defaultGroup) {
        topic = defaultTopic;
        group = defaultGroup;
    }

    String topic() {
        return topic;
    }

    Duration patience() {
        return Duration.ofSeconds(waitSeconds);
    }

    /** Makes the cluster ready, says where it is, and returns the properties that connect a client to it. */
    Properties open(Steps steps) {
        Properties properties = new Properties();
        properties.setProperty(PropertyKeyConst.GROUP_ID, group);
        if (accessKey != null) {
            properties.setProperty(PropertyKeyConst.AccessKey, accessKey);
        }
        if (secretKey != null) {
            properties.setProperty(PropertyKeyConst.SecretKey, secretKey);
        }
        String nameServer = nameServer();
        if (nameServer == null) {
            nameServer = startEmbedded();
            steps.done("Started RocketMQ inside this process: name server " + nameServer);
        } else {
            steps.done("Using name server " + nameServer);
        }
        properties.setProperty(PropertyKeyConst.NAMESRV_ADDR, nameServer);
        return properties;
    }

    private String nameServer() {
        if (target != null) {
            return target.embedded ? null : target.nameServer;
        }
        String fromEnvironment = System.getenv("NAMESRV_ADDR");
        return fromEnvironment == null || fromEnvironment.isBlank() ? null : fromEnvironment;
    }

    private String startEmbedded() {
        embedded = EmbeddedRocketMq.start();
        try {
            embedded.createTopic(topic);
            embedded.createGroup(group);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(sample.commandLine(), e.getMessage(), e);
        }
        return embedded.nameServerAddress();
    }

    /** Stops what {@link #open} started. */
    @Override
    public void close() {
        if (embedded != null) {
            embedded.close();
        }
    }
}
