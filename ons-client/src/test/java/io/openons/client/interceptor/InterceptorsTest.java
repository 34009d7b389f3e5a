package io.openons.client.interceptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import com.aliyun.openservices.ons.api.Admin;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.spi.DefaultInvocationContext;
import com.aliyun.openservices.ons.api.spi.ProducerInterceptor;
import io.openons.client.fixture.CapturedLog;
import io.openons.client.fixture.Interceptions;
import io.openons.client.fixture.Services;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Loading and calling interceptors. */
@Timeout(30)
class InterceptorsTest {

    private final Admin client = mock(Admin.class);
    private final DefaultInvocationContext context = new DefaultInvocationContext();

    @BeforeEach
    void forget() {
        Interceptions.forget();
        context.setMessages(List.of(new Message("T", "tag", new byte[] {1})));
    }

    @Test
    void withoutRegistrationThereAreNone() {
        Interceptors none = Interceptors.load(ProducerInterceptor.class);

        assertThat(none.isEmpty()).isTrue();
        assertThat(none.before(context, client)).isTrue();
        none.after(context, client);
    }

    @Test
    void everyClientHasInstancesOfItsOwn() {
        assertThat(Interceptions.load(Interceptions.First.class, Interceptions.Second.class).isEmpty()).isFalse();
        Interceptions.load(Interceptions.First.class, Interceptions.Second.class);

        assertThat(Interceptions.MADE).hasExactlyElementsOfTypes(Interceptions.First.class, Interceptions.Second.class,
                Interceptions.First.class, Interceptions.Second.class);
    }

    @Test
    void theyAreCalledInTheOrderOfTheirRegistrationAndInReverseAfterwards() {
        Interceptors interceptors = Interceptions.load(Interceptions.Second.class, Interceptions.First.class);

        assertThat(interceptors.before(context, client)).isTrue();
        interceptors.after(context, client);

        assertThat(calls()).containsExactly("Second pre", "First pre", "First post", "Second post");
    }

    @Test
    void oneThatRefusesEndsItAndThoseThatWereCalledAreToldInReverse() {
        Interceptors interceptors = Interceptions.load(Interceptions.First.class, Interceptions.Refusing.class,
                Interceptions.Second.class);

        assertThat(interceptors.before(context, client)).isFalse();

        assertThat(calls()).containsExactly("First pre", "Refusing pre", "Refusing post", "First post");
    }

    @Test
    void whatOneThrowsIsLoggedAndChangesNothing() {
        Interceptors interceptors = Interceptions.load(Interceptions.Throwing.class, Interceptions.Second.class);

        try (CapturedLog log = CapturedLog.of(Interceptors.class)) {
            assertThat(interceptors.before(context, client)).isTrue();
            interceptors.after(context, client);

            String start = "WARN An interceptor threw; the operation goes on without it. interceptor="
                    + Interceptions.Throwing.class.getName();
            assertThat(log.lines()).containsExactly(start + " method=preHandle", start + " method=postHandle");
            assertThat(log.events()).extracting(event -> event.getThrowableProxy().getMessage())
                    .containsExactly("before", "after");
        }
        assertThat(calls()).containsExactly("Throwing pre", "Second pre", "Second post", "Throwing post");
    }

    @Test
    void oneThatCannotBeLoadedIsLeftOutAndLogged() {
        List<String> registered = List.of(Interceptions.First.class.getName(), "no.such.Interceptor",
                InterceptorsTest.class.getName(), Interceptions.Unmakeable.class.getName(),
                Interceptions.Second.class.getName());
        try (CapturedLog log = CapturedLog.of(Interceptors.class)) {
            Interceptors interceptors = Services.during(ProducerInterceptor.class, registered,
                    () -> Interceptors.load(ProducerInterceptor.class));

            interceptors.before(context, client);

            assertThat(calls()).containsExactly("First pre", "Second pre");
            assertThat(log.lines()).hasSize(3).containsOnly("ERROR An interceptor cannot be loaded and is left out. "
                    + "service=" + ProducerInterceptor.class.getName());
        }
    }

    /** Who was called when. */
    private static Stream<String> calls() {
        return Interceptions.CALLS.stream().map(call -> call.substring(0, call.indexOf(" topic=")));
    }
}
