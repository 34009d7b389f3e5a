package io.openons.client.rocketmq;

import java.util.Map;
import java.util.WeakHashMap;
import org.apache.rocketmq.client.impl.factory.MQClientInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the first client of each InstanceName connects with. RocketMQ uses it for all clients of the name without a word;
 * here the log tells of those that have asked for something else. Thread-safe.
 */
final class NamedInstances {

    static final NamedInstances IN_THIS_JVM = new NamedInstances();

    private static final Logger LOG = LoggerFactory.getLogger(NamedInstances.class);

    /** Guarded by this. */
    private final Map<MQClientInstance, First> firsts = new WeakHashMap<>();

    /** Called for each client that has an InstanceName, with what RocketMQ connects it by. */
    synchronized void note(MQClientInstance instance, Connection connection) {
        First own = new First(connection);
        First first = firsts.putIfAbsent(instance, own);
        if (first != null && !(first.nameServers.equals(own.nameServers) && first.keys.equals(own.keys))) {
            LOG.warn("{} uses the connections of {}, which has the same InstanceName \"{}\": nameServers={} (its own: "
                    + "{}) keys={}. Give it an InstanceName of its own, or none, to have its own used.",
                    own.title, first.title, connection.settings().instanceName(), first.nameServers, own.nameServers,
                    first.keys.equals(own.keys) ? "the same" : "those of " + first.title + ", not its own");
        }
    }

    /** Keeps nothing that refers to the instance, which would then stay for ever. */
    private static final class First {

        private final String title;
        private final Object nameServers;
        private final Object keys;

        First(Connection connection) {
            this.title = connection.title();
            this.nameServers = connection.endpoint().directory().origin();
            this.keys = connection.credentials().origin() == null ? "none" : connection.credentials().origin();
        }
    }
}
