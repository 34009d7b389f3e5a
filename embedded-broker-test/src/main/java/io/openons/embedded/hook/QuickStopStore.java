package io.openons.embedded.hook;

import java.util.concurrent.CompletableFuture;
import org.apache.rocketmq.store.MessageStore;
import org.apache.rocketmq.store.QueryMessageResult;
import org.apache.rocketmq.store.plugin.AbstractPluginMessageStore;
import org.apache.rocketmq.store.plugin.MessageStorePluginContext;
import org.apache.rocketmq.store.rocksdb.MessageRocksDBStorage;
import org.apache.rocketmq.store.timer.rocksdb.TimerMessageRocksDBStore;
import org.apache.rocketmq.store.transaction.TransMessageRocksDBStore;

/**
 * A message-store plug-in that takes the fixed pause of three seconds out of the store's shutdown.
 *
 * <p>The store sleeps before it closes its files, to let late readers finish; the harness has closed the connections by
 * then. Every other call goes to the store unchanged.
 */
public final class QuickStopStore extends AbstractPluginMessageStore {

    /**
     * Called by RocketMQ when a broker builds its store.
     *
     * @param context what RocketMQ tells a plug-in; not used
     * @param next the store to put this one in front of
     */
    public QuickStopStore(MessageStorePluginContext context, MessageStore next) {
        super(context, next);
    }

    /** Shuts the store down with the interrupt flag set, which ends the pause at once, and clears the flag again. */
    @Override
    public void shutdown() {
        Thread.currentThread().interrupt();
        try {
            next.shutdown();
        } finally {
            Thread.interrupted();
        }
    }

    // RocketMQ's base class for plug-ins leaves these out.

    @Override
    public TimerMessageRocksDBStore getTimerMessageRocksDBStore() {
        return next.getTimerMessageRocksDBStore();
    }

    @Override
    public void setTimerMessageRocksDBStore(TimerMessageRocksDBStore store) {
        next.setTimerMessageRocksDBStore(store);
    }

    @Override
    public TransMessageRocksDBStore getTransMessageRocksDBStore() {
        return next.getTransMessageRocksDBStore();
    }

    @Override
    public void setTransMessageRocksDBStore(TransMessageRocksDBStore store) {
        next.setTransMessageRocksDBStore(store);
    }

    @Override
    public MessageRocksDBStorage getMessageRocksDBStorage() {
        return next.getMessageRocksDBStorage();
    }

    @Override
    public QueryMessageResult queryMessage(String topic, String key, int maxNum, long begin, long end,
            String indexType, String lastKey) {
        return next.queryMessage(topic, key, maxNum, begin, end, indexType, lastKey);
    }

    @Override
    public CompletableFuture<QueryMessageResult> queryMessageAsync(String topic, String key, int maxNum, long begin,
            long end, String indexType, String lastKey) {
        return next.queryMessageAsync(topic, key, maxNum, begin, end, indexType, lastKey);
    }
}
