package io.openons.parity;

import com.aliyun.openservices.ons.api.Admin;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.OnExceptionContext;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.SendCallback;
import com.aliyun.openservices.ons.api.SendResult;
import com.aliyun.openservices.ons.api.order.OrderProducer;
import com.aliyun.openservices.ons.api.transaction.TransactionProducer;
import com.aliyun.openservices.ons.api.transaction.TransactionStatus;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Every way to send. */
enum Sender {
    SYNC(Kind.PRODUCER) {
        @Override
        SendResult send(Admin client, Message message) {
            return ((Producer) client).send(message);
        }
    },
    ONEWAY(Kind.PRODUCER) {
        @Override
        SendResult send(Admin client, Message message) {
            ((Producer) client).sendOneway(message);
            return null;
        }
    },
    ASYNC(Kind.PRODUCER) {
        @Override
        SendResult send(Admin client, Message message) throws Exception {
            CompletableFuture<SendResult> outcome = new CompletableFuture<>();
            ((Producer) client).sendAsync(message, new SendCallback() {
                @Override
                public void onSuccess(SendResult result) {
                    outcome.complete(result);
                }

                @Override
                public void onException(OnExceptionContext context) {
                    outcome.completeExceptionally(new ReportedException(context));
                }
            });
            try {
                return outcome.get(30, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                throw (ReportedException) e.getCause();
            }
        }
    },
    ORDERED(Kind.ORDER_PRODUCER) {
        @Override
        SendResult send(Admin client, Message message) {
            return ((OrderProducer) client).send(message, "shard");
        }
    },
    TRANSACTION(Kind.TRANSACTION_PRODUCER) {
        @Override
        SendResult send(Admin client, Message message) throws Exception {
            return Context.inTime(() -> sendOnce(client, message));
        }

        @Override
        SendResult sendOnce(Admin client, Message message) {
            return ((TransactionProducer) client).send(message,
                    (half, argument) -> TransactionStatus.CommitTransaction, null);
        }
    };

    private final Kind kind;

    Sender(Kind kind) {
        this.kind = kind;
    }

    abstract SendResult send(Admin client, Message message) throws Exception;

    /** The same; what came too late for a transaction producer, which may not wait as long as told, is given up. */
    SendResult sendOnce(Admin client, Message message) throws Exception {
        return send(client, message);
    }

    Kind kind() {
        return kind;
    }

    Sending open(Context context, Properties properties) {
        Admin client = context.started(kind.create(properties));
        return message -> {
            SendResult result = Context.inTime(() -> send(client, message));
            context.desk().ask("settle");
            return result;
        };
    }
}
