package io.openons.client.consumer;

import static org.apache.rocketmq.client.consumer.listener.ConsumeOrderlyStatus.SUCCESS;
import static org.apache.rocketmq.client.consumer.listener.ConsumeOrderlyStatus.SUSPEND_CURRENT_QUEUE_A_MOMENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.MessageSelector;
import com.aliyun.openservices.ons.api.order.MessageOrderListener;
import com.aliyun.openservices.ons.api.order.OrderAction;
import io.openons.client.endpoint.Namespace;
import io.openons.client.fixture.CapturedLog;
import io.openons.client.message.InboundMessages;
import java.util.ArrayList;
import java.util.List;
import org.apache.rocketmq.client.consumer.listener.ConsumeOrderlyContext;
import org.apache.rocketmq.client.consumer.listener.ConsumeOrderlyStatus;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.common.message.MessageQueue;
import org.junit.jupiter.api.Test;

/** What each answer of a listener makes of the queue. */
class OrderedDispatcherTest {

    private static final Namespace NAMESPACE = Namespace.of("MQ_INST_1");

    private final SubscriptionTable<MessageOrderListener> subscriptions = new SubscriptionTable<>(NAMESPACE);
    private final OrderedDispatcher dispatcher =
            new OrderedDispatcher(subscriptions, new InboundMessages(NAMESPACE), ConsumerInterceptions.none());

    @Test
    void onlySuccessLetsTheQueueGoOn() {
        OrderAction[] answer = {OrderAction.Success};
        subscribe("T", (message, context) -> answer[0]);

        try (CapturedLog log = CapturedLog.of(OrderedDispatcher.class)) {
            assertThat(dispatch("T")).isEqualTo(SUCCESS);
            answer[0] = OrderAction.Suspend;
            assertThat(dispatch("T")).isEqualTo(SUSPEND_CURRENT_QUEUE_A_MOMENT);
            answer[0] = null;
            assertThat(dispatch("T")).as("null").isEqualTo(SUSPEND_CURRENT_QUEUE_A_MOMENT);
            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void whateverAListenerThrowsIsLoggedAndTheQueuePauses() {
        subscribe("T", (message, context) -> {
            throw new AssertionError("the application's own");
        });

        try (CapturedLog log = CapturedLog.of(OrderedDispatcher.class)) {
            assertThat(dispatch("T")).isEqualTo(SUSPEND_CURRENT_QUEUE_A_MOMENT);

            assertThat(log.lines()).singleElement().asString().startsWith("ERROR The message listener threw; its queue")
                    .contains("topic=MQ_INST_1%T", "reconsumeTimes=1");
            assertThat(log.events().get(0).getThrowableProxy().getMessage()).isEqualTo("the application's own");
        }
    }

    @Test
    void theListenerOfTheTopicHearsTheMessageAsTheApplicationKnowsIt() {
        List<Message> heard = new ArrayList<>();
        subscribe("T", (message, context) -> {
            assertThat(context).isNotNull();
            heard.add(message);
            return OrderAction.Success;
        });
        subscribe("U", (message, context) -> OrderAction.Suspend);

        assertThat(dispatch("T")).isEqualTo(SUCCESS);
        assertThat(dispatch("U")).isEqualTo(SUSPEND_CURRENT_QUEUE_A_MOMENT);

        assertThat(heard).singleElement().satisfies(message -> {
            assertThat(message.getTopic()).isEqualTo("T");
            assertThat(message.getReconsumeTimes()).isEqualTo(1);
            assertThat(message.getTopicPartition().getPartition()).isEqualTo("broker-a#0");
        });
    }

    @Test
    void aTopicNobodySubscribedPausesItsQueue() {
        assertThat(dispatch("unknown")).isEqualTo(SUSPEND_CURRENT_QUEUE_A_MOMENT);
    }

    private void subscribe(String topic, MessageOrderListener listener) {
        subscriptions.put(TopicSubscription.of(topic, MessageSelector.byTag("*"), listener));
    }

    private ConsumeOrderlyStatus dispatch(String topic) {
        MessageExt received = new MessageExt();
        received.setTopic("MQ_INST_1%" + topic);
        received.setBody(new byte[] {1});
        received.setReconsumeTimes(1);
        return dispatcher.consumeMessage(List.of(received),
                new ConsumeOrderlyContext(new MessageQueue(received.getTopic(), "broker-a", 0)));
    }
}
