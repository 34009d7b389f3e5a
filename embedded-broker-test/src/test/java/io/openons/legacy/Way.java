package io.openons.legacy;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.OnExceptionContext;
import com.aliyun.openservices.ons.api.PropertyKeyConst;
import com.aliyun.openservices.ons.api.SendCallback;
import com.aliyun.openservices.ons.api.SendResult;
import com.aliyun.openservices.ons.api.transaction.TransactionStatus;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Every way a message can be sent, by a producer of its own. */
enum Way {
    SYNC {
        @Override
        void send(Clients clients, Properties properties, Message message) {
            clients.producer(properties).send(message);
        }
    },
    ONEWAY {
        @Override
        void send(Clients clients, Properties properties, Message message) {
            clients.producer(properties).sendOneway(message);
        }
    },
    ASYNC {
        @Override
        void send(Clients clients, Properties properties, Message message) throws Exception {
            CompletableFuture<SendResult> outcome = new CompletableFuture<>();
            clients.producer(properties).sendAsync(message, new SendCallback() {
                @Override
                public void onSuccess(SendResult result) {
                    outcome.complete(result);
                }

                @Override
                public void onException(OnExceptionContext context) {
                    outcome.completeExceptionally(context.getException());
                }
            });
            outcome.get(30, TimeUnit.SECONDS);
        }
    },
    ORDERED {
        @Override
        void send(Clients clients, Properties properties, Message message) {
            clients.orderProducer(properties).send(message, "key");
        }
    },
    /** Committed by the local transaction. */
    TRANSACTIONAL {
        @Override
        void send(Clients clients, Properties properties, Message message) {
            clients.transactionProducer(properties, half -> TransactionStatus.Unknow)
                    .send(message, (half, arg) -> TransactionStatus.CommitTransaction, null);
        }
    },
    /** Committed when the broker asks. */
    CHECKED {
        @Override
        void send(Clients clients, Properties properties, Message message) {
            properties.setProperty(PropertyKeyConst.CheckImmunityTimeInSeconds, "0");
            clients.transactionProducer(properties, half -> TransactionStatus.CommitTransaction)
                    .send(message, (half, arg) -> TransactionStatus.Unknow, null);
        }
    };

    abstract void send(Clients clients, Properties properties, Message message) throws Exception;
}
