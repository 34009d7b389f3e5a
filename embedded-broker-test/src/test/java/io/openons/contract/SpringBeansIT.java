package io.openons.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.Admin;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.batch.BatchMessageListener;
import com.aliyun.openservices.ons.api.bean.ConsumerBean;
import com.aliyun.openservices.ons.api.bean.ProducerBean;
import com.aliyun.openservices.ons.api.bean.Subscription;
import com.aliyun.openservices.ons.api.order.MessageOrderListener;
import com.aliyun.openservices.ons.api.order.OrderAction;
import com.aliyun.openservices.ons.api.order.OrderProducer;
import com.aliyun.openservices.ons.api.transaction.LocalTransactionChecker;
import com.aliyun.openservices.ons.api.transaction.TransactionProducer;
import com.aliyun.openservices.ons.api.transaction.TransactionStatus;
import io.openons.embedded.EmbeddedRocketMq;
import io.openons.embedded.junit.GroupName;
import io.openons.embedded.junit.TopicName;
import io.openons.embedded.junit.WithEmbeddedRocketMq;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.context.support.GenericXmlApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.ClassPathResource;

/** The beans in a Spring context: from XML, from Java, started and stopped with it. */
@WithEmbeddedRocketMq
@Timeout(60)
class SpringBeansIT {

    private final Inbox tagInbox = new Inbox();
    private final Inbox sqlInbox = new Inbox();
    private final List<String> batched = new CopyOnWriteArrayList<>();
    private final List<String> ordered = new CopyOnWriteArrayList<>();

    @Test
    void beansFromXmlSendReceiveAndStopWithTheirContext(EmbeddedRocketMq broker, @TopicName("plain") String topic,
            @TopicName("sql") String sqlTopic, @GroupName String group) {
        ClientThreads threads = ClientThreads.watch();
        Collection<Admin> clients;
        try (GenericXmlApplicationContext context = xml(broker, topic, sqlTopic, group, "pieces > 5")) {
            clients = context.getBeansOfType(Admin.class).values();
            assertThat(clients).hasSize(6).allMatch(Admin::isStarted);

            context.getBean("producer", Producer.class).send(message(topic, "paid", "1"));
            context.getBean("orderProducer", OrderProducer.class).send(message(topic, "shipped", "2"), "order-1");
            context.getBean("transactionProducer", TransactionProducer.class).send(message(topic, "created", "3"),
                    (message, arg) -> TransactionStatus.CommitTransaction, null);
            for (int pieces : new int[] {5, 6}) {
                Message message = message(sqlTopic, "", pieces + " pieces");
                message.putUserProperties("pieces", String.valueOf(pieces));
                context.getBean("producer", Producer.class).send(message);
            }

            await("all deliveries").atMost(Inbox.LIMIT).until(() -> tagInbox.deliveries().size() >= 2
                    && !sqlInbox.deliveries().isEmpty() && batched.size() >= 3 && ordered.size() >= 3);
            assertThat(tagInbox.bodies()).containsExactlyInAnyOrder("1", "2");
            assertThat(sqlInbox.bodies()).containsExactly("6 pieces");
            assertThat(batched).containsExactlyInAnyOrder("1", "2", "3");
            assertThat(ordered).containsExactlyInAnyOrder("1", "2", "3");
        }
        assertThat(clients).allMatch(Admin::isClosed);
        threads.awaitNoneLeft();
        assertThat(broker.store().backlog(group + "_ordered", topic)).isZero();
    }

    @Test
    void beanCanBeStoppedAndStartedAgain(EmbeddedRocketMq broker, @TopicName("plain") String topic,
            @TopicName("sql") String sqlTopic, @GroupName String group) {
        try (GenericXmlApplicationContext context = xml(broker, topic, sqlTopic, group, "pieces > 5")) {
            ConsumerBean consumer = context.getBean(ConsumerBean.class);
            Producer producer = context.getBean(ProducerBean.class);
            producer.send(message(topic, "paid", "1"));
            tagInbox.awaitDeliveries(1);

            consumer.shutdown();
            producer.send(message(topic, "paid", "2"));
            assertThat(consumer.isStarted()).isFalse();
            consumer.start();

            tagInbox.awaitDeliveries(2);
            assertThat(tagInbox.bodies()).containsExactly("1", "2");
        }
    }

    /** The same clients as an application with Java configuration makes them. */
    @Configuration(proxyBeanMethods = false)
    static class JavaConfiguration {

