package io.openons.legacy;

import static org.awaitility.Awaitility.await;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.ConsumeContext;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.MessageListener;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A listener that keeps every delivery and answers as it is told. */
final class Inbox implements MessageListener {

    static final Duration LIMIT = Duration.ofSeconds(30);

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

    List<String> bodies() {
        return deliveries.stream().map(Inbox::body).toList();
    }

    List<Message> awaitDeliveries(int count) {
        await(count + " deliveries").atMost(LIMIT).until(() -> deliveries.size() >= count);
        return deliveries;
    }

    static String body(Message message) {
        return new String(message.getBody(), StandardCharsets.UTF_8);
    }

    /** When a consumer took the message: milliseconds since 1970. */
    static long consumed(Message message) {
        return Long.parseLong(message.getUserProperties("CONSUME_START_TIME"));
    }
}
