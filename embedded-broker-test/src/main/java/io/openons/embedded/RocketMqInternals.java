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
import org.apache.rocketmq.namesrv.routeinfo.RouteInfoManager;
import org.apache.rocketmq.remoting.RemotingClient;
import org.apache.rocketmq.remoting.RemotingServer;
import org.apache.rocketmq.remoting.netty.NettyEvent;
import org.apache.rocketmq.remoting.netty.NettyEventType;
import org.apache.rocketmq.remoting.netty.NettyRemotingAbstract;
import org.apache.rocketmq.remoting.netty.NettyRemotingClient;
import org.apache.rocketmq.remoting.netty.NettyRemotingServer;
import org.apache.rocketmq.remoting.protocol.header.namesrv.UnRegisterBrokerRequestHeader;
import org.apache.rocketmq.store.rocksdb.MessageRocksDBStorage;

/**
 * All use of RocketMQ's private fields, each with its reason. Most are needed to stop a broker quickly and without
 * leaving threads. It starts only with the RocketMQ version that this module depends on.
 */
final class RocketMqInternals {

    private static final long QUIET_MILLIS = 20;
    private static final long CLOSE_LIMIT_MILLIS = 10_000;

    private RocketMqInternals() {
    }

    /** Closes the socket and the connections of a server and ends their threads. Its shutdown need not wait then. */
    static void close(RemotingServer server) {
        if (server instanceof NettyRemotingServer) {
            endEventThread(server);
            end(NettyRemotingServer.class, server, "eventLoopGroupBoss", 0);
            end(NettyRemotingServer.class, server, "eventLoopGroupSelector", QUIET_MILLIS);
            end(NettyRemotingServer.class, server, "defaultEventExecutorGroup", 0);
        }
    }

    /** Closes the connections of a client and ends their threads. Its shutdown need not wait then. */
    static void close(RemotingClient client) {
        close(client, QUIET_MILLIS);
    }

    /** Ends the threads of a client that has never connected. */
    static void closeUnused(RemotingClient client) {
        close(client, 0);
    }

    private static void close(RemotingClient client, long quietMillis) {
        endEventThread(client);
        end(NettyRemotingClient.class, client, "eventLoopGroupWorker", quietMillis);
        end(NettyRemotingClient.class, client, "defaultEventExecutorGroup", 0);
    }

    /**
     * Ends the thread that takes brokers off the routes. It waits for requests without limit and logs an error with a
     * stack trace when it is interrupted, which is how RocketMQ ends it; so it gets a last request, for no broker.
     */
    static void endUnregistrations(NamesrvController nameServer) {
        RouteInfoManager routes = nameServer.getRouteInfoManager();
        ServiceThread service = (ServiceThread) read(RouteInfoManager.class, routes, "unRegisterService");
        UnRegisterBrokerRequestHeader nobody = new UnRegisterBrokerRequestHeader();
        nobody.setBrokerName("");
        nobody.setBrokerAddr("");
        nobody.setClusterName("");
        nobody.setBrokerId(0L);
        service.makeStop();
        routes.submitUnRegisterBrokerRequest(nobody);
        service.shutdown();
    }

    /**
     * Ends the thread that writes into a file how many half messages there are, for operators' tools. For the first ten
     * seconds of a broker it does nothing but look at the clock, which takes a core.
     */
    static void endHalfMessageCounts(BrokerController broker) {
        ((ServiceThread) read(BrokerController.class, broker, "transactionMetricsFlushService")).makeStop();
    }

    /** Shuts down what a name server forgets. */
    static void endForgottenThreads(NamesrvController nameServer) {
        endForgottenThreads(nameServer.getRemotingServer(), nameServer.getRemotingClient());
    }

    /** Shuts down what a broker forgets. */
    static void endForgottenThreads(BrokerController broker) {
        endForgottenThreads(broker.getRemotingServer(), outerClient(broker));
        broker.getPopLiteMessageProcessor().getConsumerOrderInfoManager().shutdown();
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
        Object timers = read(ScheduleMessageService.class, broker.getScheduleMessageService(),
                "deliverExecutorService");
        if (timers instanceof ScheduledThreadPoolExecutor executor) {
            executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        }
    }

    /** The client a broker calls name servers with; BrokerOuterAPI does not hand it out. */
    static RemotingClient outerClient(BrokerController broker) {
        return (RemotingClient) read(BrokerOuterAPI.class, broker.getBrokerOuterAPI(), "remotingClient");
    }

    /**
     * The thread that reports connections being opened and closed looks for the end of its service every 3 s only,
     * unless an event comes in; this kind of event is of no consequence.
     */
    private static void endEventThread(Object remoting) {
        ((ServiceThread) read(NettyRemotingAbstract.class, remoting, "nettyEventExecutor")).makeStop();
        ((NettyRemotingAbstract) remoting).putNettyEvent(new NettyEvent(NettyEventType.ACTIVE, "", null));
    }

    /**
     * RocketMQ lets Netty's threads wait for two quiet seconds before they end. A moment is enough where connections
     * close: their handlers, in other threads, answer that with work for the event loop.
     */
    private static void end(Class<?> owner, Object remoting, String eventExecutors, long quietMillis) {
        EventExecutorGroup group = (EventExecutorGroup) read(owner, remoting, eventExecutors);
        if (group != null) { // some are created by start(), which may not have been reached
            group.shutdownGracefully(quietMillis, CLOSE_LIMIT_MILLIS, TimeUnit.MILLISECONDS)
                    .awaitUninterruptibly(CLOSE_LIMIT_MILLIS, TimeUnit.MILLISECONDS);
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
