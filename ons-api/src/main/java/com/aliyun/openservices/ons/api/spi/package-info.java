/** Interceptors, which applications add to see every message that clients send or give to listeners. */
package com.aliyun.openservices.ons.api.spi;
