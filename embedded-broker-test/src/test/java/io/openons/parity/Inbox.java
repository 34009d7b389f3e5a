package io.openons.parity;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.ConsumeContext;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.MessageListener;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A listener that keeps every delivery and answers as it is told. */
final class Inbox implements MessageListener {

    private final List<Message> deliveries = new CopyOnWriteArrayList<>();
    private final Function<Message, Action> answer;

    Inbox() {
        this(message -> Action.CommitMessage);
    }

    Inbox(Function<Message, Action> answer) {
        this.answer = answer;
    }

    @Override
    public Action consume(Message message, ConsumeContext context) {
        deliveries.add(message);
        return answer.apply(message);
    }

    List<Message> deliveries() {
        return deliveries;
    }

    List<Message> awaitDeliveries(int count) throws InterruptedException {
        Context.await(() -> deliveries.size() >= count);
        return deliveries;
    }

    List<String> bodies() {
        return deliveries.stream().map(Inbox::body).toList();
    }

    /** As if sent in order and each came once: on a slow machine clients and brokers repeat some. */
    List<String> sortedBodies() {
        return deliveries.stream().map(Inbox::body).distinct().sorted().toList();
    }

    static String body(Message message) {
        return new String(message.getBody(), StandardCharsets.UTF_8);
    }
}
