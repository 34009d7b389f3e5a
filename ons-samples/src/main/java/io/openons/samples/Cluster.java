package io.openons.samples;

import com.aliyun.openservices.ons.api.PropertyKeyConst;
import io.openons.embedded.EmbeddedRocketMq;
import java.util.Properties;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/**
 * The command-line options that every sample shares: where the messages go. By default that is a RocketMQ started inside
 * this process; {@code --name-server} (or the environment variable NAMESRV_ADDR) names a cluster of your own, whose
 * topic and group must exist.
 */
final class Cluster {

    static final class Target {
        @Option(names = "--embedded", required = true,
                description = "Start a RocketMQ inside this process (the default).")
        boolean embedded;

        @Option(names = "--name-server", required = true, paramLabel = "HOST:PORT",
                description = "Use the cluster of this name server; its topic and group must exist.")
        String nameServer;
    }

    @ArgGroup
    private Target target;

    @Option(names = "--topic", defaultValue = "QuickStartTopic", description = "Topic (default: ${DEFAULT-VALUE}).")
    private String topic;

    @Option(names = "--group", defaultValue = "GID_quickstart", description = "Group (default: ${DEFAULT-VALUE}).")
    private String group;

    @Option(names = "--access-key", description = "AccessKey, for a cluster with access control.")
    private String accessKey;

    @Option(names = "--secret-key", description = "SecretKey, for a cluster with access control.")
    private String secretKey;

    private EmbeddedRocketMq embedded;

    String topic() {
        return topic;
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
            embedded = EmbeddedRocketMq.start();
            embedded.createTopic(topic);
            embedded.createGroup(group);
            nameServer = embedded.nameServerAddress();
            steps.done("Started RocketMQ inside this process: name server " + nameServer);
        } else {
            steps.done("Using name server " + nameServer);
        }
        properties.setProperty(PropertyKeyConst.NAMESRV_ADDR, nameServer);
        return properties;
    }

    private String nameServer() {
        if (target == null) {
            return System.getenv("NAMESRV_ADDR");
        }
        return target.embedded ? null : target.nameServer;
    }

    /** Stops what {@link #open} started. */
    void close() {
        if (embedded != null) {
            embedded.close();
        }
    }
}
