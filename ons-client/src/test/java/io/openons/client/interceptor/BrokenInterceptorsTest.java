package io.openons.client.interceptor;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.openservices.ons.api.spi.ProducerInterceptor;
import io.openons.client.fixture.CapturedLog;
import io.openons.client.fixture.Interceptions;
import io.openons.client.fixture.Services;
import java.io.IOException;
import java.net.URL;
import java.util.Enumeration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Registrations that break in the class loader; none of them may keep a client from being created. */
@Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BrokenInterceptorsTest {

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    @BeforeEach
    void forget() {
        Interceptions.forget();
    }

    @AfterEach
    void restore() {
        Thread.currentThread().setContextClassLoader(before);
    }

    @Test
    void oneWhoseOwnDependenciesAreMissingIsLeftOut() {
        List<String> registered = List.of(Interceptions.First.class.getName(), "a.class.WithoutItsSuperclass");
        Thread.currentThread().setContextClassLoader(new ClassLoader(before) {
            @Override
            protected Class<?> findClass(String name) {
                throw new NoClassDefFoundError("a/missing/Superclass");
            }
        });

        try (CapturedLog log = CapturedLog.of(Interceptors.class)) {
            Interceptors interceptors = Services.during(ProducerInterceptor.class, registered,
                    () -> Interceptors.load(ProducerInterceptor.class));

            assertThat(interceptors.isEmpty()).isFalse();
            assertThat(log.lines()).hasSize(1);
        }
    }

    @Test
    void aClassLoaderThatCannotListRegistrationsMeansNone() {
        Thread.currentThread().setContextClassLoader(new ClassLoader(before) {
            @Override
            public Enumeration<URL> getResources(String name) throws IOException {
                throw new IOException("closed");
            }
        });

        assertThat(Interceptors.load(ProducerInterceptor.class).isEmpty()).isTrue();
    }
}
