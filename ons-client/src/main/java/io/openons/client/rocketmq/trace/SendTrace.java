package io.openons.client.rocketmq.trace;

import java.util.ArrayList;
import java.util.List;
import org.apache.rocketmq.client.hook.SendMessageContext;
import org.apache.rocketmq.client.hook.SendMessageHook;
import org.apache.rocketmq.client.producer.SendResult;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.common.message.MessageBatch;
import org.apache.rocketmq.common.message.MessageClientIDSetter;

/**
 * RocketMQ's own hook for what a producer sends, called for each message of a batch: called for the batch it would
 * write one record with all ids in a row, without tags and keys, which nobody finds by an id. Stateless.
 */
final class SendTrace implements SendMessageHook {

    private final SendMessageHook single;

    SendTrace(SendMessageHook single) {
        this.single = single;
    }

    @Override
    public String hookName() {
        return single.hookName();
    }

    @Override
    public void sendMessageBefore(SendMessageContext context) {
        if (!(context.getMessage() instanceof MessageBatch)) {
            single.sendMessageBefore(context);
            return;
        }
        List<SendMessageContext> parts = new ArrayList<>();
        for (Message message : (MessageBatch) context.getMessage()) {
            SendMessageContext part = new SendMessageContext();
            part.setProducerGroup(context.getProducerGroup());
            part.setBrokerAddr(context.getBrokerAddr());
            part.setMessage(message);
            single.sendMessageBefore(part);
            parts.add(part);
        }
        context.setMqTraceContext(parts);
    }

    @Override
    public void sendMessageAfter(SendMessageContext context) {
        if (!(context.getMqTraceContext() instanceof List)) {
            single.sendMessageAfter(context);
            return;
        }
        SendResult stored = context.getSendResult();
        if (stored == null) {
            return;
        }
        List<?> parts = (List<?>) context.getMqTraceContext();
        // Brokers answer with the places of all messages in a row.
        String[] places = String.valueOf(stored.getOffsetMsgId()).split(",");
        for (int i = 0; i < parts.size(); i++) {
            SendMessageContext part = (SendMessageContext) parts.get(i);
            SendResult result = new SendResult();
            result.setSendStatus(stored.getSendStatus());
            result.setRegionId(stored.getRegionId());
            result.setTraceOn(stored.isTraceOn());
            result.setMsgId(MessageClientIDSetter.getUniqID(part.getMessage()));
            result.setOffsetMsgId(places.length == parts.size() ? places[i] : stored.getOffsetMsgId());
            part.setSendResult(result);
            single.sendMessageAfter(part);
        }
    }
}