        @Bean
        Properties client(ConfigurableEnvironment environment) {
            Properties properties = new Properties();
            properties.setProperty("NAMESRV_ADDR", environment.getRequiredProperty("name-server"));
            properties.setProperty("GROUP_ID", environment.getRequiredProperty("group"));
            return properties;
        }

        @Bean(initMethod = "start", destroyMethod = "shutdown")
        ProducerBean producer(Properties client) {
            ProducerBean producer = new ProducerBean();
            producer.setProperties(client);
            return producer;
        }

        @Bean(initMethod = "start", destroyMethod = "shutdown")
        ConsumerBean consumer(Properties client, Inbox listener, ConfigurableEnvironment environment) {
            Subscription subscription = new Subscription();
            subscription.setTopic(environment.getRequiredProperty("topic"));
            subscription.setExpression("*");
            ConsumerBean consumer = new ConsumerBean();
            consumer.setProperties(client);
            consumer.setSubscriptionTable(Map.of(subscription, listener));
            return consumer;
        }
    }

    @Test
    void beansFromJavaConfigurationSendReceiveAndStopWithTheirContext(EmbeddedRocketMq broker,
            @TopicName String topic, @GroupName String group) {
        ClientThreads threads = ClientThreads.watch();
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            settings(context, Map.of("name-server", broker.nameServerAddress(), "topic", topic, "group", group));
            context.registerBean(Inbox.class, () -> tagInbox);
            context.register(JavaConfiguration.class);
            context.refresh();

            context.getBean(Producer.class).send(message(topic, "paid", "1"));

            tagInbox.awaitDeliveries(1);
        }
        threads.awaitNoneLeft();
    }

    @Test
    void contextThatCannotStartNamesBeanAndReasonAndLeavesNothingRunning(EmbeddedRocketMq broker,
            @TopicName("plain") String topic, @TopicName("sql") String sqlTopic, @GroupName String group) {
        ClientThreads threads = ClientThreads.watch();
        assertThatThrownBy(() -> xml(broker, topic, sqlTopic, group, "pieces between").close())
                .isInstanceOf(BeanCreationException.class)
                .hasMessageContainingAll("'consumer'", "pieces between", "ONS-5002");
        threads.awaitNoneLeft();

        assertRefused(new ProducerBean(), "ProducerBean.start failed: properties not set");
        ConsumerBean consumer = new ConsumerBean();
        consumer.setProperties(new Properties());
        assertRefused(consumer, "NAMESRV_ADDR", "GROUP_ID", "ONS-1001");
        consumer.setProperties(broker.clientProperties(group));
        assertRefused(consumer, "ConsumerBean.start failed: subscriptionTable not set");
        threads.awaitNoneLeft();
    }

    private static <T extends Admin> void assertRefused(T bean, String... reasons) {
        try (GenericApplicationContext context = new GenericApplicationContext()) {
            @SuppressWarnings("unchecked")
            Class<T> type = (Class<T>) bean.getClass();
            context.registerBean("ons", type, () -> bean, definition -> definition.setInitMethodName("start"));
            assertThatThrownBy(context::refresh).isInstanceOf(BeanCreationException.class)
                    .hasMessageContaining("'ons'").hasMessageContainingAll(reasons);
        }
    }

    private GenericXmlApplicationContext xml(EmbeddedRocketMq broker, String topic, String sqlTopic, String group,
            String sql) {
        GenericXmlApplicationContext context = new GenericXmlApplicationContext();
        settings(context, Map.of("name-server", broker.nameServerAddress(), "topic", topic, "sql-topic", sqlTopic,
                "group", group, "sql", sql));
        context.registerBean("tagListener", Inbox.class, () -> tagInbox);
        context.registerBean("sqlListener", Inbox.class, () -> sqlInbox);
        context.registerBean("batchListener", BatchMessageListener.class, () -> (messages, consumeContext) -> {
            messages.forEach(message -> batched.add(body(message)));
            return Action.CommitMessage;
        });
        context.registerBean("orderListener", MessageOrderListener.class, () -> (message, orderContext) -> {
            ordered.add(body(message));
            return OrderAction.Success;
        });
        context.registerBean("checker", LocalTransactionChecker.class, () -> message -> TransactionStatus.Unknow);
        context.load(new ClassPathResource("spring-beans.xml", SpringBeansIT.class));
        try {
            context.refresh();
            return context;
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
    }

    private static void settings(GenericApplicationContext context, Map<String, Object> values) {
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("settings", values));
    }

    private static String body(Message message) {
        return new String(message.getBody(), UTF_8);
    }

    private static Message message(String topic, String tag, String body) {
        return new Message(topic, tag, "key", body.getBytes(UTF_8));
    }
}
