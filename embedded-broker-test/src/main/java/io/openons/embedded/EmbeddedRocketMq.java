package io.openons.embedded;

import com.aliyun.openservices.ons.api.PropertyKeyConst;
import java.util.Properties;
import org.apache.rocketmq.broker.BrokerController;
import org.apache.rocketmq.common.MixAll;
import org.apache.rocketmq.namesrv.NamesrvController;

/**
 * A RocketMQ name server and broker inside this JVM, for tests.
 *
 * <p>Both listen on free ports of 127.0.0.1 and keep their files in one temporary folder, which {@link #close()}
 * deletes. Several can run side by side. Topics are created by {@link #createTopic(String)} (an unknown topic has no
 * route unless {@link EmbeddedRocketMqBuilder#autoCreateTopics(boolean)} says otherwise), groups by
 * {@link #createGroup(String)}. {@link #store()} reads what the broker has really stored.
 *
 * <p>{@link #stop()}, {@link #kill()} and {@link #restart()} take the pair down and up again with its data and its
 * ports, so that running clients find it again.
 *
 * <p>Thread-safe. Calls that need running servers throw {@link IllegalStateException} while they are stopped.
 */
public final class EmbeddedRocketMq implements AutoCloseable {

    private static final int DEFAULT_QUEUES = 4;
    private static final int MOST_QUEUES = 1024;

    static {
        RocketMqGlobals.prepare();
    }

    private final RestartableServers servers;
    private final BrokerStore store = new BrokerStore(this::brokerController);
    private final AccessControl accessControl = new AccessControl(this::brokerController);

    private EmbeddedRocketMq(RestartableServers servers) {
        this.servers = servers;
    }

    /**
     * Starts a pair with default options; the same as {@code builder().start()}.
     *
     * @return the running pair; close it
     * @throws IllegalStateException if a server does not start; nothing is left running then
     */
    public static EmbeddedRocketMq start() {
        return builder().start();
    }

    /**
     * Options other than the defaults.
     *
     * @return a new builder
     */
    public static EmbeddedRocketMqBuilder builder() {
        return new EmbeddedRocketMqBuilder();
    }

    static EmbeddedRocketMq start(BrokerSettings settings) {
        return new EmbeddedRocketMq(RestartableServers.start(settings));
    }

    /**
     * Where clients find the name server. Stays the same over restarts.
     *
     * @return "127.0.0.1:port"
     */
    public String nameServerAddress() {
        return servers.nameServerAddress();
    }

    /**
     * Where the broker listens; clients learn it from the name server. Stays the same over restarts.
     *
     * @return "127.0.0.1:port"
     */
    public String brokerAddress() {
        return servers.brokerAddress();
    }

    /**
     * The broker's name in routes, unique in this JVM. Stays the same over restarts.
     *
     * @return for example "embedded-broker-1"
     */
    public String brokerName() {
        return servers.name();
    }

    /**
     * Creates a topic of four queues. See {@link #createTopic(String, int)}.
     *
     * @param topic 1 to 127 characters of A-Z a-z 0-9 - _ % and |
     * @throws IllegalArgumentException if the name is illegal or one of RocketMQ's own
     * @throws IllegalStateException if the servers are not running
     */
    public void createTopic(String topic) {
        createTopic(topic, DEFAULT_QUEUES);
    }

    /**
     * Creates a topic, or gives an existing one this number of queues. When the call returns, clients that ask the name
     * server are told the route; a client that asked before may remember for up to 30 s that there was none.
     *
     * @param topic 1 to 127 characters of A-Z a-z 0-9 - _ % and |
     * @param queues 1 to 1024
     * @throws IllegalArgumentException if the name is illegal or one of RocketMQ's own, or the number is out of range
     * @throws IllegalStateException if the servers are not running
     */
    public void createTopic(String topic, int queues) {
        ResourceNames.checkTopic(topic);
        if (queues < 1 || queues > MOST_QUEUES) {
            throw new IllegalArgumentException("Illegal number of queues " + queues + " for topic \"" + topic
                    + "\": allowed are 1 to " + MOST_QUEUES + ".");
        }
        servers.running().broker().createTopic(topic, queues);
    }

