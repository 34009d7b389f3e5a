package io.openons.client.transaction;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.SendResult;
import com.aliyun.openservices.ons.api.transaction.LocalTransactionChecker;
import com.aliyun.openservices.ons.api.transaction.LocalTransactionExecuter;
import com.aliyun.openservices.ons.api.transaction.TransactionProducer;
import com.aliyun.openservices.ons.api.transaction.TransactionStatus;
import io.openons.client.config.ProducerSettings;
import io.openons.client.error.ErrorCode;
import io.openons.client.error.Failure;
import io.openons.client.message.InboundMessages;
import io.openons.client.rocketmq.Connection;
import io.openons.client.rocketmq.OpenTransactions;
import io.openons.client.rocketmq.RocketMqClients;
import io.openons.client.rocketmq.TransactionEnd;
import io.openons.client.sending.HalfMessage;
import io.openons.client.sending.MessageSender;
import io.openons.client.sending.ProducerEngine;
import java.util.Properties;
import org.apache.rocketmq.client.producer.LocalTransactionState;
import org.apache.rocketmq.client.producer.SendStatus;
import org.apache.rocketmq.client.producer.TransactionMQProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@link TransactionProducer}: sends a half message, runs the local transaction on the caller's thread and tells
 * the broker how it ended. Thread-safe.
 */
public final class DefaultTransactionProducer implements TransactionProducer {

    private static final Logger LOG = LoggerFactory.getLogger(DefaultTransactionProducer.class);

    /** The user property by which a message has an immunity time of its own, as the guide names it. */
    private static final String IMMUNITY_OF_MESSAGE = "CheckImmunityTimeInSeconds";

    private final Connection connection;
    private final ProducerSettings settings;
    private final ScheduledCommits scheduledCommits;
    private final ProducerEngine<TransactionMQProducer> engine;

    /**
     * Creates a producer that is not started.
     *
     * @param connection how it connects
     * @param settings what it was told
     * @param checker answers brokers' questions for the end of transactions
     */
    public DefaultTransactionProducer(Connection connection, ProducerSettings settings,
                                      LocalTransactionChecker checker) {
        this.connection = connection;
        this.settings = settings;
        this.scheduledCommits = new ScheduledCommits(this::sender, connection.namespace());
        TransactionBridge bridge =
                new TransactionBridge(checker, new InboundMessages(connection.namespace()), scheduledCommits);
        this.engine = new ProducerEngine<>(this, connection, settings, () -> {
            TransactionMQProducer producer = RocketMqClients.transactionProducer(connection, settings);
            producer.setTransactionListener(bridge);
            return producer;
        });
    }

    private MessageSender sender() {
        return engine.sender();
    }

    @Override
    public void start() {
        boolean startsNow = !engine.running();
        engine.start();
        if (startsNow) {
            OpenTransactions.offer(connection, engine.rocketMqProducer());
        }
    }

    @Override
    public void shutdown() {
        engine.shutdown();
    }

    @Override
    public boolean isStarted() {
        return engine.running();
    }

    @Override
    public boolean isClosed() {
        return !engine.running();
    }

    @Override
    public void updateCredential(Properties credentialProperties) {
        engine.updateCredential(credentialProperties);
    }

    @Override
    public SendResult send(Message message, LocalTransactionExecuter executer, Object arg) {
        return engine.send(message, sender -> {
            if (executer == null) {
                throw Failure.of(ErrorCode.TRANSACTION_INCOMPLETE, "Message refused: 'executer' is null").toException();
            }
            return send(sender, message, executer, arg);
        });
    }

    private SendResult send(MessageSender sender, Message message, LocalTransactionExecuter executer, Object arg) {
        String group = connection.namespace().wrap(connection.settings().group());
        HalfMessage half = sender.sendHalf(message,
                converted -> TransactionEnd.markHalf(converted, group, immunity(converted)));
        if (half.stored().getSendStatus() != SendStatus.SEND_OK) {
            end(half, LocalTransactionState.ROLLBACK_MESSAGE, null);
            throw Failure.of(ErrorCode.HALF_MESSAGE_UNSAFE, "Send failed: the broker stored the half message with "
                    + "status " + half.stored().getSendStatus()
                    + ", so the local transaction was not run and the message rolled back")
                    .with("topic", message.getTopic()).with("msgId", message.getMsgID()).toException();
        }
        TransactionStatus status = null;
        Throwable failure = null;
        try {
            status = executer.execute(message, arg);
        } catch (Throwable e) {
            failure = e;
            LOG.error("The local transaction threw; the broker will ask the checker how it ended. topic={} msgId={}",
                    message.getTopic(), message.getMsgID(), e);
        }
        boolean schedule = status == TransactionStatus.CommitTransaction && half.scheduled() != null;
        end(half, schedule ? scheduledCommits.schedule(half.scheduled()) : TransactionBridge.state(status), failure);
        if (status == TransactionStatus.RollbackTransaction) {
            throw Failure.of(ErrorCode.TRANSACTION_ROLLED_BACK,
                    "Local transaction answered RollbackTransaction")
                    .with("topic", message.getTopic()).with("msgId", message.getMsgID()).toException();
        }
        return half.result();
    }

    private String immunity(org.apache.rocketmq.common.message.Message message) {
        String own = message.getProperty(IMMUNITY_OF_MESSAGE);
        int seconds = settings.checkImmunitySeconds();
        return own != null || seconds < 0 ? own : Integer.toString(seconds);
    }

    private void end(HalfMessage half, LocalTransactionState state, Throwable failure) {
        TransactionEnd.tell(engine.rocketMqProducer(), half.message(), half.stored(), state, failure);
    }
}
