package io.openons.client.rocketmq;

import java.util.List;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.common.message.MessageQueue;

/** Consumes the batches that a {@link BatchConsumeService} puts together. Called by many threads at once. */
public interface BatchListener {

    /**
     * Consumes messages of one topic.
     *
     * @param messages the messages, each with its original topic
     * @param queues for each message the queue it was taken from
     * @return how many are done, counted from the first one; the others are delivered again later
     */
    int consume(List<MessageExt> messages, List<MessageQueue> queues);
}
