package io.openons.client.rocketmq;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.rocketmq.client.ClientConfig;
import org.apache.rocketmq.client.exception.MQBrokerException;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.impl.MQClientManager;
import org.apache.rocketmq.client.impl.consumer.MQConsumerInner;
import org.apache.rocketmq.client.impl.factory.MQClientInstance;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.common.filter.ExpressionType;
import org.apache.rocketmq.remoting.exception.RemotingException;
import org.apache.rocketmq.remoting.protocol.heartbeat.HeartbeatData;
import org.apache.rocketmq.remoting.protocol.heartbeat.SubscriptionData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * RocketMQ's connections and threads of one transport. RocketMQ does some things for all members at once, so that one
 * whose keys or group a broker refuses would take the others with it, and closes the connections when it believes that
 * the last one has gone; here each member counts for itself, and {@link Transports} says when to close.
 */
final class TransportInstance extends MQClientInstance {

    private static final Logger LOG = LoggerFactory.getLogger(TransportInstance.class);
    private static final long HEARTBEAT_WAIT_SECONDS = 3;

    private final Transport transport;
    /**
     * Held for one set of members at a time, and while one leaves: a heartbeat under way would bring it back at the
     * broker, which would leave it queues for two minutes, now that its connection stays.
     */
    private final ReentrantLock heartbeats = new ReentrantLock(true);

    TransportInstance(ClientConfig config, String clientId, Transport transport) {
        super(config, 0, clientId, new TransportSigning(transport));
        this.transport = transport;
        // A request and its answer change threads three times, not five; the other threads are for TLS to encrypt on.
        getNettyClientConfig().setDisableNettyWorkerGroup(!config.isUseTLS());
    }

    Transport transport() {
        return transport;
    }

    @Override
    public boolean sendHeartbeatToAllBrokerWithLock() {
        return heartbeat(HEARTBEAT_WAIT_SECONDS, super::sendHeartbeatToAllBrokerWithLock);
    }

    @Override
    public boolean sendHeartbeatToAllBrokerWithLockV2(boolean rebalance) {
        return heartbeat(HEARTBEAT_WAIT_SECONDS, () -> super.sendHeartbeatToAllBrokerWithLockV2(rebalance));
    }

    /** Called for each new connection, maybe by that of the heartbeat under way: it must not wait for that. */
    @Override
    public boolean sendHeartbeatToBroker(long id, String brokerName, String address, boolean strictLockMode) {
        return heartbeat(0, () -> super.sendHeartbeatToBroker(id, brokerName, address, strictLockMode));
    }

    private boolean heartbeat(long waitSeconds, Transport.Step<Boolean, RuntimeException> send) {
        boolean sent = true;
        for (List<Member> members : transport.byHeartbeat()) {
            // One that has a place may not have started yet, or have left a moment ago.
            sent &= members.stream().noneMatch(this::registered)
                    || alone(waitSeconds, () -> transport.act(members, send));
        }
        return sent;
    }

    private boolean registered(Member member) {
        return (member.part() == Member.Part.PRODUCER ? getProducerTable() : getConsumerTable())
                .containsKey(member.group());
    }

    /** Tells a broker of a consumer, unless that one has left. */
    void tell(String broker, HeartbeatData consumer, long timeoutMillis)
            throws RemotingException, MQBrokerException, InterruptedException {
        if (locked(HEARTBEAT_WAIT_SECONDS)) {
            try {
                consumer.getConsumerDataSet().removeIf(data -> !getConsumerTable().containsKey(data.getGroupName()));
                getMQClientAPIImpl().sendHeartbeat(broker, consumer, timeoutMillis);
            } finally {
                heartbeats.unlock();
            }
        }
    }

    private boolean alone(long waitSeconds, Transport.Step<Boolean, RuntimeException> step) {
        boolean mine = locked(waitSeconds);
        try {
            return mine && step.take();
        } finally {
            if (mine) {
                heartbeats.unlock();
            }
        }
    }

    private boolean locked(long waitSeconds) {
        try {
            return heartbeats.tryLock(waitSeconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void unregisterProducer(String group) {
        leave(() -> super.unregisterProducer(group));
    }

    @Override
    public void unregisterConsumer(String group) {
        leave(() -> super.unregisterConsumer(group));
    }

    private void leave(Runnable unregister) {
        boolean left = alone(HEARTBEAT_WAIT_SECONDS, () -> {
            unregister.run();
            return true;
        });
        if (!left) {
            unregister.run(); // no broker answers, so that none hears the heartbeat under way either
        }
    }

    /** Everybody's keys may be those that a name server wants; normally all are the same. */
    @Override
    public boolean updateTopicRouteInfoFromNameServer(String topic, boolean isDefault, DefaultMQProducer producer) {
        boolean changed = false;
        for (List<Member> members : transport.byCredentials()) {
            changed |= transport.<Boolean, RuntimeException>act(members,
                    () -> super.updateTopicRouteInfoFromNameServer(topic, isDefault, producer));
        }
        return changed;
    }

    /** RocketMQ asks for all consumers when one starts, and a refused expression of another would end that. */
    @Override
    public void checkClientInBroker() throws MQClientException {
        if (transport.acting() == null) {
            return;
        }
        for (Member member : transport.consumers()) {
            MQConsumerInner consumer = getConsumerTable().get(member.group());
            for (SubscriptionData subscription : consumer == null ? Collections.<SubscriptionData>emptySet()
                    : consumer.subscriptions()) {
                check(member, subscription);
            }
        }
    }

    private void check(Member member, SubscriptionData subscription) throws MQClientException {
        String broker = findBrokerAddrByTopic(subscription.getTopic());
        if (broker == null || ExpressionType.isTagType(subscription.getExpressionType())) {
            return;
        }
        try {
            getMQClientAPIImpl().checkClientInBroker(broker, member.group(), getClientId(), subscription,
                    getClientConfig().getMqClientApiTimeout());
        } catch (RemotingException e) {
            throw new MQClientException("broker " + broker + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MQClientException("interrupted while broker " + broker + " was asked", e);
        }
    }

    @Override
    public boolean doRebalance() {
        boolean balanced = true;
        for (Member member : transport.consumers()) {
            MQConsumerInner consumer = getConsumerTable().get(member.group());
            try {
                balanced &= consumer == null
                        || transport.<Boolean, RuntimeException>act(Collections.singletonList(member),
                                consumer::tryRebalance);
            } catch (RuntimeException e) {
                LOG.warn("{} could not take its share of the queues and tries again", member, e);
                balanced = false;
            }
        }
        return balanced;
    }

    /** Members that go do not decide. */
    @Override
    public void shutdown() {
        // See close().
    }

    /** Ends all connections and threads. */
    void close() {
        // What it plans for later would be waited for, and finds no consumer any more.
        getPullMessageService().makeStop();
        getPullMessageService().getScheduledExecutorService().shutdownNow();
        super.shutdown();
        // RocketMQ leaves one there that never started.
        MQClientManager.getInstance().getFactoryTable().remove(getClientId(), this);
    }
}
