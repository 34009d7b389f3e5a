package io.openons.client.interceptor;

import com.aliyun.openservices.ons.api.Admin;
import com.aliyun.openservices.ons.api.spi.Interceptor;
import com.aliyun.openservices.ons.api.spi.InvocationContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The interceptors of one client: one new instance of each registered service, made when the client is created, called
 * in the order in which they were found before an operation and in reverse order after it. What an interceptor throws
 * is logged and changes nothing. Thread-safe when the interceptors are.
 */
public final class Interceptors {

    private static final Logger LOG = LoggerFactory.getLogger(Interceptors.class);

    private final List<Interceptor<Admin>> interceptors;

    private Interceptors(List<Interceptor<Admin>> interceptors) {
        this.interceptors = Collections.unmodifiableList(interceptors);
    }

    /**
     * Loads the interceptors that the thread's context class loader finds.
     *
     * @param service the kind of interceptor
     * @return the interceptors; one that cannot be loaded is left out with an ERROR in the log
     */
    public static Interceptors load(Class<? extends Interceptor<Admin>> service) {
        List<Interceptor<Admin>> found = new ArrayList<>();
        Iterator<? extends Interceptor<Admin>> services = ServiceLoader.load(service).iterator();
        String lastFailure = null;
        while (true) {
            try {
                if (!services.hasNext()) {
                    return new Interceptors(found);
                }
                found.add(services.next());
                lastFailure = null;
            } catch (ServiceConfigurationError | LinkageError e) {
                if (e.toString().equals(lastFailure)) {
                    return new Interceptors(found); // no progress: it would fail like this for ever
                }
                lastFailure = e.toString();
                LOG.error("An interceptor cannot be loaded and is left out. service={}", service.getName(), e);
            }
        }
    }

    /**
     * Whether there are none, so that nothing needs to be prepared for them.
     *
     * @return true when no interceptor is registered
     */
    public boolean isEmpty() {
        return interceptors.isEmpty();
    }

    /**
     * Calls the interceptors before an operation, in order, until one refuses. After a refusal those that were called,
     * the refusing one included, are called again in reverse order, as the published client does.
     *
     * @param context what they see
     * @param client the client
     * @return whether the operation may go on: none of them returned false
     */
    public boolean before(InvocationContext context, Admin client) {
        for (int i = 0; i < interceptors.size(); i++) {
            Interceptor<Admin> interceptor = interceptors.get(i);
            try {
                if (!interceptor.preHandle(context, client)) {
                    after(i, context, client);
                    return false;
                }
            } catch (Throwable e) {
                logFailure(interceptor, "preHandle", e);
            }
        }
        return true;
    }

    /**
     * Calls every interceptor after the operation, in reverse order.
     *
     * @param context what they see
     * @param client the client
     */
    public void after(InvocationContext context, Admin client) {
        after(interceptors.size() - 1, context, client);
    }

    private void after(int last, InvocationContext context, Admin client) {
        for (int i = last; i >= 0; i--) {
            Interceptor<Admin> interceptor = interceptors.get(i);
            try {
                interceptor.postHandle(context, client);
            } catch (Throwable e) {
                logFailure(interceptor, "postHandle", e);
            }
        }
    }

    private static void logFailure(Interceptor<Admin> interceptor, String method, Throwable failure) {
        LOG.warn("An interceptor threw; the operation goes on without it. interceptor={} method={}",
                interceptor.getClass().getName(), method, failure);
    }
}
