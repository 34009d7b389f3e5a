package shop;

import com.aliyun.openservices.ons.api.Action;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All six beans; each consumer receives what the three producers send. */
final class BeanScene {
    private BeanScene() {
    }

    static List<String> play(Setup setup) throws Exception {
        Inbox single = new Inbox();
        Inbox ordered = new Inbox();
        Inbox batches = new Inbox();
        Subscription subscription = new Subscription();
        subscription.setTopic(setup.topic);
        subscription.setExpression("beans");
        SubscriptionExt extended = new SubscriptionExt();
        extended.setTopic(setup.topic);
        extended.setExpression("beans");
        extended.setPersistence(true);

        ConsumerBean consumer = new ConsumerBean();
        consumer.setProperties(setup.properties("bean"));
        Map<Subscription, MessageListener> table = new HashMap<>();
        table.put(subscription, (message, context) -> {
            single.add(message);
            return Action.CommitMessage;
        });
        consumer.setSubscriptionTable(table);
        OrderConsumerBean orderConsumer = new OrderConsumerBean();
        orderConsumer.setProperties(setup.properties("order_bean"));
        MessageOrderListener orderListener = (message, context) -> {
            ordered.add(message);
            return OrderAction.Success;
        };
        orderConsumer.setSubscriptionTable(Collections.singletonMap(extended, orderListener));
        BatchConsumerBean batchConsumer = new BatchConsumerBean();
        batchConsumer.setProperties(setup.properties("batch_bean"));
        BatchMessageListener batchListener = (messages, context) -> {
            messages.forEach(batches::add);
            return Action.CommitMessage;
        };
        batchConsumer.setSubscriptionTable(Collections.singletonMap(subscription, batchListener));
        consumer.start();
        orderConsumer.start();
        batchConsumer.start();

        ProducerBean producer = new ProducerBean();
        producer.setProperties(setup.properties("producer_bean"));
        producer.start();
        producer.send(setup.message("beans", "plain"));
        OrderProducerBean orderProducer = new OrderProducerBean();
        orderProducer.setProperties(setup.properties("order_producer_bean"));
        orderProducer.start();
        orderProducer.send(setup.message("beans", "ordered"), "customer");
        TransactionProducerBean transactions = new TransactionProducerBean();
        transactions.setProperties(setup.properties("transaction_bean"));
        transactions.setLocalTransactionChecker(message -> TransactionStatus.Unknow);
        transactions.start();
        transactions.send(setup.message("beans", "transaction"),
            (message, argument) -> TransactionStatus.CommitTransaction, null);

        List<String> lines = new ArrayList<>();
        lines.add(single.takeSorted(3));
        lines.add(ordered.takeSorted(3));
        lines.add(batches.takeSorted(3));
        consumer.unsubscribe(setup.topic);
        consumer.shutdown();
        orderConsumer.shutdown();
        batchConsumer.shutdown();
        producer.shutdown();
        orderProducer.shutdown();
        transactions.shutdown();
        lines.add(consumer.isClosed() + " " + extended + " " + subscription.equals(extended));
        return lines;
    }
}
