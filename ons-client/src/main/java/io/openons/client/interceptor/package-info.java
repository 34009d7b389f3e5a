/** Calls the interceptors that an application registers as services of the {@code spi} package. */
package io.openons.client.interceptor;
