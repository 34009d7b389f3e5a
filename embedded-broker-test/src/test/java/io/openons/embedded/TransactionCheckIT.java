package io.openons.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.rocketmq.client.producer.LocalTransactionState;
import org.apache.rocketmq.client.producer.TransactionListener;
import org.apache.rocketmq.client.producer.TransactionMQProducer;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.common.message.MessageExt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 90, unit = TimeUnit.SECONDS)
class TransactionCheckIT {

    @Test
    void openTransactionIsCheckedSoonAndAgainUntilItIsDecided() throws Exception {
        AtomicInteger checks = new AtomicInteger();
        try (EmbeddedRocketMq rocketMq = EmbeddedRocketMq.builder()
                .transactionCheckInterval(Duration.ofMillis(300)).start()) {
            rocketMq.createTopic("topic");
            TransactionMQProducer producer = new TransactionMQProducer("GID_transaction");
            producer.setNamesrvAddr(rocketMq.nameServerAddress());
            producer.setTransactionListener(new TransactionListener() {
                @Override
                public LocalTransactionState executeLocalTransaction(Message message, Object argument) {
                    return LocalTransactionState.UNKNOW;
                }

                @Override
                public LocalTransactionState checkLocalTransaction(MessageExt message) {
                    return checks.incrementAndGet() < 3
                            ? LocalTransactionState.UNKNOW : LocalTransactionState.COMMIT_MESSAGE;
                }
            });
            producer.start();
            try {
                producer.sendMessageInTransaction(PlainClients.message("topic", "body"), null);
                assertThat(rocketMq.store().messages("topic")).as("before the commit").isEmpty();

                // Far below the 36 s after which a broker with RocketMQ's defaults checks for the first time.
                await("commit by check").atMost(Duration.ofSeconds(25))
                        .until(() -> rocketMq.store().messageCount("topic") == 1);
                assertThat(checks).hasValueGreaterThanOrEqualTo(3);
            } finally {
                producer.shutdown();
            }
        }
    }
}
