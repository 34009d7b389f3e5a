package io.openons.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.rocketmq.client.consumer.listener.ConsumeConcurrentlyContext;
import org.apache.rocketmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import org.apache.rocketmq.client.consumer.listener.MessageListenerConcurrently;
import org.apache.rocketmq.common.message.MessageExt;

/** A listener that keeps the bodies it was given and always answers the same. */
final class Received implements MessageListenerConcurrently {

    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final ConsumeConcurrentlyStatus answer;

    private Received(ConsumeConcurrentlyStatus answer) {
        this.answer = answer;
    }

    static Received accepting() {
        return new Received(ConsumeConcurrentlyStatus.CONSUME_SUCCESS);
    }

    static Received refusing() {
        return new Received(ConsumeConcurrentlyStatus.RECONSUME_LATER);
    }

    List<String> bodies() {
        return bodies;
    }

    @Override
    public ConsumeConcurrentlyStatus consumeMessage(List<MessageExt> messages, ConsumeConcurrentlyContext context) {
        messages.forEach(message -> bodies.add(new String(message.getBody(), UTF_8)));
        return answer;
    }
}
