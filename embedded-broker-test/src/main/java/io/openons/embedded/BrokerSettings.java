package io.openons.embedded;

import io.openons.embedded.hook.QuickStopStore;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.rocketmq.common.BrokerConfig;
import org.apache.rocketmq.remoting.netty.NettyClientConfig;
import org.apache.rocketmq.remoting.netty.NettyServerConfig;
import org.apache.rocketmq.store.config.MessageStoreConfig;

/** What the builder collected, and the RocketMQ settings made of it: small, quick, on the loopback interface only. */
record BrokerSettings(
        String messageDelayLevels,
        boolean autoCreateTopics,
        boolean autoCreateGroups,
        int maxMessageSize,
        Duration transactionCheckInterval,
        boolean accessControl, ServerTls tls,
        Consumer<BrokerConfig> brokerAdjustment,
        Consumer<MessageStoreConfig> storeAdjustment) {

    static final String CLUSTER = "EmbeddedCluster";

    private static final int COMMIT_LOG_FILE_SIZE = 16 * 1024 * 1024;

    BrokerConfig brokerConfig(String brokerName, String nameServerAddress, DataFolder folder) {
        BrokerConfig config = new BrokerConfig();
        config.setRocketmqHome(folder.root().toString());
        config.setBrokerConfigPath(folder.root().resolve("broker.properties").toString());
        config.setBrokerClusterName(CLUSTER);
        config.setBrokerName(brokerName);
        config.setBrokerIP1(FreePorts.LOOPBACK);
        config.setBrokerIP2(FreePorts.LOOPBACK);
        config.setNamesrvAddr(nameServerAddress);
        config.setAutoCreateTopicEnable(autoCreateTopics);
        config.setAutoCreateSubscriptionGroup(autoCreateGroups);
        config.setEnablePropertyFilter(true);
        config.setRecallMessageEnable(true);
        config.setMessageStorePlugIn(QuickStopStore.class.getName());
        // Its services take up to five seconds to stop. It serves pop consumers of RocketMQ 5, which ONS has not.
        config.setPopConsumerFSServiceInit(false);
        // Else a busy machine makes the broker refuse messages that waited for 200 ms.
        config.setBrokerFastFailureEnable(false);
        config.setTransactionCheckInterval(transactionCheckInterval.toMillis());
        config.setTransactionTimeOut(transactionCheckInterval.toMillis());
        config.setTransactionOpBatchInterval(100);
        // Rounds that skip a message still immune count as checks, so quick checks need a large limit.
        config.setTransactionCheckMax(100_000);
        fewThreads(config);
        brokerAdjustment.accept(config);
        return config;
    }

    private static void fewThreads(BrokerConfig config) {
        config.setSendMessageThreadPoolNums(2);
        config.setPutMessageFutureThreadPoolNums(1);
        config.setPullMessageThreadPoolNums(2);
        config.setLitePullMessageThreadPoolNums(2);
        config.setAckMessageThreadPoolNums(1);
        config.setProcessReplyMessageThreadPoolNums(1);
        config.setQueryMessageThreadPoolNums(1);
        config.setAdminBrokerThreadPoolNums(1);
        config.setClientManageThreadPoolNums(1);
        config.setConsumerManageThreadPoolNums(2);
        config.setLoadBalanceProcessorThreadPoolNums(1);
        config.setHeartbeatThreadPoolNums(1);
        config.setRecoverThreadPoolNums(1);
        config.setEndTransactionThreadPoolNums(1);
    }

    MessageStoreConfig storeConfig(DataFolder folder) {
        MessageStoreConfig config = new MessageStoreConfig();
        config.setStorePathRootDir(folder.store().toString());
        config.setStorePathCommitLog(folder.store().resolve("commitlog").toString());
        config.setMessageDelayLevel(messageDelayLevels);
        config.setMaxMessageSize(maxMessageSize);
        config.setMappedFileSizeCommitLog(Math.max(COMMIT_LOG_FILE_SIZE, 2 * maxMessageSize));
        config.setMappedFileSizeConsumeQueue(2000 * 20);
        config.setMappedFileSizeTimerLog(1024 * 1024);
        config.setMaxHashSlotNum(5000);
        config.setMaxIndexNum(20_000);
        config.setEnableCompaction(false);
        config.setOsPageCacheBusyTimeOutMills(60_000);
        // A full disk is for the test to notice, not for the broker to answer by deleting what the test looks for.
        config.setDiskMaxUsedSpaceRatio(95);
        config.setCleanFileForciblyEnable(false);
        // Else stopping waits for a flush that is due within half a second.
        config.setFlushCommitLogTimed(false);
        config.setFlushIntervalCommitLog(20);
        // A flush compares all 38 MB of the timer wheel; every second by default.
        config.setTimerFlushIntervalMs(600_000);
        config.setTimerPrecisionMs(100);
        config.setTimerGetMessageThreadNum(1);
        config.setTimerPutMessageThreadNum(1);
        storeAdjustment.accept(config);
        return config;
    }

    static NettyServerConfig serverConfig(int port) {
        NettyServerConfig config = new NettyServerConfig();
        config.setBindAddress(FreePorts.LOOPBACK);
        config.setListenPort(port);
        config.setServerWorkerThreads(2);
        config.setServerSelectorThreads(1);
        config.setServerCallbackExecutorThreads(1);
        return config;
    }

    NettyClientConfig brokerClientConfig() {
        NettyClientConfig config = clientConfig();
        config.setUseTLS(tls.only());
        return config;
    }

    static NettyClientConfig clientConfig() {
        NettyClientConfig config = new NettyClientConfig();
        config.setClientWorkerThreads(1);
        config.setUseTLS(false);
        return config;
    }
}
