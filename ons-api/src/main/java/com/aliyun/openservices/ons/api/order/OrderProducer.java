package com.aliyun.openservices.ons.api.order;

import com.aliyun.openservices.ons.api.Admin;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.SendResult;

/**
 * Sends messages so that those with the same sharding key stay in order.
 *
 * <p>Made by {@link com.aliyun.openservices.ons.api.ONSFactory#createOrderProducer(java.util.Properties)}. Safe for use
 * by several threads; the order of one key is the order in which the calls return, so send the messages of a key from
 * one thread at a time.
 */
public interface OrderProducer extends Admin {
    /**
     * Sends a message to the queue of a sharding key and waits for the broker to store it, at most
     * {@link com.aliyun.openservices.ons.api.PropertyKeyConst#SendMsgTimeoutMillis} (default 3000 ms). The queue is
     * {@code abs(shardingKey.hashCode()) % queues}, where the absolute value of {@link Integer#MIN_VALUE} is taken as 0
     * and queues count in route order: the rule of the published client, so that both put a key into the same queue.
     *
     * @param message topic and body are needed; body at most 4 MiB (4194304 bytes)
     * @param shardingKey the key, taken as it is and not trimmed; not {@code null}, empty or blank unless
     *     {@link com.aliyun.openservices.ons.api.PropertyKeyConst#ShardingKey} gives a default
     * @return topic and identifier of the stored message
     * @throws com.aliyun.openservices.ons.api.exception.ONSClientException if the producer is not running, the message
     *     or the key is refused, or the broker did not store the message in time
     */
    SendResult send(Message message, String shardingKey);
}
