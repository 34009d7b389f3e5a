package io.openons.client.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.mockito.Mockito.mock;

import com.aliyun.openservices.ons.api.Admin;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.OnExceptionContext;
import com.aliyun.openservices.ons.api.SendCallback;
import com.aliyun.openservices.ons.api.SendResult;
import com.aliyun.openservices.ons.api.exception.ONSClientException;
import io.openons.client.endpoint.Namespace;
import io.openons.client.error.CodedClientException;
import io.openons.client.error.ErrorCode;
import io.openons.client.fixture.CapturedLog;
import io.openons.client.fixture.Interceptions;
import io.openons.client.fixture.RecordingCallback;
import io.openons.client.interceptor.Interceptors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What interceptors see of a send, when, and how they stop one. */
@Timeout(30)
class InterceptionTest {

    private static final String NOTHING = " result=null exception=null";

    private final Message message = new Message("T", "tag", new byte[] {1});
    private final RecordingCallback callback = new RecordingCallback();
    private final SendResult result = new SendResult();

    InterceptionTest() {
        result.setTopic("T");
        result.setMessageId("ID-1");
    }

    @BeforeEach
    void forget() {
        Interceptions.forget();
    }

    @Test
    void withoutInterceptorsSendsPassThrough() {
        Interception none = with();

        assertThat(none.around(message, () -> result)).isSameAs(result);
        none.aroundAsync(message, callback, given -> assertThat(given).isSameAs(callback));
        none.aroundAsync(message, null, given -> assertThat(given).isNull());
    }

    @Test
    void theySeeTheMessageWithoutIdBeforeAndIdAndResultAfter() {
        Interception interception = with(Interceptions.First.class, Interceptions.Second.class);

        assertThat(interception.around(message, this::stored)).isSameAs(result);

        assertThat(Interceptions.CALLS).containsExactly(
                "First pre topic=T id=null" + NOTHING + " attributes=[First]",
                "Second pre topic=T id=null" + NOTHING + " attributes=[First, Second]",
                "sent",
                "Second post topic=T id=ID-1 result=ID-1 exception=null attributes=[First, Second]",
                "First post topic=T id=ID-1 result=ID-1 exception=null attributes=[First, Second]");
    }

    @Test
    void aOnewaySendHasNoResult() {
        assertThat(with(Interceptions.First.class).around(message, () -> null)).isNull();

        assertThat(Interceptions.CALLS.get(1)).startsWith("First post topic=T id=null" + NOTHING);
    }

    @Test
    void afterAFailedSendTheySeeWhy() {
        ONSClientException failure = new ONSClientException("why");

        assertThatThrownBy(() -> with(Interceptions.First.class).around(message, () -> {
            throw failure;
        })).isSameAs(failure);

        assertThat(Interceptions.CALLS).hasSize(2);
        assertThat(Interceptions.CALLS.get(1)).startsWith("First post topic=T id=null result=null exception=why");
    }

    @Test
    void oneThatAnswersFalseStopsTheSendAndThoseBeforeItHearOfIt() {
        Interception interception =
                with(Interceptions.First.class, Interceptions.Refusing.class, Interceptions.Second.class);

        assertRefused(() -> interception.around(message, () -> fail("sent")));

        assertThat(Interceptions.CALLS).hasSize(4).noneMatch(call -> call.startsWith("Second"));
        assertThat(Interceptions.CALLS.get(2)).startsWith("Refusing post topic=T id=null" + NOTHING);
        assertThat(Interceptions.CALLS.get(3)).startsWith("First post topic=T id=null" + NOTHING);
    }

    @Test
    void anAsynchronousSendIsStoppedWithoutACallback() {
        Interception interception = with(Interceptions.Refusing.class);

        assertRefused(() -> interception.aroundAsync(message, callback, given -> fail("sent")));

        assertThat(callback.failures).isEmpty();
        assertThat(Interceptions.CALLS).hasSize(2);
    }

    @Test
    void whatTheyThrowDoesNotStopTheSend() {
        try (CapturedLog log = CapturedLog.of(Interceptors.class)) {
            assertThat(with(Interceptions.Throwing.class, Interceptions.Second.class).around(message, this::stored))
                    .isSameAs(result);
            with(Interceptions.Throwing.class).aroundAsync(message, callback, given -> given.onSuccess(result));

            assertThat(log.lines()).hasSize(4);
        }
        assertThat(callback.successes).containsExactly(result);
        assertThat(Interceptions.CALLS).hasSize(7);
    }

