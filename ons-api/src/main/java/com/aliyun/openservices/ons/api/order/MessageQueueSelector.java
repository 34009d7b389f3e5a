package com.aliyun.openservices.ons.api.order;

import com.aliyun.openservices.ons.api.Message;

/**
 * Chooses the queue of an ordered message. Published, but no method of the API takes one: {@link OrderProducer} chooses
 * by the sharding key.
 */
public interface MessageQueueSelector {
    /**
     * Chooses a queue.
     *
     * @param queueTotal the number of queues of the topic, at least 1
     * @param msg the message
     * @param arg the application's argument, possibly {@code null}
     * @return the number of a queue, from 0 to {@code queueTotal - 1}
     */
    int select(int queueTotal, Message msg, Object arg);
}
