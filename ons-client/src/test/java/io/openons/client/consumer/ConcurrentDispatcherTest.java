package io.openons.client.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.MessageListener;
import com.aliyun.openservices.ons.api.MessageSelector;
import io.openons.client.endpoint.Namespace;
import io.openons.client.fixture.CapturedLog;
import io.openons.client.message.InboundMessages;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.common.message.MessageQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each answer of a listener makes of the message. */
class ConcurrentDispatcherTest {

    private static final int DONE = 1;
    private static final int AGAIN = 0;

    private static final Namespace NAMESPACE = Namespace.of("MQ_INST_1");

    private final SubscriptionTable<MessageListener> subscriptions = new SubscriptionTable<>(NAMESPACE);
    private final ConcurrentDispatcher dispatcher =
            new ConcurrentDispatcher(subscriptions, new InboundMessages(NAMESPACE), ConsumerInterceptions.none());
    private final List<Message> heard = new ArrayList<>();

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of(listener(Action.CommitMessage), DONE),
                Arguments.of(listener(Action.ReconsumeLater), AGAIN),
                Arguments.of(listener(null), AGAIN));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void onlyCommitMessageEndsTheDelivery(MessageListener listener, int expected) {
        subscribe("T", listener);

        try (CapturedLog log = CapturedLog.of(ConcurrentDispatcher.class)) {
            assertThat(dispatch("MQ_INST_1%T")).isEqualTo(expected);
            assertThat(log.lines()).isEmpty();
        }
    }

    static Stream<Throwable> thrown() {
        return Stream.of(new IllegalStateException("the application's own"),
                new AssertionError("the application's own"),
                new StackOverflowError("the application's own"));
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void whateverAListenerThrowsIsLoggedAndDeliveredAgain(Throwable thrown) {
        subscribe("T", (message, context) -> {
            throw ConcurrentDispatcherTest.<RuntimeException>sneaky(thrown);
        });

        try (CapturedLog log = CapturedLog.of(ConcurrentDispatcher.class)) {
            assertThat(dispatch("T")).isEqualTo(AGAIN);

            assertThat(log.lines()).hasSize(1);
            assertThat(log.lines().get(0)).startsWith("ERROR The message listener threw")
                    .contains("topic=T", "reconsumeTimes=1");
            assertThat(log.events().get(0).getThrowableProxy().getMessage()).isEqualTo("the application's own");
        }
    }

    @Test
    void theListenerOfTheTopicHearsTheMessageAsTheApplicationKnowsIt() {
        subscribe("T", (message, context) -> {
            heard.add(message);
            assertThat(context.getAcknowledgeIndex()).isEqualTo(Integer.MAX_VALUE);
            return Action.CommitMessage;
        });
        subscribe("U", listener(Action.ReconsumeLater));

        assertThat(dispatch("MQ_INST_1%T")).isEqualTo(DONE);
        assertThat(dispatch("MQ_INST_1%U")).isEqualTo(AGAIN);

        assertThat(heard).singleElement().satisfies(message -> {
            assertThat(message.getTopic()).isEqualTo("T");
            assertThat(message.getReconsumeTimes()).isEqualTo(1);
        });
    }

    @Test
    void aMessageOfATopicNobodySubscribedGoesBackToTheBroker() {
        try (CapturedLog log = CapturedLog.of(ConcurrentDispatcher.class)) {
            assertThat(dispatch("unknown")).isEqualTo(AGAIN);
            assertThat(log.lines()).singleElement().asString().startsWith("INFO ").contains("topic=unknown");
        }
    }

    private void subscribe(String topic, MessageListener listener) {
        subscriptions.put(TopicSubscription.of(topic, MessageSelector.byTag("*"), listener));
    }

    private int dispatch(String topic) {
        MessageExt received = new MessageExt();
        received.setTopic(topic);
        received.setBody(new byte[] {1});
        received.setReconsumeTimes(1);
        MessageQueue queue = new MessageQueue(topic, "broker-a", 0);
        return dispatcher.consume(List.of(received), List.of(queue));
    }

    private static MessageListener listener(Action answer) {
        return (message, context) -> answer;
    }

    @SuppressWarnings("unchecked") // throws anything where only RuntimeException is declared
    private static <T extends Throwable> T sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
