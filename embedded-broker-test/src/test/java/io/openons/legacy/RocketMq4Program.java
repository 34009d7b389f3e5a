package io.openons.legacy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.apache.rocketmq.broker.BrokerController;
import org.apache.rocketmq.common.BrokerConfig;
import org.apache.rocketmq.common.MQVersion;
import org.apache.rocketmq.common.TopicConfig;
import org.apache.rocketmq.common.constant.PermName;
import org.apache.rocketmq.common.namesrv.NamesrvConfig;
import org.apache.rocketmq.namesrv.NamesrvController;
import org.apache.rocketmq.remoting.netty.NettyClientConfig;
import org.apache.rocketmq.remoting.netty.NettyServerConfig;
import org.apache.rocketmq.remoting.protocol.RemotingCommand;
import org.apache.rocketmq.store.config.MessageStoreConfig;

/**
 * A name server and a broker in a JVM of their own, which {@link RocketMq4Server} starts with the jars of RocketMQ
 * 4.9.7. It is compiled against RocketMQ 5 and so calls only what both have with the same signatures.
 *
 * <p>Argument: the folder for all files. Once the broker is registered it writes {@code READY}, the addresses of the
 * name server and of the broker; then it answers each line on its standard input with one line, and ends with that
 * input:
 *
 * <ul>
 *   <li>{@code topic NAME QUEUES} creates a topic: {@code OK};
 *   <li>{@code sizes TOPIC} counts the messages stored so far in each queue: {@code 0 2 0 1}.
 * </ul>
 */
final class RocketMq4Program {

    private static final String LOOPBACK = "127.0.0.1";

    /** RocketMQ 4's own table but for levels 3 and 4, those of the first two retries, which are 10 s and 30 s there. */
    static final String DELAY_LEVELS = "1s 5s 3s 2s 1m 2m 3m 4m 5m 6m 7m 8m 9m 10m 20m 30m 1h 2h";

    private final String home;
    private final int nameServerPort = freePorts();
    /** The broker also listens two ports below. */
    private final int brokerPort = nameServerPort + 3;
    private final int replicationPort = nameServerPort + 4;
    private final BrokerController broker;

    private RocketMq4Program(String home) throws Exception {
        this.home = home;
        startNameServer();
        this.broker = startBroker();
    }

    public static void main(String[] args) throws IOException {
        PrintStream answers = System.out;
        System.setOut(System.err);
        try (BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            System.setProperty(RemotingCommand.REMOTING_VERSION_KEY, Integer.toString(MQVersion.CURRENT_VERSION));
            RocketMq4Program program = new RocketMq4Program(args[0]);
            answers.println("READY " + LOOPBACK + ":" + program.nameServerPort + " " + LOOPBACK + ":"
                    + program.brokerPort);
            for (String request = requests.readLine(); request != null; request = requests.readLine()) {
                answers.println(program.answer(request.split(" ")));
            }
        } catch (Throwable e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
        // Nothing is worth keeping, and an orderly stop takes seconds.
        Runtime.getRuntime().halt(0);
    }

    private static int freePorts() {
        int first = ThreadLocalRandom.current().nextInt(20_000, 32_000);
        return IntStream.rangeClosed(first, first + 4).allMatch(RocketMq4Program::isFree) ? first : freePorts();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private void startNameServer() throws Exception {
        NamesrvConfig config = new NamesrvConfig();
        config.setRocketmqHome(home);
        config.setKvConfigPath(home + "/kvConfig.json");
        config.setConfigStorePath(home + "/namesrv.properties");
        NamesrvController nameServer = new NamesrvController(config, listeningOn(nameServerPort));
        if (!nameServer.initialize()) {
            throw new IllegalStateException("Name server not initialized");
        }
        nameServer.start();
    }

    private BrokerController startBroker() throws Exception {
        BrokerConfig config = new BrokerConfig();
        config.setRocketmqHome(home);
        config.setNamesrvAddr(LOOPBACK + ":" + nameServerPort);
        config.setBrokerIP1(LOOPBACK);
        config.setBrokerIP2(LOOPBACK);
        config.setBrokerName("broker-4");
        config.setBrokerFastFailureEnable(false); // a busy machine is no overloaded broker
        config.setEnablePropertyFilter(true);
        config.setTransactionTimeOut(500);
        config.setTransactionCheckInterval(500);
        config.setTransactionCheckMax(1000);

        BrokerController controller = new BrokerController(config, listeningOn(brokerPort), new NettyClientConfig(),
                store());
        if (!controller.initialize()) {
            throw new IllegalStateException("Broker not initialized");
        }
        controller.start();
        return controller;
    }

    private MessageStoreConfig store() {
        MessageStoreConfig config = new MessageStoreConfig();
        config.setStorePathRootDir(home + "/store");
        config.setStorePathCommitLog(home + "/store/commitlog");
        config.setHaListenPort(replicationPort);
        config.setMappedFileSizeCommitLog(16 << 20);
        config.setMappedFileSizeConsumeQueue(20 * 2000);
        config.setMaxHashSlotNum(5000);
        config.setMaxIndexNum(20_000);
        config.setOsPageCacheBusyTimeOutMills(60_000);
        config.setMessageDelayLevel(DELAY_LEVELS);
        return config;
    }

    private static NettyServerConfig listeningOn(int port) {
        NettyServerConfig config = new NettyServerConfig();
        config.setListenPort(port);
        return config;
    }

    private String answer(String[] request) throws Exception {
        if (request[0].equals("topic")) {
            int queues = Integer.parseInt(request[2]);
            broker.getTopicConfigManager().updateTopicConfig(
                    new TopicConfig(request[1], queues, queues, PermName.PERM_READ | PermName.PERM_WRITE));
            broker.registerBrokerAll(true, false, true);
            return "OK";
        }
        while (broker.getMessageStore().dispatchBehindBytes() > 0) {
            Thread.sleep(1); // stored messages join their queues a little later
        }
        TopicConfig topic = broker.getTopicConfigManager().selectTopicConfig(request[1]);
        StringBuilder sizes = new StringBuilder();
        for (int queue = 0; topic != null && queue < topic.getWriteQueueNums(); queue++) {
            sizes.append(broker.getMessageStore().getMaxOffsetInQueue(request[1], queue)).append(' ');
        }
        return sizes.toString().trim();
    }
}