    @Test
    void anAsynchronousOutcomeIsToldToTheCallbackFirst() {
        Interception interception = with(Interceptions.First.class);
        SendCallback noting = noting();

        interception.aroundAsync(message, noting, given -> {
            Interceptions.CALLS.add("sent");
            given.onSuccess(result);
        });
        assertThat(Interceptions.CALLS).hasSize(4);
        assertThat(Interceptions.CALLS.subList(1, 3)).containsExactly("sent", "callback ID-1");
        assertThat(Interceptions.CALLS.get(3)).startsWith("First post topic=T id=null result=ID-1 exception=null");

        Interceptions.forget();
        interception.aroundAsync(message, noting, given -> given.onException(failed()));
        assertThat(Interceptions.CALLS).hasSize(3);
        assertThat(Interceptions.CALLS.get(1)).isEqualTo("callback why");
        assertThat(Interceptions.CALLS.get(2)).startsWith("First post topic=T id=null result=null exception=why");
    }

    @Test
    void anAsynchronousSendWithoutCallbackIsToldToThemAllTheSame() {
        Interception interception = with(Interceptions.First.class);

        interception.aroundAsync(message, null, given -> given.onSuccess(result));
        interception.aroundAsync(message, null, given -> given.onException(failed()));

        assertThat(Interceptions.CALLS).hasSize(4);
        assertThat(Interceptions.CALLS.get(1)).contains(" result=ID-1 exception=null");
        assertThat(Interceptions.CALLS.get(3)).contains(" result=null exception=why");
    }

    @Test
    void aCallbackThatThrowsDoesNotKeepTheOutcomeFromThem() {
        IllegalStateException thrown = new IllegalStateException("the application's own");
        SendCallback throwing = new SendCallback() {
            @Override
            public void onSuccess(SendResult result) {
                throw thrown;
            }

            @Override
            public void onException(OnExceptionContext context) {
                throw thrown;
            }
        };
        Interception interception = with(Interceptions.First.class);

        interception.aroundAsync(message, throwing, given -> {
            assertThatThrownBy(() -> given.onSuccess(result)).isSameAs(thrown);
            assertThat(Interceptions.CALLS).hasSize(2);
            assertThatThrownBy(() -> given.onException(failed())).isSameAs(thrown);
            assertThat(Interceptions.CALLS).hasSize(3);
        });
    }

    @Test
    void anAsynchronousSendThatIsRefusedAtOnceIsThrownAndTold() {
        ONSClientException failure = new ONSClientException("why");

        assertThatThrownBy(() -> with(Interceptions.First.class).aroundAsync(message, callback, given -> {
            throw failure;
        })).isSameAs(failure);

        assertThat(callback.failures).isEmpty();
        assertThat(Interceptions.CALLS).hasSize(2);
        assertThat(Interceptions.CALLS.get(1)).startsWith("First post topic=T id=null result=null exception=why");
    }

    @Test
    void theySeeTheNamespaceAndNoGroup() {
        with(Interceptions.First.class).around(message, () -> result);
        with(Namespace.of("MQ_INST_1"), Interceptions.First.class).around(message, () -> result);

        assertThat(Interceptions.CONTEXTS).extracting(context -> context.getNamespaceId().get())
                .containsExactly("", "", "MQ_INST_1", "MQ_INST_1");
        assertThat(Interceptions.CONTEXTS).allMatch(context -> !context.getConsumerGroup().isPresent());
    }

    @Test
    void noMessageIsNothingToSee() {
        Interception interception = with(Interceptions.Refusing.class);

        assertThat(interception.around(null, () -> result)).isSameAs(result);
        interception.aroundAsync(null, callback, given -> assertThat(given).isSameAs(callback));

        assertThat(Interceptions.CALLS).isEmpty();
    }

    private SendResult stored() {
        message.setMsgID("ID-1");
        Interceptions.CALLS.add("sent");
        return result;
    }

    private static SendCallback noting() {
        return new SendCallback() {
            @Override
            public void onSuccess(SendResult result) {
                Interceptions.CALLS.add("callback " + result.getMessageId());
            }

            @Override
            public void onException(OnExceptionContext context) {
                Interceptions.CALLS.add("callback " + context.getException().getMessage());
            }
        };
    }

    private static OnExceptionContext failed() {
        OnExceptionContext context = new OnExceptionContext();
        context.setException(new ONSClientException("why"));
        return context;
    }

    private static void assertRefused(ThrowingCallable send) {
        assertThatThrownBy(send).isInstanceOfSatisfying(CodedClientException.class,
                e -> assertThat(e.code()).isEqualTo(ErrorCode.REFUSED_BY_INTERCEPTOR))
                .hasMessageStartingWith("ProducerInterceptor aborts sending. ")
                .hasMessageEndingWith("[ONS-4007 topic=T]");
    }

    private static Interception with(Class<?>... interceptors) {
        return with(Namespace.NONE, interceptors);
    }

    private static Interception with(Namespace namespace, Class<?>... interceptors) {
        return new Interception(Interceptions.load(interceptors), mock(Admin.class), namespace);
    }
}
