package io.openons.parity;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.Admin;
import com.aliyun.openservices.ons.api.ConsumeContext;
import com.aliyun.openservices.ons.api.Consumer;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.MessageListener;
import com.aliyun.openservices.ons.api.ONSFactory;
import com.aliyun.openservices.ons.api.batch.BatchConsumer;
import com.aliyun.openservices.ons.api.order.OrderAction;
import com.aliyun.openservices.ons.api.order.OrderConsumer;
import com.aliyun.openservices.ons.api.transaction.TransactionStatus;
import java.util.List;
import java.util.Properties;

/** The seven kinds of client. */
enum Kind {
    PRODUCER {
        @Override
        Admin create(Properties properties) {
            return ONSFactory.createProducer(properties);
        }
    },
    ORDER_PRODUCER {
        @Override
        Admin create(Properties properties) {
            return ONSFactory.createOrderProducer(properties);
        }
    },
    TRANSACTION_PRODUCER {
        @Override
        Admin create(Properties properties) {
            return ONSFactory.createTransactionProducer(properties, message -> TransactionStatus.Unknow);
        }
    },
    CONSUMER {
        @Override
        Admin create(Properties properties) {
            return ONSFactory.createConsumer(properties);
        }

        @Override
        void subscribe(Admin client, String topic, String expression, MessageListener listener) {
            ((Consumer) client).subscribe(topic, expression, listener);
        }
    },
    ORDER_CONSUMER {
        @Override
        Admin create(Properties properties) {
            return ONSFactory.createOrderedConsumer(properties);
        }

        @Override
        void subscribe(Admin client, String topic, String expression, MessageListener listener) {
            ((OrderConsumer) client).subscribe(topic, expression, listener == null ? null : (message, context) -> {
                Action action = listener.consume(message, new ConsumeContext());
                if (action == null) {
                    return null;
                }
                return action == Action.CommitMessage ? OrderAction.Success : OrderAction.Suspend;
            });
        }
    },
    BATCH_CONSUMER {
        @Override
        Admin create(Properties properties) {
            return ONSFactory.createBatchConsumer(properties);
        }

        @Override
        void subscribe(Admin client, String topic, String expression, MessageListener listener) {
            ((BatchConsumer) client).subscribe(topic, expression,
                    listener == null ? null : (messages, context) -> batch(messages, context, listener));
        }
    },
    PULL_CONSUMER {
        @Override
        Admin create(Properties properties) {
            return ONSFactory.createPullConsumer(properties);
        }
    };

    static final List<Kind> ALL = List.of(values());
    static final List<Kind> PRODUCERS = List.of(PRODUCER, ORDER_PRODUCER, TRANSACTION_PRODUCER);
    static final List<Kind> LISTENING = List.of(CONSUMER, ORDER_CONSUMER, BATCH_CONSUMER);

    abstract Admin create(Properties properties);

    /** For consumers with listeners; the listener sees the messages of a batch one by one. */
    void subscribe(Admin client, String topic, String expression, MessageListener listener) {
        throw new UnsupportedOperationException(this + " has no listeners");
    }

    private static Action batch(List<Message> messages, ConsumeContext context, MessageListener listener) {
        Action answer = Action.CommitMessage;
        for (Message message : messages) {
            Action one = listener.consume(message, context);
            answer = one == Action.CommitMessage ? answer : one;
        }
        return answer;
    }
}
