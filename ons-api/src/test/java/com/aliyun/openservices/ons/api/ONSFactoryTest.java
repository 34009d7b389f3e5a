package com.aliyun.openservices.ons.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.aliyun.openservices.ons.api.exception.ONSClientException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceConfigurationError;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ONSFactoryTest {
    @TempDir
    private Path first;

    @TempDir
    private Path second;

    @Test
    void usesTheOneProviderAndMakesItOnce() throws Throwable {
        IsolatedApi.provide(FirstFactory.class, first);

        try (IsolatedApi api = new IsolatedApi(first)) {
            assertThat(api.createProducer()).isInstanceOf(api.type(Producer.class));
            assertThat(api.createProducer()).isInstanceOf(api.type(Producer.class));
            AtomicInteger created = (AtomicInteger) api.type(FirstFactory.class).getField("CREATED").get(null);
            assertThat(created).hasValue(1);
        }
    }

    @Test
    void looksWithItsOwnClassLoaderWhateverTheThreadHas() throws Throwable {
        IsolatedApi.provide(FirstFactory.class, first);
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());

        try (IsolatedApi api = new IsolatedApi(first)) {
            assertThat(api.createProducer()).isNotNull();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void noProviderIsAnsweredWithTheDependencyToAdd() throws Throwable {
        try (IsolatedApi api = new IsolatedApi(first)) {
            assertThat(failure(api)).hasMessage("There is no implementation of the ONS API on the class path:"
                + " no jar has a META-INF/services/com.aliyun.openservices.ons.api.ONSFactoryAPI."
                + " Add the dependency io.openons:ons-client in the version of io.openons:ons-api.").hasNoCause();
        }
    }

    @Test
    void severalProvidersAreNamedWithTheirPlaces() throws Throwable {
        IsolatedApi.provide(FirstFactory.class, first);
        IsolatedApi.provide(SecondFactory.class, second);

        try (IsolatedApi api = new IsolatedApi(first, second)) {
            assertThat(failure(api))
                .hasMessageStartingWith("There are 2 implementations of the ONS API on the class path: ")
                .hasMessageContaining(FirstFactory.class.getName() + " in " + first.toUri().toURL())
                .hasMessageContaining(SecondFactory.class.getName() + " in " + second.toUri().toURL())
                .hasMessageEndingWith("Keep one of them and exclude the others.");
        }
    }

    @Test
    void providerThatThrowsIsNamedAndItsReasonKept() throws Throwable {
        IsolatedApi.copy(FirstFactory.class, first);
        IsolatedApi.provide(BrokenFactory.class, first);

        try (IsolatedApi api = new IsolatedApi(first)) {
            assertThat(failure(api)).hasMessageStartingWith("The implementation of the ONS API cannot be loaded: ")
                .hasMessageContaining(BrokenFactory.class.getName())
                .hasMessageContaining("all dependencies of io.openons:ons-client")
                .hasCauseInstanceOf(ServiceConfigurationError.class)
                .rootCause().isInstanceOf(IllegalStateException.class).hasMessage("broken on purpose");
        }
    }

    @Test
    void providerThatIsMissingIsNamed() throws Throwable {
        IsolatedApi.announce("gone.Factory", first);

        try (IsolatedApi api = new IsolatedApi(first)) {
            assertThat(failure(api)).hasMessageContaining("gone.Factory")
                .hasCauseInstanceOf(ServiceConfigurationError.class);
        }
    }

    @Test
    void providerWithAMissingDependencyIsNamedAndItsReasonKept() throws Throwable {
        IsolatedApi.provide(SecondFactory.class, second); // without its superclass

        try (IsolatedApi api = new IsolatedApi(second)) {
            assertThat(failure(api)).hasMessageStartingWith("The implementation of the ONS API cannot be loaded: ")
                .hasMessageContaining("FirstFactory")
                .rootCause().isInstanceOfAny(NoClassDefFoundError.class, ClassNotFoundException.class);
        }
    }

    @Test
    void publishedClientOnTheClassPathIsNamedWithWhatToExclude() throws Throwable {
        IsolatedApi.provide(FirstFactory.class, first);
        IsolatedApi.copy(ONSFactory.class, second); // as every published jar has, without what only this API has

        try (IsolatedApi api = new IsolatedApi(first, second)) {
            assertThat(failure(api)).hasMessage("Two ONS APIs are on the class path: " + api.home()
                + " (io.openons:ons-api) and " + second.toUri().toURL() + " (the published client), and their"
                + " classes would mix. Exclude the dependency com.aliyun.openservices:ons-client;"
                + " io.openons:ons-client takes its place.");
        }
    }

    @Test
    void secondCopyOfThisApiDoesNoHarm() throws Throwable {
        IsolatedApi.provide(FirstFactory.class, first);
        IsolatedApi.copy(ONSFactory.class, second);
        IsolatedApi.copy(ForeignApi.class, second);

        try (IsolatedApi api = new IsolatedApi(first, second)) {
            assertThat(api.createProducer()).isNotNull();
        }
    }

    @Test
    void failureIsRememberedAndThrownAnew() throws Throwable {
        IsolatedApi.announce("gone.Factory", first);

        try (IsolatedApi api = new IsolatedApi(first)) {
            Throwable once = failure(api);
            Files.delete(first.resolve("META-INF/services").resolve(ONSFactoryAPI.class.getName()));
            Throwable again = failure(api); // a second look would find no provider at all

            assertThat(again).isNotSameAs(once).hasMessage(once.getMessage());
            assertThat(again.getCause()).isNotNull().isSameAs(once.getCause());
        }
    }

    @Test
    void everyKindOfClientComesFromTheProvider() throws Throwable {
        IsolatedApi.provide(FirstFactory.class, first);

        try (IsolatedApi api = new IsolatedApi(first)) {
            int kinds = 0;
            for (Method method : api.type(ONSFactory.class).getDeclaredMethods()) {
                if (method.getName().startsWith("create")) {
                    Object[] arguments = new Object[method.getParameterCount()];
                    assertThat(method.invoke(null, arguments)).isInstanceOf(method.getReturnType());
                    kinds++;
                }
            }
            assertThat(kinds).isEqualTo(7);
        }
    }

    private static Throwable failure(IsolatedApi api) throws ClassNotFoundException {
        Throwable thrown = catchThrowable(api::createProducer);
        assertThat(thrown).isInstanceOf(api.type(ONSClientException.class));
        return thrown;
    }
}
