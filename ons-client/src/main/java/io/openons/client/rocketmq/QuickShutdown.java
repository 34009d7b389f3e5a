package io.openons.client.rocketmq;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.impl.factory.MQClientInstance;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.remoting.netty.NettyEvent;
import org.apache.rocketmq.remoting.netty.NettyEventType;
import org.apache.rocketmq.remoting.netty.NettyRemotingAbstract;

/**
 * Shuts RocketMQ clients down without the wait of up to 3 s that they have for a thread which polls for connection
 * events: while the shutdown runs, that thread is sent empty events, so that it sees at once that it should end.
 */
public final class QuickShutdown {

    private static final NettyEvent EMPTY = new NettyEvent(NettyEventType.IDLE, "", null);
    private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private QuickShutdown() {
    }

    /**
     * Shuts a producer down.
     *
     * @param producer a started producer
     */
    @SuppressWarnings("deprecation") // the implementation behind the producer has no other way to it
    public static void shutdown(DefaultMQProducer producer) {
        run(producer.getDefaultMQProducerImpl().getMqClientFactory(), () -> {
            try {
                producer.shutdown();
            } finally {
                Transports.leave(producer, Member.Part.PRODUCER, producer.getProducerGroup());
            }
        });
    }

    /**
     * Stores a consumer's positions and shuts it down.
     *
     * @param connection how the consumer connects
     * @param consumer a started consumer
     */
    @SuppressWarnings("deprecation") // as above
    public static void shutdown(Connection connection, DefaultMQPushConsumer consumer) {
        run(consumer.getDefaultMQPushConsumerImpl().getmQClientFactory(), () -> {
            try {
                new PushConsumerControl(connection, consumer).storePositions();
                consumer.shutdown();
            } finally {
                Transports.leave(consumer, Member.Part.CONSUMER, consumer.getConsumerGroup());
            }
        });
    }

    /** In a thread of its own, so that an interrupt of the caller does not keep positions from being stored. */
    static void run(MQClientInstance instance, Runnable shutdown) {
        NettyRemotingAbstract remoting = (NettyRemotingAbstract) instance.getMQClientAPIImpl().getRemotingClient();
        CompletableFuture<Void> work =
                CompletableFuture.runAsync(shutdown, task -> new Thread(task, "ons-shutdown").start());
        boolean interrupted = false;
        while (!work.isDone()) {
            remoting.putNettyEvent(EMPTY);
            LockSupport.parkNanos(INTERVAL_NANOS);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        work.join();
    }
}
