package io.openons.embedded;

import java.time.Duration;
import java.util.List;
import org.apache.rocketmq.auth.config.AuthConfig;
import org.apache.rocketmq.broker.BrokerController;
import org.apache.rocketmq.common.TopicConfig;
import org.apache.rocketmq.namesrv.NamesrvController;
import org.apache.rocketmq.remoting.protocol.route.BrokerData;
import org.apache.rocketmq.remoting.protocol.route.TopicRouteData;
import org.apache.rocketmq.remoting.protocol.subscription.SubscriptionGroupConfig;

/** One running broker, known to its name server. */
final class BrokerProcess {

    private static final Duration REGISTRATION_LIMIT = Duration.ofSeconds(30);

    private final ServerThreads threads;
    private final BrokerController controller;
    private final NamesrvController nameServer;

    private BrokerProcess(ServerThreads threads, BrokerController controller, NamesrvController nameServer) {
        this.threads = threads;
        this.controller = controller;
        this.nameServer = nameServer;
    }

    static BrokerProcess start(String name, int port, BrokerSettings settings, DataFolder folder,
            NamesrvController nameServer) {
        ServerThreads threads = new ServerThreads(name);
        String nameServerAddress = FreePorts.LOOPBACK + ":" + nameServer.getNettyServerConfig().getListenPort();
        AuthConfig authConfig = settings.accessControl() ? AccessControl.config(folder) : null;
        // With access control the constructor opens the store of users.
        BrokerController controller = threads.call("create", () -> settings.tls().during(
                () -> RocksDbLogs.whileOpening(() -> new InProcessBroker(
                        settings.brokerConfig(name, nameServerAddress, folder), BrokerSettings.serverConfig(port),
                        settings.brokerClientConfig(), settings.storeConfig(folder), authConfig))));
        BrokerProcess process = new BrokerProcess(threads, controller, nameServer);
        try {
            threads.call("start", () -> {
                if (!settings.tls().during(controller::initialize)) {
                    throw new IllegalStateException("RocketMQ's broker could not load its store in " + folder.store()
                            + ". Its log says why.");
                }
                controller.start();
                return null;
            });
            process.register();
        } catch (RuntimeException | Error e) {
            process.stopAfter(e);
            throw e;
        }
        return process;
    }

    /**
     * Registers until the name server knows the broker. The broker's own first attempt reaches nobody when its client
     * has not found the name server reachable yet; it would try again ten seconds later.
     */
    private void register() {
        Deadline deadline = Deadline.after(REGISTRATION_LIMIT);
        while (!isRegistered()) {
            threads.call("register", () -> {
                controller.registerBrokerAll(true, false, true);
                return null;
            });
            if (!isRegistered() && !deadline.pause()) {
                throw new IllegalStateException("The name server does not know broker " + controller.getBrokerAddr()
                        + " after " + REGISTRATION_LIMIT.toSeconds() + " s. RocketMQ's log says why.");
            }
        }
    }

    private boolean isRegistered() {
        return hasRoute(controller.getBrokerConfig().getBrokerName(), 1);
    }

    /** Whether clients that ask now are told that the topic has this many queues on this broker. */
    private boolean hasRoute(String topic, int queues) {
        TopicRouteData route = nameServer.getRouteInfoManager().pickupTopicRouteData(topic);
        return route != null
                && route.getBrokerDatas().stream().map(BrokerData::getBrokerAddrs)
                        .anyMatch(addresses -> addresses.containsValue(controller.getBrokerAddr()))
                && route.getQueueDatas().stream().anyMatch(data -> data.getWriteQueueNums() == queues);
    }

    /** Creates topics, or gives them this number of queues; returns when the name server tells clients so. */
    synchronized void createTopic(String topic, int queues) {
        TopicConfig existing = controller.getTopicConfigManager().selectTopicConfig(topic);
        if (existing != null && existing.getWriteQueueNums() == queues && hasRoute(topic, queues)) {
            return;
        }
        Deadline deadline = Deadline.after(REGISTRATION_LIMIT);
        do {
            // Again when another topic, of retries for example, was announced meanwhile: both announcements may bear the
            // later version, and the name server passes over the second.
            announce(new TopicConfig(topic, queues, queues));
            if (hasRoute(topic, queues)) {
                return;
            }
        } while (deadline.pause());
        throw new IllegalStateException("The name server does not know topic \"" + topic + "\" "
                + REGISTRATION_LIMIT.toSeconds() + " s after its creation. RocketMQ's log says why.");
    }

    private void announce(TopicConfig topic) {
        threads.call("create-topic", () -> {
            controller.getTopicConfigManager().updateTopicConfig(topic);
            controller.registerIncrementBrokerData(List.of(topic), controller.getTopicConfigManager().getDataVersion());
            return null;
        });
    }

    void createGroup(String group) {
        if (!controller.getSubscriptionGroupManager().containsSubscriptionGroup(group)) {
            SubscriptionGroupConfig config = new SubscriptionGroupConfig();
            config.setGroupName(group);
            controller.getSubscriptionGroupManager().updateSubscriptionGroupConfig(config);
        }
    }

    BrokerController controller() {
        return controller;
    }

    void stop() {
        threads.call("stop", () -> {
            try {
                RocketMqInternals.close(controller.getRemotingServer());
                RocketMqInternals.dropDelayTimers(controller);
                controller.shutdown();
            } finally {
                RocketMqInternals.endForgottenThreads(controller);
            }
            return null;
        });
    }

    /**
     * Leaves the store as a killed process would: connections break, then the files are copied as they are, then the
     * broker is shut down and the copy takes the place of what the shutdown has tidied up.
     */
    void kill(DataFolder folder) {
        threads.call("kill", () -> {
            RocketMqInternals.close(controller.getRemotingServer());
            folder.takeSnapshot();
            return null;
        });
        stop();
        folder.restoreSnapshot();
    }

    private void stopAfter(Throwable failure) {
        try {
            stop();
        } catch (RuntimeException | Error e) {
            failure.addSuppressed(e);
        }
    }
}
