package io.openons.client.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.MessageSelector;
import com.aliyun.openservices.ons.api.batch.BatchMessageListener;
import io.openons.client.endpoint.Namespace;
import io.openons.client.fixture.CapturedLog;
import io.openons.client.message.InboundMessages;
import java.util.ArrayList;
import java.util.List;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.common.message.MessageQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How many messages of a batch are done after each answer of a listener. */
class BatchDispatcherTest {

    private static final Namespace NAMESPACE = Namespace.of("MQ_INST_1");

    private final SubscriptionTable<BatchMessageListener> subscriptions = new SubscriptionTable<>(NAMESPACE);
    private final BatchDispatcher dispatcher =
            new BatchDispatcher(subscriptions, new InboundMessages(NAMESPACE), ConsumerInterceptions.none());

    @ParameterizedTest
    @CsvSource({"-2147483648, 0", "-2, 0", "-1, 0", "0, 1", "1, 2", "2, 3", "3, 3", "2147483647, 3"})
    void committingAcknowledgesUpToTheIndex(int index, int done) {
        subscribe("T", (messages, context) -> {
            context.setAcknowledgeIndex(index);
            return Action.CommitMessage;
        });

        assertThat(dispatch("T", 3)).isEqualTo(done);
    }

    @Test
    void committingWithoutAnIndexAcknowledgesAll() {
        subscribe("T", (messages, context) -> Action.CommitMessage);

        assertThat(dispatch("T", 3)).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 2, Integer.MAX_VALUE})
    void otherAnswersAcknowledgeNoneWhateverTheIndex(int index) {
        Action[] answer = new Action[1];
        subscribe("T", (messages, context) -> {
            context.setAcknowledgeIndex(index);
            return answer[0];
        });

        assertThat(dispatch("T", 3)).as("null").isZero();
        answer[0] = Action.ReconsumeLater;
        assertThat(dispatch("T", 3)).isZero();
    }

    @Test
    void whateverAListenerThrowsIsLoggedAndAcknowledgesNone() {
        subscribe("T", (messages, context) -> {
            context.setAcknowledgeIndex(1);
            throw new AssertionError("the application's own");
        });

        try (CapturedLog log = CapturedLog.of(BatchDispatcher.class)) {
            assertThat(dispatch("T", 3)).isZero();

            assertThat(log.lines()).singleElement().asString().startsWith("ERROR The batch listener threw; its 3 ")
                    .contains("topic=MQ_INST_1%T");
            assertThat(log.events().get(0).getThrowableProxy().getMessage()).isEqualTo("the application's own");
        }
    }

    @Test
    void onlyTheListenerOfTheTopicHearsTheBatchInItsOrderEachMessageWithItsQueue() {
        List<Message> heard = new ArrayList<>();
        subscribe("U", (messages, context) -> {
            throw new AssertionError("messages of T");
        });
        subscribe("T", (messages, context) -> {
            heard.addAll(messages);
            messages.clear(); // the list is the listener's own
            return Action.CommitMessage;
        });

        assertThat(dispatch("T", 3)).isEqualTo(3);

        assertThat(heard).extracting(Message::getTopic).containsOnly("T");
        assertThat(heard).extracting(Message::getOffset).containsExactly(0L, 1L, 2L);
        assertThat(heard).extracting(message -> message.getTopicPartition().getPartition())
                .containsExactly("broker-a#0", "broker-a#1", "broker-a#2");
    }

    @Test
    void aTopicNobodySubscribedHasNothingDone() {
        assertThat(dispatch("unknown", 2)).isZero();
    }

    private void subscribe(String topic, BatchMessageListener listener) {
        subscriptions.put(TopicSubscription.of(topic, MessageSelector.byTag("*"), listener));
    }

    private int dispatch(String topic, int size) {
        List<MessageExt> received = new ArrayList<>();
        List<MessageQueue> queues = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            received.add(message(topic, i));
            queues.add(queue(topic, i));
        }
        return dispatcher.consume(received, queues);
    }

    private static MessageExt message(String topic, int offset) {
        MessageExt message = new MessageExt();
        message.setTopic("MQ_INST_1%" + topic);
        message.setQueueId(offset);
        message.setQueueOffset(offset);
        message.setBody(new byte[] {1});
        return message;
    }

    private static MessageQueue queue(String topic, int id) {
        return new MessageQueue("MQ_INST_1%" + topic, "broker-a", id);
    }
}
