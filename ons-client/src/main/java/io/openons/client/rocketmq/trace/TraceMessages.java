package io.openons.client.rocketmq.trace;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.rocketmq.client.trace.TraceBean;
import org.apache.rocketmq.client.trace.TraceContext;
import org.apache.rocketmq.client.trace.TraceDataEncoder;
import org.apache.rocketmq.client.trace.TraceTransferBean;
import org.apache.rocketmq.common.MixAll;
import org.apache.rocketmq.common.message.Message;

/**
 * Puts records together into messages as RocketMQ's tools read them: the records one after the other in the body, the
 * ids and keys of the traced messages as keys. No message gets larger than brokers take. Used once, by one thread.
 */
final class TraceMessages {

    /** As RocketMQ's own. */
    private static final int LARGEST_BODY = 128_000;
    /** Half of what brokers allow for all properties of a message. */
    private static final int LONGEST_KEYS = 16_000;
    private static final int MOST_BEANS = 100;

    private final String topic;
    private final List<Message> messages = new ArrayList<>();
    private final StringBuilder body = new StringBuilder();
    private final Set<String> keys = new LinkedHashSet<>();
    private int keysLength;

    private TraceMessages(String topic) {
        this.topic = topic;
    }

    static List<Message> of(String topic, List<TraceContext> contexts) {
        TraceMessages messages = new TraceMessages(topic);
        contexts.forEach(messages::add);
        messages.finish();
        return messages.messages;
    }

    private void add(TraceContext context) {
        List<TraceBean> beans = context.getTraceBeans();
        for (int from = 0; from < beans.size(); from += MOST_BEANS) {
            int to = Math.min(from + MOST_BEANS, beans.size());
            add(TraceDataEncoder.encoderFromContextBean(part(context, beans.subList(from, to))));
        }
    }

    private void add(TraceTransferBean record) {
        int length = 0;
        for (String key : record.getTransKey()) {
            length += key == null ? 0 : key.length() + 1;
        }
        if (keysLength + length > LONGEST_KEYS || body.length() + record.getTransData().length() > LARGEST_BODY) {
            finish();
        }
        body.append(record.getTransData());
        for (String key : record.getTransKey()) {
            if (key != null && keysLength + key.length() < LONGEST_KEYS && keys.add(key)) {
                keysLength += key.length() + 1;
            }
        }
    }

    private void finish() {
        if (body.length() > 0) {
            Message message = new Message(topic, body.toString().getBytes(StandardCharsets.UTF_8));
            message.setKeys(keys);
            messages.add(message);
        }
        body.setLength(0);
        keys.clear();
        keysLength = 0;
    }

    /** What a record says, for some of its messages. */
    static TraceContext part(TraceContext whole, List<TraceBean> beans) {
        TraceContext part = new TraceContext();
        part.setTraceType(whole.getTraceType());
        part.setTimeStamp(whole.getTimeStamp());
        // A message that was stored in a batch of Apache's client does not tell its region.
        part.setRegionId(whole.getRegionId() == null ? MixAll.DEFAULT_TRACE_REGION_ID : whole.getRegionId());
        part.setGroupName(whole.getGroupName());
        part.setRequestId(whole.getRequestId());
        part.setCostTime(whole.getCostTime());
        part.setSuccess(whole.isSuccess());
        part.setContextCode(whole.getContextCode());
        part.setAccessChannel(whole.getAccessChannel());
        part.setTraceBeans(beans);
        return part;
    }
}
