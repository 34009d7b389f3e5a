package io.openons.embedded;

import org.apache.rocketmq.common.namesrv.NamesrvConfig;
import org.apache.rocketmq.namesrv.NamesrvController;
import org.apache.rocketmq.remoting.netty.NettyClientConfig;

/** One running name server. */
final class NameServerProcess {

    private final ServerThreads threads;
    private final NamesrvController controller;

    private NameServerProcess(ServerThreads threads, NamesrvController controller) {
        this.threads = threads;
        this.controller = controller;
    }

    static NameServerProcess start(String name, int port, BrokerSettings settings, DataFolder folder) {
        ServerThreads threads = new ServerThreads(name);
        NamesrvController controller = threads.call("create", () -> create(port, folder));
        NameServerProcess process = new NameServerProcess(threads, controller);
        try {
            threads.call("start", () -> {
                settings.tls().during(controller::initialize);
                controller.start();
                return null;
            });
        } catch (RuntimeException | Error e) {
            process.stopAfter(e);
            throw e;
        }
        return process;
    }

    private static NamesrvController create(int port, DataFolder folder) {
        NamesrvConfig config = new NamesrvConfig();
        config.setRocketmqHome(folder.root().toString());
        config.setKvConfigPath(folder.nameServer().resolve("kvConfig.json").toString());
        config.setConfigStorePath(folder.nameServer().resolve("namesrv.properties").toString());
        config.setClientRequestThreadPoolNums(2);
        config.setDefaultThreadPoolNums(2);
        NettyClientConfig clientConfig = BrokerSettings.clientConfig();
        // The name server would dial itself by the machine's address, where it does not listen.
        clientConfig.setScanAvailableNameSrv(false);
        return new NamesrvController(config, BrokerSettings.serverConfig(port), clientConfig);
    }

    NamesrvController controller() {
        return controller;
    }

    void stop() {
        threads.call("stop", () -> {
            try {
                RocketMqInternals.close(controller.getRemotingServer());
                RocketMqInternals.closeUnused(controller.getRemotingClient());
                RocketMqInternals.endUnregistrations(controller);
                controller.shutdown();
            } finally {
                RocketMqInternals.endForgottenThreads(controller);
            }
            return null;
        });
    }

    private void stopAfter(Throwable failure) {
        try {
            stop();
        } catch (RuntimeException | Error e) {
            failure.addSuppressed(e);
        }
    }
}
