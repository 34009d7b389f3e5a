package io.openons.contract;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.ConsumeContext;
import com.aliyun.openservices.ons.api.Consumer;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.MessageListener;
import com.aliyun.openservices.ons.api.PropertyKeyConst;
import com.aliyun.openservices.ons.api.batch.BatchConsumer;
import com.aliyun.openservices.ons.api.order.OrderAction;
import com.aliyun.openservices.ons.api.order.OrderConsumer;
import java.util.List;
import java.util.Properties;

/**
 * The kinds of push consumers behind one face. Their listeners answer for each message with an Action: an order
 * consumer's Suspend stands for ReconsumeLater, and of a batch the last answer that is no CommitMessage counts.
 */
enum ReceiverKind {
    SINGLE {
        @Override
        Receiver create(Clients clients, Properties properties) {
            Consumer consumer = clients.consumer(properties);
            return new Receiver(consumer, consumer::subscribe, consumer::unsubscribe);
        }
    },
    BATCH {
        @Override
        Receiver create(Clients clients, Properties properties) {
            Properties ofBatches = new Properties();
            ofBatches.putAll(properties);
            ofBatches.put(PropertyKeyConst.ConsumeMessageBatchMaxSize, messagesPerCall());
            BatchConsumer consumer = clients.batchConsumer(ofBatches);
            return new Receiver(consumer, (topic, expression, listener) ->
                    consumer.subscribe(topic, expression, (messages, context) -> all(messages, context, listener)),
                    consumer::unsubscribe);
        }

        @Override
        int messagesPerCall() {
            return 4;
        }
    },
    ORDERED {
        @Override
        Receiver create(Clients clients, Properties properties) {
            Properties quick = new Properties();
            quick.putAll(properties);
            quick.put(PropertyKeyConst.SuspendTimeMillis, 100);
            OrderConsumer consumer = clients.orderConsumer(quick);
            return new Receiver(consumer, (topic, expression, listener) -> consumer.subscribe(topic, expression,
                    (message, context) -> ordered(listener.consume(message, new ConsumeContext()))),
                    topic -> {
                        throw new UnsupportedOperationException("an OrderConsumer has no unsubscribe");
                    });
        }

        @Override
        boolean unsubscribes() {
            return false;
        }
    };

    /** A receiver that is not started. */
    abstract Receiver create(Clients clients, Properties properties);

    boolean unsubscribes() {
        return true;
    }

    /** How many messages one call of its listener gets at most. */
    int messagesPerCall() {
        return 1;
    }

    private static Action all(List<Message> messages, ConsumeContext context, MessageListener listener) {
        Action answer = Action.CommitMessage;
        for (Message message : messages) {
            Action one = listener.consume(message, context);
            answer = one == Action.CommitMessage ? answer : one;
        }
        return answer;
    }

    private static OrderAction ordered(Action action) {
        if (action == null) {
            return null;
        }
        return action == Action.CommitMessage ? OrderAction.Success : OrderAction.Suspend;
    }
}
