package io.openons.client.message;

import com.aliyun.openservices.ons.api.Message;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.apache.rocketmq.common.message.MessageConst;

/** The one table of property names that belong to RocketMQ or to the ONS message itself, and to whom a name belongs. */
final class ReservedProperties {

    /** Names the published client never sends for an application: RocketMQ sets them itself. */
    private static final Set<String> NOT_SENDABLE = set(
            MessageConst.PROPERTY_KEYS, MessageConst.PROPERTY_TAGS, MessageConst.PROPERTY_WAIT_STORE_MSG_OK,
            MessageConst.PROPERTY_DELAY_TIME_LEVEL, MessageConst.PROPERTY_RETRY_TOPIC,
            MessageConst.PROPERTY_REAL_TOPIC, MessageConst.PROPERTY_REAL_QUEUE_ID,
            MessageConst.PROPERTY_TRANSACTION_PREPARED, MessageConst.PROPERTY_PRODUCER_GROUP,
            MessageConst.PROPERTY_MIN_OFFSET, MessageConst.PROPERTY_MAX_OFFSET, MessageConst.PROPERTY_INSTANCE_ID);

    /** System properties of an ONS message that map to a RocketMQ field, or that only mean something on arrival. */
    private static final Set<String> MESSAGE_FIELDS = set(
            Message.SystemPropKey.TAG, Message.SystemPropKey.KEY, Message.SystemPropKey.MSGID,
            Message.SystemPropKey.SHARDINGKEY, Message.SystemPropKey.RECONSUMETIMES,
            Message.SystemPropKey.BORNTIMESTAMP, Message.SystemPropKey.BORNHOST,
            Message.SystemPropKey.STARTDELIVERTIME, Message.SystemPropKey.CONSUMEOFFSET,
            Message.SystemPropKey.PARTITION);

    /** Properties of a received message that belong among the system properties; one look-up for each property. */
    private static final Set<String> SYSTEM_ON_ARRIVAL = systemOnArrival();

    private ReservedProperties() {
    }

    /** Whether an application may send a property of this name. */
    static boolean sendable(String name) {
        return !NOT_SENDABLE.contains(name);
    }

    /** Whether this system property of an ONS message is carried by a field rather than sent under its own name. */
    static boolean messageField(String name) {
        return MESSAGE_FIELDS.contains(name);
    }

    /** Whether a property of a received message is shown among the system properties; all others are the user's. */
    static boolean systemOnArrival(String name) {
        return SYSTEM_ON_ARRIVAL.contains(name);
    }

    private static Set<String> systemOnArrival() {
        Set<String> names = new HashSet<>(MESSAGE_FIELDS);
        names.remove(Message.SystemPropKey.CONSUMEOFFSET);
        names.remove(Message.SystemPropKey.PARTITION);
        names.addAll(NOT_SENDABLE);
        names.remove(MessageConst.PROPERTY_INSTANCE_ID);
        return Collections.unmodifiableSet(names);
    }

    private static Set<String> set(String... names) {
        return Collections.unmodifiableSet(new HashSet<>(Arrays.asList(names)));
    }
}
