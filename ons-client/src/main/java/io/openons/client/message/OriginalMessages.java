package io.openons.client.message;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.rocketmq.common.message.MessageAccessor;
import org.apache.rocketmq.common.message.MessageConst;
import org.apache.rocketmq.common.message.MessageExt;

/** Finds in a dead letter the message that its producer sent. Pure functions. */
public final class OriginalMessages {

    /**
     * What brokers and clients add on a message's way through delays, transactions and retries; the next producer and
     * broker add their own. A delivery time is over, so it goes, too.
     */
    private static final Set<String> ADDED_ON_THE_WAY = Collections.unmodifiableSet(new HashSet<>(Arrays.asList(
            MessageConst.PROPERTY_WAIT_STORE_MSG_OK, MessageConst.PROPERTY_DELAY_TIME_LEVEL,
            MessageConst.PROPERTY_RETRY_TOPIC, MessageConst.PROPERTY_ORIGIN_GROUP,
            MessageConst.PROPERTY_REAL_TOPIC, MessageConst.PROPERTY_REAL_QUEUE_ID,
            MessageConst.PROPERTY_ORIGIN_MESSAGE_ID, MessageConst.PROPERTY_DLQ_ORIGIN_TOPIC,
            MessageConst.PROPERTY_DLQ_ORIGIN_MESSAGE_ID, MessageConst.PROPERTY_RECONSUME_TIME,
            MessageConst.PROPERTY_MAX_RECONSUME_TIMES, MessageConst.PROPERTY_CONSUME_START_TIMESTAMP,
            MessageConst.PROPERTY_MIN_OFFSET, MessageConst.PROPERTY_MAX_OFFSET,
            MessageConst.PROPERTY_MSG_REGION, MessageConst.PROPERTY_TRACE_SWITCH, MessageConst.PROPERTY_CLUSTER,
            MessageConst.PROPERTY_INSTANCE_ID, MessageConst.PROPERTY_CRC32,
            MessageConst.PROPERTY_TRANSACTION_PREPARED, MessageConst.PROPERTY_PRODUCER_GROUP,
            MessageConst.PROPERTY_TRANSACTION_PREPARED_QUEUE_OFFSET, MessageConst.PROPERTY_TRANSACTION_CHECK_TIMES,
            MessageConst.PROPERTY_TRANSACTION_ID, MessageConst.PROPERTY_CHECK_IMMUNITY_TIME_IN_SECONDS,
            MessageConst.PROPERTY_POP_CK, MessageConst.PROPERTY_POP_CK_OFFSET, MessageConst.PROPERTY_FIRST_POP_TIME,
            MessageConst.PROPERTY_TIMER_DELAY_SEC, MessageConst.PROPERTY_TIMER_DELAY_MS,
            MessageConst.PROPERTY_TIMER_DELIVER_MS, MessageConst.PROPERTY_TIMER_ENQUEUE_MS,
            MessageConst.PROPERTY_TIMER_DEQUEUE_MS, MessageConst.PROPERTY_TIMER_ROLL_TIMES,
            MessageConst.PROPERTY_TIMER_ROLL_LABEL, MessageConst.PROPERTY_TIMER_OUT_MS,
            MessageConst.PROPERTY_TIMER_DELAY_LEVEL,
            com.aliyun.openservices.ons.api.Message.SystemPropKey.STARTDELIVERTIME)));

    private OriginalMessages() {
    }

    /**
     * The message as its producer sent it: its topic, its own properties, its id.
     *
     * @param deadLetter a message of a dead-letter topic
     * @return a message of its own, which shares the body; its topic is empty when the dead letter does not name one
     */
    public static MessageExt of(MessageExt deadLetter) {
        MessageExt original = new MessageExt();
        original.setTopic(topic(deadLetter));
        original.setBody(deadLetter.getBody());
        original.setSysFlag(deadLetter.getSysFlag());
        for (Map.Entry<String, String> property : deadLetter.getProperties().entrySet()) {
            if (!ADDED_ON_THE_WAY.contains(property.getKey())) {
                MessageAccessor.putProperty(original, property.getKey(), property.getValue());
            }
        }
        String firstId = MessageAccessor.getOriginMessageId(deadLetter);
        original.setMsgId(firstId == null ? deadLetter.getMsgId() : firstId);
        original.setBornTimestamp(deadLetter.getBornTimestamp());
        original.setBornHost(deadLetter.getBornHost());
        original.setReconsumeTimes(deadLetter.getReconsumeTimes());
        original.setQueueOffset(deadLetter.getQueueOffset());
        return original;
    }

    private static String topic(MessageExt deadLetter) {
        String topic = deadLetter.getProperty(MessageConst.PROPERTY_RETRY_TOPIC);
        String second = deadLetter.getProperty(MessageConst.PROPERTY_DLQ_ORIGIN_TOPIC);
        return topic != null ? topic : second != null ? second : "";
    }
}
