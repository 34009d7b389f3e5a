package io.openons.client.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.order.OrderAction;
import com.aliyun.openservices.ons.api.spi.InvocationContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What the interceptors of a consumer see, and what their refusal means. */
class InterceptionTest {

    private static final Predicate<InvocationContext> PASS = context -> true;

    private final List<Message> messages = List.of(new Message("T", "tag", new byte[] {1}));
    private final List<String> calls = new ArrayList<>();

    @Test
    void withoutInterceptorsTheListenersAnswerCounts() {
        assertThat(ConsumerInterceptions.none().around(messages, () -> Action.ReconsumeLater))
                .isEqualTo(Action.ReconsumeLater);
        assertThat(ConsumerInterceptions.none().aroundOrdered(messages, () -> OrderAction.Suspend))
                .isEqualTo(OrderAction.Suspend);
    }

    @Test
    void theySeeTheMessagesTheGroupAndTheAnswer() {
        Interception interception = ConsumerInterceptions.of(context -> calls.add("before " + seen(context)),
                context -> calls.add("after " + seen(context)));

        assertThat(interception.around(messages, () -> {
            calls.add("listener");
            return Action.ReconsumeLater;
        })).isEqualTo(Action.ReconsumeLater);
        assertThat(interception.aroundOrdered(messages, () -> OrderAction.Suspend)).isEqualTo(OrderAction.Suspend);

        assertThat(calls).containsExactly("before the messages GID_test null null", "listener",
                "after the messages GID_test ReconsumeLater null", "before the messages GID_test null null",
                "after the messages GID_test null Suspend");
    }

    @Test
    void theyAreToldTheNamespace() {
        List<String> namespaces = new ArrayList<>();
        Predicate<InvocationContext> note = context -> namespaces.add(context.getNamespaceId().get());

        ConsumerInterceptions.of(note, note, "INSTANCE_ID", "MQ_INST_1").around(messages, () -> Action.CommitMessage);
        ConsumerInterceptions.of(note, note).aroundOrdered(messages, () -> OrderAction.Success);

        assertThat(namespaces).containsExactly("MQ_INST_1", "MQ_INST_1", "", "");
    }

    @Test
    void aRefusalCommitsWithoutTheListener() {
        Interception interception = ConsumerInterceptions.of(context -> false, context -> calls.add("told"));

        assertThat(interception.around(messages, this::unexpected)).isEqualTo(Action.CommitMessage);
        assertThat(interception.aroundOrdered(messages, this::unexpected)).isEqualTo(OrderAction.Success);

        assertThat(calls).containsExactly("told", "told");
    }

    @Test
    void aRefusalMaySayWhatCounts() {
        Interception interception = ConsumerInterceptions.of(context -> {
            context.setAction(Action.ReconsumeLater);
            context.setOrderAction(OrderAction.Suspend);
            return false;
        }, PASS);

        assertThat(interception.around(messages, this::unexpected)).isEqualTo(Action.ReconsumeLater);
        assertThat(interception.aroundOrdered(messages, this::unexpected)).isEqualTo(OrderAction.Suspend);
    }

    @Test
    void afterTheListenerTheAnswerIsFixed() {
        Interception interception = ConsumerInterceptions.of(PASS, context -> {
            context.setAction(Action.ReconsumeLater);
            context.setOrderAction(OrderAction.Suspend);
            return true;
        });

        assertThat(interception.around(messages, () -> Action.CommitMessage)).isEqualTo(Action.CommitMessage);
        assertThat(interception.aroundOrdered(messages, () -> OrderAction.Success)).isEqualTo(OrderAction.Success);
    }

    @Test
    void whatTheListenerThrowsPassesThroughAfterTheyWereTold() {
        IllegalStateException thrown = new IllegalStateException("the application's own");
        Interception interception = ConsumerInterceptions.of(PASS,
                context -> calls.add("told " + context.getAction().isPresent()));

        assertThatThrownBy(() -> interception.around(messages, () -> {
            throw thrown;
        })).isSameAs(thrown);
        assertThatThrownBy(() -> interception.aroundOrdered(messages, () -> {
            throw thrown;
        })).isSameAs(thrown);

        assertThat(calls).containsExactly("told false", "told false");
    }

    @Test
    void whatTheyThrowChangesNothing() {
        Predicate<InvocationContext> broken = context -> {
            throw new IllegalStateException("the interceptor's own");
        };
        Interception interception = ConsumerInterceptions.of(broken, broken);

        assertThat(interception.around(messages, () -> Action.CommitMessage)).isEqualTo(Action.CommitMessage);
        assertThat(interception.aroundOrdered(messages, () -> OrderAction.Suspend)).isEqualTo(OrderAction.Suspend);
    }

    /** In words, since what an interceptor throws would be swallowed. */
    private String seen(InvocationContext context) {
        return (messages.equals(context.getMessages().orNull()) ? "the messages " : "others ")
                + context.getConsumerGroup().orNull() + " " + context.getAction().orNull() + " "
                + context.getOrderAction().orNull();
    }

    private <A> A unexpected() {
        throw new AssertionError("the listener was called");
    }
}
