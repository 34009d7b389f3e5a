package io.openons.client.config;

import com.aliyun.openservices.ons.api.PropertyKeyConst;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every kind of client has: its group and how it presents itself to brokers. Immutable. */
public final class ClientSettings {

    private static final Logger LOG = LoggerFactory.getLogger(ClientSettings.class);
    /** The group of producers that were given none; brokers use a producer's group for transactions only. */
    static final String DEFAULT_PRODUCER_GROUP = "OPENONS_PRODUCER";

    private static final int LONGEST_GROUP = 120;
    private static final AtomicInteger INSTANCES = new AtomicInteger();

    private final ClientKind kind;
    private final String group;
    private final String channel;
    private final String instanceName;
    private final boolean instanceNamed;
    private final boolean vipChannel;
    private final boolean traced;
    private final Duration addressServerInterval;

    private ClientSettings(Config config) {
        this.kind = config.kind();
        this.group = group(config);
        this.channel = config.word(OnsKey.ONS_CHANNEL);
        String name = config.text(OnsKey.INSTANCE_NAME);
        this.instanceNamed = name != null;
        this.instanceName = instanceNamed ? name : uniqueInstanceName();
        this.vipChannel = config.flag(OnsKey.VIP_CHANNEL);
        this.addressServerInterval = Duration.ofSeconds(config.number(OnsKey.ADDRESS_SERVER_POLL_SECONDS));
        boolean trace = config.flag(OnsKey.MSG_TRACE_SWITCH);
        this.traced = trace && kind != ClientKind.PULL_CONSUMER && kind != ClientKind.DEAD_LETTER_READER;
        config.warnUnsupported(OnsKey.MSG_TRACE_SWITCH, trace && !traced);
        config.warnUnsupported(OnsKey.EXACTLY_ONCE_DELIVERY,
                config.flag(OnsKey.EXACTLY_ONCE_DELIVERY));
    }

    /**
     * Reads the settings; problems are noted in the reading.
     *
     * @param config the reading of the application's properties
     * @return the settings
     */
    public static ClientSettings from(Config config) {
        return new ClientSettings(config);
    }

    private static String group(Config config) {
        ClientKind kind = config.kind();
        String group = config.givenGroup();
        if (group == null && kind.consumes()) {
            config.problem("GROUP_ID is missing: " + kind.titleWithArticle() + " needs the name of its consumer group");
        }
        if (group == null && kind == ClientKind.TRANSACTION_PRODUCER) {
            LOG.warn("A transaction producer has no GROUP_ID and gets the group {}. Give it a group of the "
                    + "application's own: brokers ask any producer of the group how a transaction ended.",
                    DEFAULT_PRODUCER_GROUP);
        }
        return group == null ? DEFAULT_PRODUCER_GROUP : kind.consumes() ? group : producerGroup(config, group);
    }

    /**
     * RocketMQ 5 knows no dots in group names and no more than 120 characters. Published producers may have both, and
     * their group is a mere label outside of transactions; an equal name becomes an equal one.
     */
    private static String producerGroup(Config config, String group) {
        String used = group.replace('.', '_');
        if (used.length() > LONGEST_GROUP) {
            used = used.substring(0, LONGEST_GROUP - 9) + '_' + String.format("%08x", group.hashCode());
        }
        if (!used.equals(group)) {
            config.warn(PropertyKeyConst.GROUP_ID, group, "at most " + LONGEST_GROUP + " characters without dots",
                    used);
        }
        return used;
    }

    /** RocketMQ keys its connections by this name; those that clients share are named after the first of them. */
    private static String uniqueInstanceName() {
        String process = ManagementFactory.getRuntimeMXBean().getName();
        String pid = process.substring(0, Math.max(process.indexOf('@'), 0));
        return pid + "#" + Long.toString(System.nanoTime(), 36) + "#" + INSTANCES.incrementAndGet();
    }

    /**
     * The kind of client.
     *
     * @return the kind
     */
    public ClientKind kind() {
        return kind;
    }

    /**
     * The group as the application named it, without namespace.
     *
     * @return the group, never null
     */
    public String group() {
        return group;
    }

    /**
     * The user channel sent with signed requests.
     *
     * @return ALIYUN, CLOUD or ALL
     */
    public String channel() {
        return channel;
    }

    /**
     * The second half of the client id that brokers see, or what that begins with.
     *
     * @return the InstanceName property, or a name unique to this client
     */
    public String instanceName() {
        return instanceName;
    }

    /**
     * Whether the application chose the instance name, so that the client id is the same after a restart.
     *
     * @return true when the InstanceName property is set
     */
    public boolean instanceNamed() {
        return instanceNamed;
    }

    /**
     * How often an address server is asked.
     *
     * @return 1 s to 1 day, 2 minutes by default, as RocketMQ's own clients
     */
    public Duration addressServerInterval() {
        return addressServerInterval;
    }

    /**
     * Whether to use the broker's second port.
     *
     * @return the isVipChannelEnabled property
     */
    public boolean vipChannel() {
        return vipChannel;
    }

    /**
     * Whether to write a trace of each message.
     *
     * @return the MsgTraceSwitch property; never for clients that poll
     */
    public boolean traced() {
        return traced;
    }
}