    /**
     * Creates a consumer group and its retry topic, unless they exist. With the retry topic in place before the
     * consumer starts, the first redelivery comes in time; else the consumer hears of that topic up to 30 s later.
     *
     * @param group 1 to 120 characters of A-Z a-z 0-9 - _ % and |
     * @throws IllegalArgumentException if the name is illegal
     * @throws IllegalStateException if the servers are not running
     */
    public void createGroup(String group) {
        ResourceNames.checkGroup(group);
        BrokerProcess broker = servers.running().broker();
        broker.createGroup(group);
        broker.createTopic(MixAll.getRetryTopic(group), 1);
    }

    /**
     * Properties for {@code ONSFactory}: NAMESRV_ADDR is set; the caller adds GROUP_ID.
     *
     * @return new properties on every call
     */
    public Properties clientProperties() {
        Properties properties = new Properties();
        properties.setProperty(PropertyKeyConst.NAMESRV_ADDR, nameServerAddress());
        return properties;
    }

    /**
     * Properties for {@code ONSFactory}: NAMESRV_ADDR and GROUP_ID are set.
     *
     * @param group the group of the producer or consumer to create
     * @return new properties on every call
     */
    public Properties clientProperties(String group) {
        ResourceNames.checkGroup(group);
        Properties properties = clientProperties();
        properties.setProperty(PropertyKeyConst.GROUP_ID, group);
        return properties;
    }

    /**
     * Whether the servers are up.
     *
     * @return false between {@link #stop()} or {@link #kill()} and {@link #restart()}, and after {@link #close()}
     */
    public boolean isRunning() {
        return servers.isRunning();
    }

    /**
     * Stops both servers gracefully; everything stored is flushed and kept. Does nothing if they are stopped.
     *
     * @throws IllegalStateException if this object is closed
     */
    public void stop() {
        servers.stop();
    }

    /**
     * Takes both servers away as {@code kill -9} would: connections break, nothing is flushed or persisted any more.
     * What the broker had acknowledged is in its files; consumer offsets of the last seconds (it writes them every 5 s,
     * for the first time 10 s after its start) are lost, so consumers will see some messages again. Does nothing if
     * they are stopped.
     *
     * @throws IllegalStateException if this object is closed
     */
    public void kill() {
        servers.kill();
    }

    /**
     * Starts both servers again after {@link #stop()} or {@link #kill()}, or stops and starts running ones: with the
     * same addresses, topics, groups, messages and consumer offsets.
     *
     * @throws IllegalStateException if this object is closed, or a server does not start (then none is running)
     */
    public void restart() {
        servers.restart();
    }

    /**
     * Reads of what the broker has really stored. The object stays valid over restarts.
     *
     * @return the broker's store
     */
    public BrokerStore store() {
        return store;
    }

    /**
     * The users of a broker with {@link EmbeddedRocketMqBuilder#accessControl()}. The object stays valid over restarts.
     *
     * @return the broker's access control; its methods throw {@link IllegalStateException} when it is off
     */
    public AccessControl accessControl() {
        return accessControl;
    }

    /**
     * RocketMQ's broker object, for fault injection. Its methods are RocketMQ's internals: they may change with its
     * versions. A restart makes a new one.
     *
     * @return the running broker
     * @throws IllegalStateException if the servers are not running
     */
    public BrokerController brokerController() {
        return servers.running().broker().controller();
    }

    /**
     * RocketMQ's name-server object, for fault injection. Its methods are RocketMQ's internals: they may change with
     * its versions. A restart makes a new one.
     *
     * @return the running name server
     * @throws IllegalStateException if the servers are not running
     */
    public NamesrvController nameServerController() {
        return servers.running().nameServer().controller();
    }

    /** Stops both servers and deletes their files. Does nothing when called again. */
    @Override
    public void close() {
        servers.close();
    }

    /** Says the name, the name server's address and the state. */
    @Override
    public String toString() {
        return servers.toString();
    }
}
