package io.openons.fleet;

import com.aliyun.openservices.ons.api.transaction.TransactionStatus;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.producer.LocalTransactionState;
import org.apache.rocketmq.client.producer.TransactionListener;
import org.apache.rocketmq.client.producer.TransactionMQProducer;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.common.message.MessageExt;

/** A producer of transactions of Apache's own client, in this JVM, of a scene's group. It leaves its own open. */
final class ApacheTransactions implements TransactionListener, AutoCloseable {

    private final TransactionMQProducer producer;
    private final String topic;
    private final String choice;
    private final List<Delivery> checks = new CopyOnWriteArrayList<>();

    /**
     * Starts it.
     *
     * @param choice as of {@link Kind#TRANSACTION_PRODUCER}
     */
    ApacheTransactions(Fleet fleet, Scene scene, String choice) throws MQClientException {
        this.topic = scene.storedTopic();
        this.choice = choice;
        producer = new TransactionMQProducer(scene.storedGroup());
        producer.setNamesrvAddr(fleet.broker().nameServerAddress());
        producer.setInstanceName(fleet.name("client"));
        producer.setTransactionListener(this);
        // Brokers know a producer by the heartbeat after its first message.
        producer.setHeartbeatBrokerInterval(500);
        producer.start();
    }

    /** Sends a half message with this tag. */
    String open(TransactionStatus end) throws MQClientException {
        String body = "Apache's " + end;
        Message message = new Message(topic, end.name(), body, body.getBytes(StandardCharsets.UTF_8));
        return producer.sendMessageInTransaction(message, null).getMsgId();
    }

    /** What it was asked about so far; grows. */
    List<Delivery> checks() {
        return checks;
    }

    @Override
    public LocalTransactionState executeLocalTransaction(Message message, Object argument) {
        return LocalTransactionState.UNKNOW;
    }

    @Override
    public LocalTransactionState checkLocalTransaction(MessageExt message) {
        checks.add(ApacheConsumer.delivery(message));
        return switch (TransactionStatus.valueOf(choice.equals(Kind.AS_TAGGED) ? message.getTags() : choice)) {
            case CommitTransaction -> LocalTransactionState.COMMIT_MESSAGE;
            case RollbackTransaction -> LocalTransactionState.ROLLBACK_MESSAGE;
            case Unknow -> LocalTransactionState.UNKNOW;
        };
    }

    @Override
    public void close() {
        producer.shutdown();
    }
}
