package io.openons.client.consumer;

import static org.mockito.Mockito.mock;

import com.aliyun.openservices.ons.api.Admin;
import com.aliyun.openservices.ons.api.spi.ConsumerInterceptor;
import com.aliyun.openservices.ons.api.spi.InvocationContext;
import io.openons.client.config.ClientKind;
import io.openons.client.fixture.Connections;
import io.openons.client.fixture.Services;
import io.openons.client.interceptor.Interceptors;
import java.util.List;
import java.util.function.Predicate;

/** Interceptions of a consumer: without interceptors, or with one that a test scripts. For one test at a time. */
final class ConsumerInterceptions {

    /** The consumer that interceptors are shown. */
    static final Admin CLIENT = mock(Admin.class);

    private ConsumerInterceptions() {
    }

    static Interception none() {
        return with(List.of());
    }

    /** One interceptor that answers as the first one tells, and whose second call is given to the second one. */
    static Interception of(Predicate<InvocationContext> before, Predicate<InvocationContext> after,
                           Object... keysAndValues) {
        Scripted.before = before;
        Scripted.after = after;
        return with(List.of(Scripted.class.getName()), keysAndValues);
    }

    private static Interception with(List<String> interceptors, Object... keysAndValues) {
        return Services.during(ConsumerInterceptor.class, interceptors,
                () -> new Interception(Interceptors.load(ConsumerInterceptor.class), CLIENT,
                        Connections.of(ClientKind.CONSUMER, keysAndValues)));
    }

    /** Does what the test says. */
    public static final class Scripted implements ConsumerInterceptor {

        private static Predicate<InvocationContext> before;
        private static Predicate<InvocationContext> after;

        @Override
        public boolean preHandle(InvocationContext context, Admin client) {
            return client == CLIENT && before.test(context);
        }

        @Override
        public void postHandle(InvocationContext context, Admin client) {
            after.test(context);
        }
    }
}
