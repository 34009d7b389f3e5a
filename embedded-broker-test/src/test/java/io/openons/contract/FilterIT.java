package io.openons.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.Consumer;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.MessageListener;
import com.aliyun.openservices.ons.api.MessageSelector;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.bean.ConsumerBean;
import com.aliyun.openservices.ons.api.bean.Subscription;
import com.aliyun.openservices.ons.api.exception.ONSClientException;
import com.aliyun.openservices.ons.api.order.MessageOrderListener;
import com.aliyun.openservices.ons.api.order.OrderAction;
import com.aliyun.openservices.ons.api.order.OrderConsumer;
import io.openons.embedded.EmbeddedRocketMq;
import io.openons.embedded.junit.GroupName;
import io.openons.embedded.junit.TopicName;
import io.openons.embedded.junit.WithEmbeddedRocketMq;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which messages an expression chooses, for every kind of consumer and through beans. Messages have tag and size a/4, b/6
 * and c/8, or none of both.
 */
@WithEmbeddedRocketMq
@Timeout(90)
class FilterIT {

    @AutoClose
    private final Clients clients = new Clients();
    private final Inbox inbox = new Inbox();

    @ParameterizedTest
    @CsvSource(delimiter = ';', nullValues = "null", value = {"BATCH; a||b; a b", "BATCH; a || c; a c",
        "BATCH; null; a b c none", "BATCH; ''; a b c none", "BATCH; *; a b c none", "ORDERED; a||b; a b",
        "ORDERED; a || c; a c", "ORDERED; null; a b c none", "ORDERED; ''; a b c none", "ORDERED; *; a b c none"})
    void tagExpressionChoosesForEveryKind(ReceiverKind kind, String expression, String expected,
            EmbeddedRocketMq broker, @TopicName(queues = 1) String topic, @GroupName String group) {
        kind.create(clients, broker.clientProperties(group)).subscribe(topic, expression, inbox).start();

        assertChosen(broker, topic, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"SQL92; size > 5 and TAGS in ('a', 'b'); b", "TAG; a || c; a c"})
    void selectorChoosesForAnOrderConsumer(String type, String expression, String expected, EmbeddedRocketMq broker,
            @TopicName(queues = 1) String topic, @GroupName String group) {
        OrderConsumer consumer = clients.orderConsumer(broker.clientProperties(group));
        consumer.subscribe(topic, type.equals("TAG") ? MessageSelector.byTag(expression)
                : MessageSelector.bySql(expression), ordered());
        consumer.start();

        assertChosen(broker, topic, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', nullValues = "null", value = {"SQL92; size between 5 and 7; b", "TAG; a || c; a c",
        "null; b || c; b c", "TAG; *; a b c none"})
    void subscriptionsTypeSaysHowABeanReadsItsExpression(String type, String expression, String expected,
            EmbeddedRocketMq broker, @TopicName(queues = 1) String topic, @GroupName String group) {
        ConsumerBean bean = new ConsumerBean();
        bean.setProperties(broker.clientProperties(group));
        Map<Subscription, MessageListener> subscriptions = new HashMap<>();
        subscriptions.put(subscription(topic, type, expression), inbox);
        bean.setSubscriptionTable(subscriptions);
        try {
            bean.start();
            assertChosen(broker, topic, expected);
        } finally {
            bean.shutdown();
        }
    }

    @Test
    void invalidSqlOfABeanIsRefusedWithTheBrokersReason(EmbeddedRocketMq broker, @TopicName String topic,
            @GroupName String group) {
        ConsumerBean bean = new ConsumerBean();
        bean.setProperties(broker.clientProperties(group));
        Map<Subscription, MessageListener> subscriptions = new HashMap<>();
        subscriptions.put(subscription(topic, "SQL92", "size between and"), inbox);
        bean.setSubscriptionTable(subscriptions);

        assertThatThrownBy(bean::start).isInstanceOf(ONSClientException.class).hasMessageContaining("ONS-5002")
                .hasMessageContaining("size between and").hasMessageContaining("Encountered");
        assertThat(bean.isStarted()).isFalse();
    }

    @Test
    void invalidSqlIsRefusedWhileRunningAndWhatWasSubscribedGoesOn(EmbeddedRocketMq broker,
            @TopicName("one") String topic, @TopicName("two") String other, @GroupName String group) {
        Consumer consumer = clients.consumer(broker.clientProperties(group));
        consumer.subscribe(topic, MessageSelector.bySql("size > 5"), inbox);
        consumer.start();
        Inbox refused = new Inbox();

        assertThatThrownBy(() -> consumer.subscribe(topic, MessageSelector.bySql("size >"), refused))
                .isInstanceOf(ONSClientException.class).hasMessageContaining("ONS-5002")
                .hasMessageContaining("size >").hasMessageContaining("Encountered");
        assertThatThrownBy(() -> consumer.subscribe(other, MessageSelector.bySql("TAGS is between"), refused))
                .isInstanceOf(ONSClientException.class).hasMessageContaining("ONS-5002")
                .hasMessageContaining("TAGS is between").hasMessageContaining("Encountered");

        assertChosen(broker, topic, "b c");
        send(broker, other, "a");
        assertThat(refused.deliveries()).isEmpty();
        assertThat(consumer.isStarted()).isTrue();
    }

    private MessageOrderListener ordered() {
        return (message, context) -> inbox.consume(message, null) == Action.CommitMessage ? OrderAction.Success
                : OrderAction.Suspend;
    }

    private static Subscription subscription(String topic, String type, String expression) {
        Subscription subscription = new Subscription();
        subscription.setTopic(topic);
        subscription.setExpression(expression);
        if (type != null) {
            subscription.setType(type);
        }
        return subscription;
    }

    /** Sends the four, then one of the chosen once more: when it is there, those before it were read or filtered. */
    private void assertChosen(EmbeddedRocketMq broker, String topic, String expected) {
        String[] chosen = expected.split(" ");
        send(broker, topic, "a", "b", "c", null);
        send(broker, topic, chosen[0]);
        inbox.awaitDeliveries(chosen.length + 1);
        assertThat(inbox.bodies()).containsExactlyInAnyOrderElementsOf(
                Stream.concat(Stream.of(chosen), Stream.of(chosen[0])).toList());
    }

    private void send(EmbeddedRocketMq broker, String topic, String... tags) {
        Producer producer = clients.producer(broker.clientProperties("GID_filter_producer"));
        for (String tag : tags) {
            Message message = new Message(topic, tag, (tag == null ? "none" : tag).getBytes(UTF_8));
            if (tag != null) {
                message.putUserProperties("size", String.valueOf(4 + 2 * (tag.charAt(0) - 'a')));
            }
            producer.send(message);
        }
    }
}
