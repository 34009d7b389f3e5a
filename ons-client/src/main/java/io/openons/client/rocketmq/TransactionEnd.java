package io.openons.client.rocketmq;

import org.apache.rocketmq.client.producer.LocalTransactionState;
import org.apache.rocketmq.client.producer.SendResult;
import org.apache.rocketmq.client.producer.TransactionMQProducer;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.common.message.MessageAccessor;
import org.apache.rocketmq.common.message.MessageClientIDSetter;
import org.apache.rocketmq.common.message.MessageConst;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps of RocketMQ's transaction protocol. They are taken one by one because its own sendMessageInTransaction
 * hides every failure behind one text.
 */
public final class TransactionEnd {

    private static final Logger LOG = LoggerFactory.getLogger(TransactionEnd.class);

    private TransactionEnd() {
    }

    /**
     * Marks a message as half of a transaction.
     *
     * @param message the message
     * @param group the producer group with its namespace, which brokers ask for the end
     * @param immunitySeconds how long brokers leave it alone before they ask, unless the message says so itself; null
     *        for the brokers' own time, since brokers of version 5 ask about some ended transactions again, and may
     *        store their messages twice, when it is given
     */
    public static void markHalf(Message message, String group, String immunitySeconds) {
        MessageAccessor.putProperty(message, MessageConst.PROPERTY_TRANSACTION_PREPARED, "true");
        MessageAccessor.putProperty(message, MessageConst.PROPERTY_PRODUCER_GROUP, group);
        if (immunitySeconds != null
                && message.getProperty(MessageConst.PROPERTY_CHECK_IMMUNITY_TIME_IN_SECONDS) == null) {
            MessageAccessor.putProperty(message, MessageConst.PROPERTY_CHECK_IMMUNITY_TIME_IN_SECONDS, immunitySeconds);
        }
    }

    /**
     * Takes RocketMQ's own timer properties off a message, with which a broker would lose it as a half message.
     *
     * @param message the message
     * @return the delivery time they stood for in milliseconds since 1970, or 0
     */
    public static long takeTimer(Message message) {
        long now = System.currentTimeMillis();
        return Math.max(take(message, MessageConst.PROPERTY_TIMER_DELIVER_MS, 0, 1), Math.max(
                take(message, MessageConst.PROPERTY_TIMER_DELAY_MS, now, 1),
                take(message, MessageConst.PROPERTY_TIMER_DELAY_SEC, now, 1000)));
    }

    private static long take(Message message, String name, long base, int factor) {
        String value = message.getProperty(name);
        MessageAccessor.clearProperty(message, name);
        try {
            return value == null ? 0 : base + Long.parseLong(value) * factor;
        } catch (NumberFormatException e) { // no time, neither to the broker nor to us
            return 0;
        }
    }

    /**
     * Tells the broker how a transaction ended. It is told once and one-way: when that is lost, the broker asks.
     *
     * @param producer the started producer that sent the half message
     * @param message the half message as it was sent
     * @param stored where the broker stored it
     * @param state the end
     * @param failure what the local transaction threw, or null
     */
    @SuppressWarnings("deprecation") // the implementation behind the producer has no other way to it
    public static void tell(TransactionMQProducer producer, Message message, SendResult stored,
                            LocalTransactionState state, Throwable failure) {
        // Only a trace of the end needs it.
        message.setTransactionId(MessageClientIDSetter.getUniqID(message));
        try {
            producer.getDefaultMQProducerImpl().endTransaction(message, stored, state, failure);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warn("The broker could not be told the end of a transaction and will ask for it. state={} msgId={}",
                    state, stored.getMsgId(), e);
        }
    }
}
