package com.aliyun.openservices.ons.api.spi;

import com.aliyun.openservices.ons.api.Admin;

/**
 * An interceptor of {@code Consumer}, {@code OrderConsumer} and {@code BatchConsumer}: stands around the call of the
 * listener. Named in {@code META-INF/services/com.aliyun.openservices.ons.api.spi.ConsumerInterceptor}.
 */
public interface ConsumerInterceptor extends Interceptor<Admin> {
}
