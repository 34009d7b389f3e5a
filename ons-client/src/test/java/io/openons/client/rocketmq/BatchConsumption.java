package io.openons.client.rocketmq;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.openons.client.rocketmq.trace.ConsumerTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.consumer.store.OffsetStore;
import org.apache.rocketmq.client.impl.consumer.ConsumeMessageService;
import org.apache.rocketmq.client.impl.consumer.DefaultMQPushConsumerImpl;
import org.apache.rocketmq.client.impl.consumer.ProcessQueue;
import org.apache.rocketmq.client.stat.ConsumerStatsManager;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.common.message.MessageQueue;
import org.apache.rocketmq.remoting.protocol.heartbeat.MessageModel;
import org.mockito.Mockito;

/** A batch consume service on a mocked RocketMQ consumer, with real process queues. */
final class BatchConsumption {

    final DefaultMQPushConsumer consumer = mock(DefaultMQPushConsumer.class);
    final DefaultMQPushConsumerImpl implementation = mock(DefaultMQPushConsumerImpl.class);
    final ConsumeMessageService replaced = mock(ConsumeMessageService.class);
    final OffsetStore offsets = mock(OffsetStore.class);
    final ConsumerStatsManager statistics = mock(ConsumerStatsManager.class);
    final BatchConsumeService service;

    @SuppressWarnings("deprecation") // the way to the implementation that the main code takes
    BatchConsumption(BatchListener listener, int threads, int size, long awaitMillis) {
        when(consumer.getDefaultMQPushConsumerImpl()).thenReturn(implementation);
        when(consumer.getConsumerGroup()).thenReturn("GID_test");
        when(consumer.getConsumeThreadMax()).thenReturn(threads);
        when(consumer.getMessageQueueListener()).thenReturn(new QueueChanges(new CacheLimits(consumer, null), null));
        when(consumer.getMessageModel()).thenReturn(MessageModel.CLUSTERING);
        when(implementation.getConsumeMessageService()).thenReturn(replaced);
        when(implementation.getOffsetStore()).thenReturn(offsets);
        when(implementation.getConsumerStatsManager()).thenReturn(statistics);
        service = BatchConsumeService.takeOver(consumer, ConsumerTrace.OFF, listener, size, awaitMillis);
    }

    /** A queue of topic T, and what was pulled from it. */
    final class Pulled {

        final ProcessQueue processQueue = new ProcessQueue();
        final MessageQueue queue;

        Pulled(int id) {
            queue = new MessageQueue("T", "broker-a", id);
        }

        /** Pulls messages with the offsets from..to-1. */
        List<MessageExt> pull(int from, int to) {
            List<MessageExt> messages = new ArrayList<>(IntStream.range(from, to)
                    .mapToObj(offset -> message("T", queue.getQueueId(), offset)).toList());
            submit(messages);
            return messages;
        }

        void submit(List<MessageExt> messages) {
            processQueue.putMessage(messages);
            service.submitConsumeRequest(messages, processQueue, queue, true);
        }

        /** Waits until the position in the queue was told to be this one. */
        void awaitPosition(long position) {
            Mockito.verify(offsets, Mockito.timeout(10_000)).updateOffset(queue, position, true);
        }
    }

    static MessageExt message(String topic, int queueId, long offset) {
        MessageExt message = new MessageExt();
        message.setTopic(topic);
        message.setQueueId(queueId);
        message.setQueueOffset(offset);
        message.setBody(new byte[] {1});
        return message;
    }
}
