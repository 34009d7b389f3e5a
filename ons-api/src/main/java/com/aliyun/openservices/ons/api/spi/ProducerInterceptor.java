package com.aliyun.openservices.ons.api.spi;

import com.aliyun.openservices.ons.api.Admin;

/**
 * An interceptor of {@code Producer}, {@code OrderProducer} and, other than in the published client,
 * {@code TransactionProducer}: stands around sending, before the message is checked. Several are called in the order of
 * their registration before, and in reverse order after a send.
 * Named in {@code META-INF/services/com.aliyun.openservices.ons.api.spi.ProducerInterceptor}.
 */
public interface ProducerInterceptor extends Interceptor<Admin> {
}
