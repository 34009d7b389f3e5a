package io.openons.client.transaction;

import com.aliyun.openservices.ons.api.transaction.LocalTransactionChecker;
import com.aliyun.openservices.ons.api.transaction.TransactionStatus;
import io.openons.client.message.InboundMessages;
import org.apache.rocketmq.client.producer.LocalTransactionState;
import org.apache.rocketmq.client.producer.TransactionListener;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.common.message.MessageExt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries brokers' questions for the end of a transaction to the application's checker. Null, Unknow and anything
 * thrown mean the same: the broker asks again later. Called on RocketMQ's check thread.
 */
final class TransactionBridge implements TransactionListener {

    private static final Logger LOG = LoggerFactory.getLogger(TransactionBridge.class);

    private final LocalTransactionChecker checker;
    private final InboundMessages inbound;
    private final ScheduledCommits scheduledCommits;

    TransactionBridge(LocalTransactionChecker checker, InboundMessages inbound, ScheduledCommits scheduledCommits) {
        this.checker = checker;
        this.inbound = inbound;
        this.scheduledCommits = scheduledCommits;
    }

    static LocalTransactionState state(TransactionStatus status) {
        if (status == TransactionStatus.CommitTransaction) {
            return LocalTransactionState.COMMIT_MESSAGE;
        }
        return status == TransactionStatus.RollbackTransaction ? LocalTransactionState.ROLLBACK_MESSAGE
                : LocalTransactionState.UNKNOW;
    }

    /** Never called: half messages are sent and ended by {@link DefaultTransactionProducer} itself. */
    @Override
    public LocalTransactionState executeLocalTransaction(Message message, Object argument) {
        return LocalTransactionState.UNKNOW;
    }

    @Override
    public LocalTransactionState checkLocalTransaction(MessageExt half) {
        try {
            LocalTransactionState state = state(checker.check(inbound.convertHalf(half)));
            return state == LocalTransactionState.COMMIT_MESSAGE ? scheduledCommits.commit(half) : state;
        } catch (Throwable e) {
            LOG.error("The local transaction checker threw; the broker asks again later. topic={} msgId={}",
                    half.getTopic(), half.getMsgId(), e);
            return LocalTransactionState.UNKNOW;
        }
    }
}
