package com.aliyun.openservices.ons.api.bean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.Admin;
import com.aliyun.openservices.ons.api.ExpressionType;
import com.aliyun.openservices.ons.api.MessageListener;
import com.aliyun.openservices.ons.api.MessageSelector;
import com.aliyun.openservices.ons.api.batch.BatchMessageListener;
import com.aliyun.openservices.ons.api.bean.RecordedClient.Call;
import com.aliyun.openservices.ons.api.exception.ONSClientException;
import com.aliyun.openservices.ons.api.order.MessageOrderListener;
import com.aliyun.openservices.ons.api.order.OrderAction;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsumerBeansTest {
    private final MessageListener listener = (message, context) -> Action.CommitMessage;
    private final MessageOrderListener orderListener = (message, context) -> OrderAction.Success;
    private final BatchMessageListener batchListener = (messages, context) -> Action.CommitMessage;
    private final ConsumerBean consumer = new ConsumerBean();
    private final OrderConsumerBean orderConsumer = new OrderConsumerBean();
    private final BatchConsumerBean batchConsumer = new BatchConsumerBean();

    @BeforeEach
    void setProperties() {
        RecordingFactory.forget();
        consumer.setProperties(new Properties());
        orderConsumer.setProperties(new Properties());
        batchConsumer.setProperties(new Properties());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "TAG")
    void consumerBeanSubscribesToTags(String type) {
        assertThat(startedWith(subscription("topic", "a||b", type))).satisfies(selector -> {
            assertThat(selector.getType()).isEqualTo(ExpressionType.TAG);
            assertThat(selector.getSubExpression()).isEqualTo("a||b");
        });
    }

    @Test
    void consumerBeanSubscribesByCondition() {
        assertThat(startedWith(subscription("topic", "price > 5", "SQL92"))).satisfies(selector -> {
            assertThat(selector.getType()).isEqualTo(ExpressionType.SQL92);
            assertThat(selector.getSubExpression()).isEqualTo("price > 5");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"tag", "sql92", "", " ", "XX"})
    void consumerBeanRefusesOtherTypes(String type) {
        consumer.setSubscriptionTable(Map.of(subscription("topic", "a", type), listener));

        assertThatThrownBy(consumer::start).isInstanceOf(ONSClientException.class)
            .hasMessage("ConsumerBean.start failed: expression type \"" + type + "\" of topic \"topic\" is unknown."
                + " Set TAG or SQL92, in upper case, or leave it unset for TAG.");
        assertThat(consumer.isStarted()).isFalse();
        assertThat(RecordingFactory.last().started()).isFalse();
        assertThat(RecordingFactory.last().shutdowns()).isEqualTo(1);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"TAG", "SQL92", "XX"})
    void orderAndBatchConsumerBeansReadTagsWhateverTheType(String type) {
        orderConsumer.setSubscriptionTable(Map.of(subscription("topic", "a", type), orderListener));
        orderConsumer.start();
        assertThat(RecordingFactory.last().calls()).containsExactly(Call.of("subscribe", "topic", "a", orderListener));

        batchConsumer.setSubscriptionTable(Map.of(subscription("topic", "a", type), batchListener));
        batchConsumer.start();
        assertThat(RecordingFactory.last().calls()).containsExactly(Call.of("subscribe", "topic", "a", batchListener));
    }

    @Test
    void subscriptionsAreMadeAnewByEachStartFromTheMapAsItThenIs() {
        Map<Subscription, MessageListener> table = new HashMap<>();
        consumer.setSubscriptionTable(table);
        assertThat(consumer.getSubscriptionTable()).isSameAs(table);
        consumer.start();
        assertThat(RecordingFactory.last().calls()).isEmpty();
        consumer.shutdown();

        table.put(subscription("topic", "*", null), listener);
        consumer.start();

        assertThat(RecordingFactory.created()).hasSize(2);
        assertThat(RecordingFactory.last().calls()).hasSize(1);
    }

    @Test
    void startWithoutATableIsRefused() {
        assertNoTable(consumer);
        assertNoTable(orderConsumer);
        assertNoTable(batchConsumer);
    }

    @Test
    void nullInTheTableIsRefused() {
        consumer.setSubscriptionTable(Collections.singletonMap(null, listener));
        assertThatThrownBy(consumer::start).isInstanceOf(ONSClientException.class)
            .hasMessageContaining("a key of subscriptionTable is null");

        consumer.setSubscriptionTable(Map.of(new Subscription(), listener));
        assertThatThrownBy(consumer::start).isInstanceOf(ONSClientException.class)
            .hasMessageContaining("topic is null");

        consumer.setSubscriptionTable(Collections.singletonMap(subscription("topic", "*", null), null));
        assertThatThrownBy(consumer::start).isInstanceOf(ONSClientException.class)
            .hasMessageContaining("listener is null").hasMessageContaining("topic=topic");

        assertThat(consumer.isStarted()).isFalse();
    }

    @Test
    void runningBeansHandEveryCallOn() {
        MessageSelector selector = MessageSelector.byTag("a");
        consumer.setSubscriptionTable(Map.of());
        consumer.start();
        consumer.subscribe("topic", "a", listener);
        consumer.subscribe("topic", selector, listener);
        consumer.unsubscribe("topic");
        assertThat(RecordingFactory.last().calls()).containsExactly(Call.of("subscribe", "topic", "a", listener),
            Call.of("subscribe", "topic", selector, listener), Call.of("unsubscribe", "topic"));

        orderConsumer.setSubscriptionTable(Map.of());
        orderConsumer.start();
        orderConsumer.subscribe("topic", "a", orderListener);
        orderConsumer.subscribe("topic", selector, orderListener);
        assertThat(RecordingFactory.last().calls()).containsExactly(Call.of("subscribe", "topic", "a", orderListener),
            Call.of("subscribe", "topic", selector, orderListener));

        batchConsumer.setSubscriptionTable(Map.of());
        batchConsumer.start();
        batchConsumer.subscribe("topic", "a", batchListener);
        batchConsumer.unsubscribe("topic");
        assertThat(RecordingFactory.last().calls()).containsExactly(Call.of("subscribe", "topic", "a", batchListener),
            Call.of("unsubscribe", "topic"));
    }

    @Test
    void useBeforeTheStartIsRefusedWithAdvice() {
        MessageSelector selector = MessageSelector.byTag("a");
        assertRefused(() -> consumer.subscribe("topic", "a", listener), "ConsumerBean.subscribe");
        assertRefused(() -> consumer.subscribe("topic", selector, listener), "ConsumerBean.subscribe");
        assertRefused(() -> consumer.unsubscribe("topic"), "ConsumerBean.unsubscribe");
        assertRefused(() -> orderConsumer.subscribe("topic", "a", orderListener), "OrderConsumerBean.subscribe");
        assertRefused(() -> orderConsumer.subscribe("topic", selector, orderListener), "OrderConsumerBean.subscribe");
        assertRefused(() -> batchConsumer.subscribe("topic", "a", batchListener), "BatchConsumerBean.subscribe");
        assertRefused(() -> batchConsumer.unsubscribe("topic"), "BatchConsumerBean.unsubscribe");
    }

    private MessageSelector startedWith(Subscription subscription) {
        consumer.setSubscriptionTable(Map.of(subscription, listener));
        consumer.start();
        assertThat(RecordingFactory.last().calls()).hasSize(1);
        Call call = RecordingFactory.last().calls().get(0);
        assertThat(call.method()).isEqualTo("subscribe");
        assertThat(call.arguments()).startsWith("topic").endsWith(listener);
        return (MessageSelector) call.arguments().get(1);
    }

    private static Subscription subscription(String topic, String expression, String type) {
        Subscription subscription = new Subscription();
        subscription.setTopic(topic);
        subscription.setExpression(expression);
        subscription.setType(type);
        return subscription;
    }

    private static void assertNoTable(Admin bean) {
        assertThatThrownBy(bean::start).isInstanceOf(ONSClientException.class)
            .hasMessage(bean.getClass().getSimpleName() + ".start failed: subscriptionTable not set."
                + " Call setSubscriptionTable() first; an empty map will do.");
        assertThat(bean.isStarted()).isFalse();
    }

    private static void assertRefused(ThrowingCallable use, String operation) {
        assertThatThrownBy(use).isInstanceOf(ONSClientException.class)
            .hasMessage(operation + " failed: the bean was not started. Call start() first.");
    }
}
