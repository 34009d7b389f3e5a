package io.openons.parity;

import com.aliyun.openservices.ons.api.Admin;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.MessageListener;
import com.aliyun.openservices.ons.api.batch.BatchMessageListener;
import com.aliyun.openservices.ons.api.bean.BatchConsumerBean;
import com.aliyun.openservices.ons.api.bean.ConsumerBean;
import com.aliyun.openservices.ons.api.bean.OrderConsumerBean;
import com.aliyun.openservices.ons.api.bean.OrderProducerBean;
import com.aliyun.openservices.ons.api.bean.ProducerBean;
import com.aliyun.openservices.ons.api.bean.Subscription;
import com.aliyun.openservices.ons.api.bean.SubscriptionExt;
import com.aliyun.openservices.ons.api.bean.TransactionProducerBean;
import com.aliyun.openservices.ons.api.order.MessageOrderListener;
import com.aliyun.openservices.ons.api.order.OrderAction;
import com.aliyun.openservices.ons.api.transaction.TransactionStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The beans of the API. */
final class BeanScenarios {

    private BeanScenarios() {
    }

    static Map<String, Scenario> all() {
        Map<String, Scenario> scenarios = new TreeMap<>();
        scenarios.put("bean/not-started", BeanScenarios::notStarted);
        scenarios.put("bean/producers", BeanScenarios::producers);
        scenarios.put("bean/consumer", BeanScenarios::consumer);
        scenarios.put("bean/order-consumer", BeanScenarios::orderConsumer);
        scenarios.put("bean/batch-consumer", BeanScenarios::batchConsumer);
        scenarios.put("bean/started-twice", BeanScenarios::startedTwice);
        scenarios.put("bean/subscription", BeanScenarios::subscription);
        return scenarios;
    }

    private static Subscription to(String topic, String expression, String type) {
        Subscription subscription = new Subscription();
        subscription.setTopic(topic);
        subscription.setExpression(expression);
        subscription.setType(type);
        return subscription;
    }

    private static void life(Context context, String key, Admin bean, Context.Step use) {
        context.attempt(key + ".start", bean::start);
        context.see(key + ".isStarted", bean.isStarted());
        context.attempt(key + ".use", use);
        context.attempt(key + ".shutdown", bean::shutdown);
        context.see(key + ".isClosed", bean.isClosed());
        context.attempt(key + ".startAgain", bean::start);
        context.see(key + ".isStartedAgain", bean.isStarted());
        context.attempt(key + ".useAgain", use);
        context.attempt(key + ".shutdownAgain", bean::shutdown);
    }

    private static void notStarted(Context context) {
        Message message = Context.message("topic", "body");
        ProducerBean producer = new ProducerBean();
        context.attempt("producer.send", () -> producer.send(message));
        context.attempt("producer.sendOneway", () -> producer.sendOneway(message));
        context.attempt("producer.sendAsync", () -> producer.sendAsync(message, null));
        context.attempt("producer.setCallbackExecutor", () -> producer.setCallbackExecutor(null));
        OrderProducerBean ordered = new OrderProducerBean();
        context.attempt("ordered.send", () -> ordered.send(message, "key"));
        TransactionProducerBean transactional = new TransactionProducerBean();
        context.attempt("transactional.send", () -> transactional.send(message, null, null));
        ConsumerBean consumer = new ConsumerBean();
        context.attempt("consumer.subscribe", () -> consumer.subscribe("topic", "*", new Inbox()));
        context.attempt("consumer.unsubscribe", () -> consumer.unsubscribe("topic"));
        OrderConsumerBean orderConsumer = new OrderConsumerBean();
        context.attempt("orderConsumer.subscribe", () -> orderConsumer.subscribe("topic", "*", null));
        BatchConsumerBean batchConsumer = new BatchConsumerBean();
        context.attempt("batchConsumer.subscribe", () -> batchConsumer.subscribe("topic", "*", null));
        context.attempt("batchConsumer.unsubscribe", () -> batchConsumer.unsubscribe("topic"));
        for (Admin bean : List.of(producer, ordered, transactional, consumer, orderConsumer, batchConsumer)) {
            String name = bean.getClass().getSimpleName();
            context.outcome(name + ".isStarted", bean::isStarted);
            context.outcome(name + ".isClosed", bean::isClosed);
            context.attempt(name + ".updateCredential", () -> bean.updateCredential(null));
            context.attempt(name + ".shutdown", bean::shutdown);
        }
    }

