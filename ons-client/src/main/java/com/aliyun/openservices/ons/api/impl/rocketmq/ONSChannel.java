package com.aliyun.openservices.ons.api.impl.rocketmq;

/**
 * The values of {@link com.aliyun.openservices.ons.api.PropertyKeyConst#OnsChannel}, which brokers of Alibaba Cloud tell
 * their users apart by and Apache's ignore. A constant may be put into the properties itself or by its name.
 */
public enum ONSChannel {
    /** Users of Aliyun's private clouds. */
    CLOUD,

    /** Users of Alibaba Cloud; the default. */
    ALIYUN,

    /** Users of either. */
    ALL
}
