package io.openons.embedded;

import java.lang.reflect.Proxy;
import org.apache.rocketmq.auth.config.AuthConfig;
import org.apache.rocketmq.broker.BrokerController;
import org.apache.rocketmq.common.BrokerConfig;
import org.apache.rocketmq.remoting.RemotingServer;
import org.apache.rocketmq.remoting.netty.NettyClientConfig;
import org.apache.rocketmq.remoting.netty.NettyRemotingServer;
import org.apache.rocketmq.remoting.netty.NettyServerConfig;
import org.apache.rocketmq.store.config.MessageStoreConfig;

/**
 * A broker with one server socket instead of two.
 *
 * <p>The second ("fast") one, two ports below the first, is for slaves and for clients told to use the VIP channel.
 * Doing without saves a server and lets any port be the broker's.
 */
final class InProcessBroker extends BrokerController {

    InProcessBroker(BrokerConfig brokerConfig, NettyServerConfig serverConfig, NettyClientConfig clientConfig,
            MessageStoreConfig storeConfig, AuthConfig authConfig) {
        super(brokerConfig, serverConfig, clientConfig, storeConfig, authConfig);
    }

    @Override
    public boolean initialize() throws CloneNotSupportedException {
        boolean ready = super.initialize();
        if (ready) {
            RocketMqInternals.endHalfMessageCounts(this);
        }
        return ready;
    }

    @Override
    public boolean initializeMessageStore() {
        return RocksDbLogs.whileOpening(super::initializeMessageStore);
    }

    @Override
    protected void initializeRemotingServer() {
        NettyRemotingServer server = new NettyRemotingServer(getNettyServerConfig(), clientHousekeepingService);
        server.setRemotingMetricsManager(getBrokerMetricsManager().getRemotingMetricsManager());
        setRemotingServerByName(TCP_REMOTING_SERVER, server);
        setRemotingServerByName(FAST_REMOTING_SERVER, absentServer());
    }

    /** The client is needed until the broker has told the name server good-bye, which is the first step of this. */
    @Override
    protected void shutdownBasicService() {
        super.shutdownBasicService();
        RocketMqInternals.close(RocketMqInternals.outerClient(this));
    }

    private static RemotingServer absentServer() {
        return (RemotingServer) Proxy.newProxyInstance(RemotingServer.class.getClassLoader(),
                new Class<?>[] {RemotingServer.class},
                (proxy, method, arguments) -> method.getReturnType() == int.class ? Integer.valueOf(0) : null);
    }
}
