package io.openons.client.endpoint;

import com.aliyun.openservices.ons.api.PropertyKeyConst;
import io.openons.client.config.ClientSettings;
import io.openons.client.config.Config;
import io.openons.client.config.OnsKey;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a client connects to: the name servers and the namespace of its instance. The namespace is the INSTANCE_ID
 * property, else the namespace property, else the first label of the first name server's host when that label begins
 * with {@code MQ_INST_} or {@code MQTEST_}. An address server names its name servers too late for the latter. Thread-safe;
 * only an address server's answers change.
 */
public final class Endpoint {

    /** RocketMQ makes the retry and dead-letter topics of a group from its name and bounds it therefore. */
    private static final int GROUP_MAX_LENGTH = 120;
    private static final Pattern RESOURCE_NAME = Pattern.compile("[%|a-zA-Z0-9_-]+");
    private static final String RESOURCE_CHARACTERS = "characters of A-Z a-z 0-9 - _ % |";
    private static final Pattern INSTANCE_HOST = Pattern.compile("((?:MQ_INST_|MQTEST_)[^.:]+)\\..*");

    private final NameServerDirectory directory;
    private final Namespace namespace;

    private Endpoint(NameServerDirectory directory, Namespace namespace) {
        this.directory = directory;
        this.namespace = namespace;
    }

    /**
     * Reads the endpoint and checks that the group can exist in its namespace; problems are noted in the reading.
     *
     * @param config the reading of the application's properties
     * @param client the client's settings, for the group
     * @return the endpoint
     */
    public static Endpoint from(Config config, ClientSettings client) {
        NameServerDirectory directory = directory(config, client);
        Namespace namespace = namespace(config, directory.current());
        checkGroup(config, namespace, client.group());
        return new Endpoint(directory, namespace);
    }

    /** NAMESRV_ADDR wins over an address server, as published. */
    private static NameServerDirectory directory(Config config, ClientSettings client) {
        AddressServer addressServer =
                config.text(OnsKey.NAMESRV_ADDR) == null ? AddressServer.from(config) : null;
        return addressServer == null ? NameServerDirectory.of(NameServers.from(config))
                : NameServerDirectory.askedFrom(addressServer, client.addressServerInterval());
    }

    private static Namespace namespace(Config config, NameServers nameServers) {
        for (OnsKey key : new OnsKey[] {OnsKey.INSTANCE_ID, OnsKey.NAMESPACE}) {
            String instance = config.text(key);
            if (instance != null) {
                if (!RESOURCE_NAME.matcher(instance).matches()) {
                    config.problem(key.toString(), instance, RESOURCE_CHARACTERS);
                }
                return Namespace.of(instance);
            }
        }
        if (!nameServers.addresses().isEmpty()) {
            Matcher host = INSTANCE_HOST.matcher(nameServers.addresses().get(0));
            if (host.matches()) {
                return Namespace.of(host.group(1));
            }
        }
        return Namespace.NONE;
    }

    private static void checkGroup(Config config, Namespace namespace, String group) {
        String full = namespace.wrap(group);
        if (!RESOURCE_NAME.matcher(group).matches()) {
            config.problem(PropertyKeyConst.GROUP_ID, group, RESOURCE_CHARACTERS);
        } else if (full.length() > GROUP_MAX_LENGTH) {
            config.problem(PropertyKeyConst.GROUP_ID, group, "at most " + GROUP_MAX_LENGTH
                    + " characters with its namespace, not " + full.length());
        } else if (group.equals(config.kind().consumes() ? "DEFAULT_CONSUMER" : "DEFAULT_PRODUCER")) {
            config.problem(PropertyKeyConst.GROUP_ID, group, "a name of your own: RocketMQ reserves this one");
        }
    }

    /**
     * The name servers in force.
     *
     * @return the name servers; without addresses while an address server has not answered yet
     */
    public NameServers nameServers() {
        return directory.current();
    }

    /**
     * Where the name servers come from, to be opened and followed.
     *
     * @return the directory
     */
    public NameServerDirectory directory() {
        return directory;
    }

    /**
     * The namespace.
     *
     * @return the namespace, {@link Namespace#NONE} when there is none
     */
    public Namespace namespace() {
        return namespace;
    }
}
