package com.aliyun.openservices.ons.api.spi;

/**
 * Sees each message before and after a client handles it. Found by {@link java.util.ServiceLoader} under the name of
 * the sub-interface, with one new object for each client; an implementation needs a public no-argument constructor and
 * must be thread-safe.
 *
 * @param <T> the client it watches
 */
public interface Interceptor<T> {
    /**
     * Called before the message is handled, on the thread that handles it. An exception is logged and changes nothing.
     *
     * @param context what is known so far; the same object goes to {@link #postHandle(InvocationContext, Object)}
     * @param target the client
     * @return {@code false} to stop here: sending throws, and a received message is not given to its listener and is
     *     not redelivered; {@link #postHandle(InvocationContext, Object)} is called all the same
     * @throws Exception whatever goes wrong in the implementation
     */
    boolean preHandle(InvocationContext context, T target) throws Exception;

    /**
     * Called after the message was handled, whether it worked or not; for asynchronous sending after the callback. An
     * exception is logged and changes nothing.
     *
     * @param context what is known now
     * @param target the client
     * @throws Exception whatever goes wrong in the implementation
     */
    void postHandle(InvocationContext context, T target) throws Exception;
}