    private static void producers(Context context) {
        String topic = context.topic("topic");
        String group = context.group("group");
        ProducerBean producer = new ProducerBean();
        context.attempt("producer.withoutProperties", producer::start);
        producer.setProperties(context.properties(group));
        life(context, "producer", producer, () -> producer.send(Context.message(topic, "body")));
        OrderProducerBean ordered = new OrderProducerBean();
        context.attempt("ordered.withoutProperties", ordered::start);
        ordered.setProperties(context.properties(group));
        life(context, "ordered", ordered, () -> ordered.send(Context.message(topic, "body"), "key"));
        TransactionProducerBean transactional = new TransactionProducerBean();
        transactional.setLocalTransactionChecker(message -> TransactionStatus.CommitTransaction);
        context.attempt("transactional.withoutProperties", transactional::start);
        transactional.setProperties(context.properties(group));
        life(context, "transactional", transactional, () -> transactional.send(Context.message(topic, "body"),
                (message, argument) -> TransactionStatus.CommitTransaction, null));
    }

    private static void consumer(Context context) throws Exception {
        String topic = context.topic("topic");
        String other = context.topic("other");
        Inbox inbox = new Inbox();
        ConsumerBean bean = new ConsumerBean();
        context.attempt("withoutProperties", bean::start);
        bean.setProperties(context.properties(context.group("group")));
        context.attempt("withoutSubscriptions", bean::start);
        Map<Subscription, MessageListener> subscriptions = new HashMap<>();
        bean.setSubscriptionTable(subscriptions);
        subscriptions.put(to(topic, "a", "tag"), inbox);
        context.attempt("unknownType", bean::start);
        subscriptions.clear();
        subscriptions.put(to(topic, "a", "TAG"), inbox);
        subscriptions.put(to(other, "TAGS = 'b'", "SQL92"), inbox);
        bean.setSubscriptionTable(subscriptions);
        Sending sending = context.sender(Sender.SYNC);
        for (String tag : List.of("a", "b", "c")) {
            sending.send(Context.message(topic, tag, "key", tag + "1"));
            sending.send(Context.message(other, tag, "key", tag + "2"));
        }
        life(context, "bean", bean, () -> inbox.awaitDeliveries(2));
        context.see("bodies", inbox.sortedBodies().stream().distinct().toList());
    }

    private static void orderConsumer(Context context) throws Exception {
        String topic = context.topic("topic");
        Inbox inbox = new Inbox();
        OrderConsumerBean bean = new OrderConsumerBean();
        context.attempt("withoutProperties", bean::start);
        bean.setProperties(context.properties(context.group("group")));
        context.attempt("withoutSubscriptions", bean::start);
        Map<Subscription, MessageOrderListener> subscriptions = new HashMap<>();
        subscriptions.put(to(topic, "a", null), (message, delivery) -> {
            inbox.consume(message, null);
            return OrderAction.Success;
        });
        bean.setSubscriptionTable(subscriptions);
        context.sender(Sender.SYNC).send(Context.message(topic, "a", "key", "a"));
        life(context, "bean", bean, () -> inbox.awaitDeliveries(1));
        context.see("bodies", inbox.bodies());
    }

    private static void batchConsumer(Context context) throws Exception {
        String topic = context.topic("topic");
        Inbox inbox = new Inbox();
        BatchConsumerBean bean = new BatchConsumerBean();
        context.attempt("withoutProperties", bean::start);
        bean.setProperties(context.properties(context.group("group")));
        context.attempt("withoutSubscriptions", bean::start);
        Map<Subscription, BatchMessageListener> subscriptions = new HashMap<>();
        subscriptions.put(to(topic, "*", null), (messages, delivery) -> inbox.consume(messages.get(0), delivery));
        bean.setSubscriptionTable(subscriptions);
        context.sender(Sender.SYNC).send(Context.message(topic, "a", "key", "a"));
        life(context, "bean", bean, () -> inbox.awaitDeliveries(1));
        context.see("bodies", inbox.bodies());
    }

    /** Whether the first of two clients lives on when the bean has been shut down. */
    private static void startedTwice(Context context) throws Exception {
        String topic = context.topic("topic");
        String group = context.group("group");
        Inbox inbox = new Inbox();
        ConsumerBean bean = new ConsumerBean();
        bean.setProperties(context.properties(group));
        bean.setSubscriptionTable(new HashMap<>(Map.of(to(topic, "*", null), inbox)));
        context.attempt("start", bean::start);
        context.attempt("startAgain", bean::start);
        Context.await(() -> !context.desk().ask("members", group).get(0).equals("0"));
        context.attempt("shutdown", bean::shutdown);
        context.see("gone", Context.happens(5_000, () -> context.desk().ask("members", group).get(0).equals("0")));
    }

    private static void subscription(Context context) {
        SubscriptionExt extended = new SubscriptionExt();
        context.see("type", new Subscription().getType());
        context.see("text", to("t", "e", "TAG"));
        context.see("extended", extended);
        context.see("persistence", extended.isPersistence());
        context.see("equal", to("t", "e", "TAG").equals(to("t", "other", "SQL92")));
        context.see("unequal", to("t", "e", "TAG").equals(to("u", "e", "TAG")));
        context.see("hash", to("t", "e", "TAG").hashCode());
        extended.setTopic("t");
        context.see("extendedEqual", extended.equals(to("t", null, null)) + " " + to("t", null, null).equals(extended));
    }
}
