package com.aliyun.openservices.ons.api.spi;

import com.aliyun.openservices.ons.api.Admin;

/**
 * An interceptor of {@code Producer} and {@code OrderProducer}: stands around sending, before the message is checked.
 * Named in {@code META-INF/services/com.aliyun.openservices.ons.api.spi.ProducerInterceptor}.
 */
public interface ProducerInterceptor extends Interceptor<Admin> {
}
