package io.openons.embedded.hook;

import org.apache.rocketmq.store.ha.DefaultHAService;

/**
 * A replication service that opens no socket as long as the broker has no replica.
 *
 * <p>RocketMQ's own one listens on all interfaces, whatever bind address the broker was given, even when there is
 * nobody to replicate to. Named in {@code META-INF/service/org.apache.rocketmq.store.ha.HAService}. A broker with
 * {@code totalReplicas} above 1 gets RocketMQ's behaviour, listener included.
 */
public final class LoopbackHaService extends DefaultHAService {

    /** Called by RocketMQ when a broker loads its store. */
    public LoopbackHaService() {
    }

    @Override
    public void start() throws Exception {
        if (hasReplicas()) {
            super.start();
        }
    }

    @Override
    public void shutdown() {
        if (hasReplicas()) {
            super.shutdown();
        }
    }

    private boolean hasReplicas() {
        return defaultMessageStore != null && defaultMessageStore.getMessageStoreConfig().getTotalReplicas() > 1;
    }
}
