package io.openons.client.transaction;

import com.aliyun.openservices.ons.api.Message.SystemPropKey;
import com.aliyun.openservices.ons.api.exception.ONSClientException;
import io.openons.client.endpoint.Namespace;
import io.openons.client.message.OutboundMessages;
import io.openons.client.sending.MessageSender;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.apache.rocketmq.client.producer.LocalTransactionState;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.common.message.MessageAccessor;
import org.apache.rocketmq.common.message.MessageConst;
import org.apache.rocketmq.common.message.MessageExt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits transactional messages that have a delivery time. Brokers lose a half message with a timer, so the half
 * message has none: at the commit the scheduled message is sent in its place, and the half message rolled back. When
 * the producer dies in between, the broker asks, the checker says commit again, and the message may be scheduled
 * twice, but never lost. Thread-safe.
 */
final class ScheduledCommits {

    private static final Logger LOG = LoggerFactory.getLogger(ScheduledCommits.class);

    /** What belongs to the half message and not to the one that takes its place. */
    private static final List<String> OF_HALF_MESSAGES = Arrays.asList(
            MessageConst.PROPERTY_TRANSACTION_PREPARED, MessageConst.PROPERTY_PRODUCER_GROUP,
            MessageConst.PROPERTY_REAL_TOPIC, MessageConst.PROPERTY_REAL_QUEUE_ID,
            MessageConst.PROPERTY_CHECK_IMMUNITY_TIME_IN_SECONDS, MessageConst.PROPERTY_TRANSACTION_CHECK_TIMES,
            MessageConst.PROPERTY_TRANSACTION_PREPARED_QUEUE_OFFSET, MessageConst.PROPERTY_WAIT_STORE_MSG_OK);

    private final Supplier<MessageSender> sender;
    private final Namespace namespace;

    ScheduledCommits(Supplier<MessageSender> sender, Namespace namespace) {
        this.sender = sender;
        this.namespace = namespace;
    }

    /** Schedules the message and returns what to tell the broker about its half message. */
    LocalTransactionState schedule(Message message) {
        long at = startDeliverTime(message);
        if (at <= System.currentTimeMillis()) {
            return LocalTransactionState.COMMIT_MESSAGE;
        }
        try {
            sender.get().sendConverted(sender.get().schedule(message, at));
            return LocalTransactionState.ROLLBACK_MESSAGE;
        } catch (ONSClientException e) {
            LOG.warn("A committed message could not be scheduled; the broker will ask for the transaction again.", e);
            return LocalTransactionState.UNKNOW;
        }
    }

    /** Commits a half message that a broker asked about and returns what to tell the broker. */
    LocalTransactionState commit(MessageExt half) {
        Message message = OutboundMessages.copy(half);
        // RocketMQ hands out half messages without the namespace.
        message.setTopic(namespace.wrap(half.getTopic()));
        OF_HALF_MESSAGES.forEach(name -> MessageAccessor.clearProperty(message, name));
        return schedule(message);
    }

    private static long startDeliverTime(Message message) {
        try {
            String property = message.getProperty(SystemPropKey.STARTDELIVERTIME);
            return property == null ? 0 : Long.parseLong(property);
        } catch (NumberFormatException e) { // a user property of that name, which is the application's own affair
            return 0;
        }
    }
}
