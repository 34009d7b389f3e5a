package io.openons.client.sending;

import com.aliyun.openservices.ons.api.Message.SystemPropKey;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.rocketmq.common.MixAll;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.common.message.MessageConst;

/** Which messages may share a request. */
final class BatchRules {

    /** From here on the RocketMQ client compresses a message, and cannot do so in a batch. */
    private static final int LARGE = 4096;
    /** What a message takes in a request besides its body and properties, rounded up. */
    private static final int FRAME = 32;

    private static final Set<String> HARMLESS = set(MessageConst.PROPERTY_KEYS, MessageConst.PROPERTY_TAGS,
            MessageConst.PROPERTY_UNIQ_CLIENT_MESSAGE_ID_KEYIDX, MessageConst.PROPERTY_INSTANCE_ID);
    /** Names with a meaning to brokers that are not among RocketMQ's reserved ones. */
    private static final Set<String> TELLING = set(SystemPropKey.STARTDELIVERTIME, SystemPropKey.SHARDINGKEY,
            MessageConst.PROPERTY_INNER_MULTI_DISPATCH);

    private BatchRules() {
    }

    /**
     * About how many bytes a message takes in a batch; 0 for one that goes alone: large, for a retry topic, or with a
     * property that brokers act upon, such as a delivery time, since they do so for single messages only.
     */
    static int bytes(Message message) {
        int body = message.getBody().length;
        if (body >= LARGE || message.getTopic().contains(MixAll.RETRY_GROUP_TOPIC_PREFIX)) {
            return 0;
        }
        int properties = 0;
        for (Map.Entry<String, String> property : message.getProperties().entrySet()) {
            String name = property.getKey();
            if (TELLING.contains(name) || MessageConst.STRING_HASH_SET.contains(name) && !HARMLESS.contains(name)) {
                return 0;
            }
            properties += name.length() + property.getValue().length() + 2;
        }
        return properties >= LARGE ? 0 : FRAME + body + properties;
    }

    private static Set<String> set(String... names) {
        return Collections.unmodifiableSet(new HashSet<>(Arrays.asList(names)));
    }
}
