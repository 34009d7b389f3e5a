package com.aliyun.openservices.ons.api.order;

/** What a {@link MessageOrderListener} answers. {@code null}, an exception and an error count as {@link #Suspend}. */
public enum OrderAction {
    /** The message is done: the next message of the queue follows. */
    Success,

    /**
     * The same message is to come again, before any other message of its queue, after
     * {@link com.aliyun.openservices.ons.api.PropertyKeyConst#SuspendTimeMillis}; without end, unless
     * {@link com.aliyun.openservices.ons.api.PropertyKeyConst#MaxReconsumeTimes} is set.
     */
    Suspend
}
