package com.aliyun.openservices.ons.api.order;

import com.aliyun.openservices.ons.api.Message;

/**
 * Takes the messages of an {@link OrderConsumer}. The messages of one queue come one after the other; several threads
 * of the client serve several queues at the same time, so an implementation must be thread-safe.
 */
public interface MessageOrderListener {
    /**
     * Handles one message. May block: the messages behind it in the queue wait. One message may be delivered more than
     * once.
     *
     * @param message the message; changing it does not change what a later delivery brings
     * @param context belongs to this call
     * @return {@link OrderAction#Success} when the message is done; {@link OrderAction#Suspend}, {@code null} and any
     *     thrown exception or error make the same message come again after
     *     {@link com.aliyun.openservices.ons.api.PropertyKeyConst#SuspendTimeMillis}
     */
    OrderAction consume(Message message, ConsumeOrderContext context);
}
