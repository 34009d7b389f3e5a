package io.openons.fleet;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.Admin;
import com.aliyun.openservices.ons.api.Consumer;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.ONSFactory;
import com.aliyun.openservices.ons.api.PullConsumer;
import com.aliyun.openservices.ons.api.order.OrderAction;
import com.aliyun.openservices.ons.api.order.OrderConsumer;
import com.aliyun.openservices.ons.api.transaction.TransactionStatus;
import java.util.Properties;
import java.util.function.Function;

/** The kinds of clients of a {@link FleetProgram}. */
enum Kind {
    PRODUCER {
        @Override
        Admin create(Properties properties, String topic, String choice, Function<Message, Delivery> report) {
            return ONSFactory.createProducer(properties);
        }
    },
    ORDER_PRODUCER {
        @Override
        Admin create(Properties properties, String topic, String choice, Function<Message, Delivery> report) {
            return ONSFactory.createOrderProducer(properties);
        }
    },
    /** Its choice is what its checker answers, or {@link #AS_TAGGED}. */
    TRANSACTION_PRODUCER {
        @Override
        Admin create(Properties properties, String topic, String choice, Function<Message, Delivery> report) {
            return ONSFactory.createTransactionProducer(properties, message -> {
                report.apply(message);
                return TransactionStatus.valueOf(choice.equals(AS_TAGGED) ? message.getTag() : choice);
            });
        }
    },
    /** Its choice is an expression, as that of the next. */
    CONSUMER {
        @Override
        Admin create(Properties properties, String topic, String choice, Function<Message, Delivery> report) {
            Consumer consumer = ONSFactory.createConsumer(properties);
            consumer.subscribe(topic, choice, (message, context) ->
                    report.apply(message).toFail() ? Action.ReconsumeLater : Action.CommitMessage);
            return consumer;
        }
    },
    ORDER_CONSUMER {
        @Override
        Admin create(Properties properties, String topic, String choice, Function<Message, Delivery> report) {
            OrderConsumer consumer = ONSFactory.createOrderedConsumer(properties);
            consumer.subscribe(topic, choice, (message, context) ->
                    report.apply(message).toFail() ? OrderAction.Suspend : OrderAction.Success);
            return consumer;
        }
    },
    /** Is assigned all partitions of its topic. */
    PULL_CONSUMER {
        @Override
        Admin create(Properties properties, String topic, String choice, Function<Message, Delivery> report) {
            return ONSFactory.createPullConsumer(properties);
        }

        @Override
        Admin start(Properties properties, String topic, String choice, Function<Message, Delivery> report) {
            PullConsumer consumer = (PullConsumer) super.start(properties, topic, choice, report);
            consumer.assign(consumer.topicPartitions(topic));
            return consumer;
        }
    };

    /** The choice of a checker that answers with the message's tag. */
    static final String AS_TAGGED = "as tagged";

    abstract Admin create(Properties properties, String topic, String choice, Function<Message, Delivery> report);

    Admin start(Properties properties, String topic, String choice, Function<Message, Delivery> report) {
        Admin client = create(properties, topic, choice, report);
        client.start();
        return client;
    }
}
