package io.openons.embedded;

import io.netty.util.concurrent.EventExecutorGroup;
import java.lang.reflect.Field;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.rocketmq.broker.BrokerController;
import org.apache.rocketmq.broker.out.BrokerOuterAPI;
import org.apache.rocketmq.broker.schedule.ScheduleMessageService;
import org.apache.rocketmq.common.ServiceThread;
import org.apache.rocketmq.common.config.AbstractRocksDBStorage;
import org.apache.rocketmq.namesrv.NamesrvController;
import org.apache.rocketmq.remoting.RemotingClient;
import org.apache.rocketmq.remoting.RemotingServer;
import org.apache.rocketmq.remoting.netty.NettyRemotingAbstract;
import org.apache.rocketmq.remoting.netty.NettyRemotingClient;
import org.apache.rocketmq.remoting.netty.NettyRemotingServer;
import org.apache.rocketmq.store.rocksdb.MessageRocksDBStorage;

/**
 * All use of RocketMQ's private fields, each with its reason. None is needed to start a broker, all are needed to stop
 * one quickly and without leaving threads.
 */
final class RocketMqInternals {

    private static final long CLOSE_LIMIT_SECONDS = 10;

    private RocketMqInternals() {
    }

    /** Closes the socket and the connections of a server and ends their threads. Its shutdown need not wait then. */
    static void close(RemotingServer server) {
        if (server instanceof NettyRemotingServer) {
            endEventThread(server);
            end(NettyRemotingServer.class, server, "eventLoopGroupBoss");
            end(NettyRemotingServer.class, server, "eventLoopGroupSelector");
            end(NettyRemotingServer.class, server, "defaultEventExecutorGroup");
        }
    }

    /** Closes the connections of a client and ends their threads. Its shutdown need not wait then. */
    static void close(RemotingClient client) {
        endEventThread(client);
        end(NettyRemotingClient.class, client, "eventLoopGroupWorker");
        end(NettyRemotingClient.class, client, "defaultEventExecutorGroup");
    }

    /** Shuts down what a name server forgets. */
    static void endForgottenThreads(NamesrvController nameServer) {
        endForgottenThreads(nameServer.getRemotingServer(), nameServer.getRemotingClient());
    }

    /** Shuts down what a broker forgets. */
    static void endForgottenThreads(BrokerController broker) {
        endForgottenThreads(broker.getRemotingServer(), outerClient(broker));
        if (broker.getMessageStore() != null) {
            MessageRocksDBStorage storage = broker.getMessageStore().getMessageRocksDBStorage();
            // Not a daemon: this one would keep the JVM alive.
            shutDown(MessageRocksDBStorage.class, storage, "scheduler");
            shutDown(AbstractRocksDBStorage.class, storage, "reloadScheduler");
        }
    }

    private static void endForgottenThreads(RemotingServer server, RemotingClient client) {
        shutDown(NettyRemotingServer.class, server, "scheduledExecutorService");
        shutDown(NettyRemotingClient.class, client, "scanExecutor");
    }

    /**
     * Makes the timers of the delay levels end with their executor. Its shutdown would wait until each has fired once
     * more, which takes a second when the broker has just started.
     */
    static void dropDelayTimers(BrokerController broker) {
        Object timers = read(ScheduleMessageService.class, broker.getScheduleMessageService(), "deliverExecutorService");
        if (timers instanceof ScheduledThreadPoolExecutor executor) {
            executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        }
    }

    /** The client a broker calls name servers with; BrokerOuterAPI does not hand it out. */
    static RemotingClient outerClient(BrokerController broker) {
        return (RemotingClient) read(BrokerOuterAPI.class, broker.getBrokerOuterAPI(), "remotingClient");
    }

    /** The thread that reports connections being opened and closed looks for the end of its service every 3 s only. */
    private static void endEventThread(Object remoting) {
        ((ServiceThread) read(NettyRemotingAbstract.class, remoting, "nettyEventExecutor")).shutdown(true);
    }

    /** RocketMQ lets Netty's threads wait for two quiet seconds before they end. */
    private static void end(Class<?> owner, Object remoting, String eventExecutors) {
        EventExecutorGroup group = (EventExecutorGroup) read(owner, remoting, eventExecutors);
        if (group != null) { // some are created by start(), which may not have been reached
            group.shutdownGracefully(0, CLOSE_LIMIT_SECONDS, TimeUnit.SECONDS)
                    .awaitUninterruptibly(CLOSE_LIMIT_SECONDS, TimeUnit.SECONDS);
        }
    }

    private static void shutDown(Class<?> owner, Object object, String executorField) {
        if (owner.isInstance(object)) {
            ((ExecutorService) read(owner, object, executorField)).shutdownNow();
        }
    }

    private static Object read(Class<?> owner, Object object, String name) {
        try {
            Field field = owner.getDeclaredField(name);
            field.setAccessible(true);
            return field.get(object);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This RocketMQ has no field " + owner.getName() + "." + name
                    + ": the embedded broker is made for another version. Use the RocketMQ version it depends on.", e);
        }
    }
}
