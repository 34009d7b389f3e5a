package io.openons.client.sending;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doAnswer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.client.producer.SendCallback;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.common.message.MessageBatch;

/** The asynchronous requests that a mocked RocketMQ producer was given, each to be answered by the test. */
final class Requests {

    /** One of them; a batch when it has several messages. */
    static final class Request {

        final List<Message> messages;
        final SendCallback callback;

        Request(List<Message> messages, SendCallback callback) {
            this.messages = messages;
            this.callback = callback;
        }

        List<String> bodies() {
            return messages.stream().map(message -> new String(message.getBody())).toList();
        }
    }

    final List<Request> all = new CopyOnWriteArrayList<>();
    private final List<String> topics = new CopyOnWriteArrayList<>();

    Requests(DefaultMQProducer rocketMq) throws Exception {
        doAnswer(call -> all.add(new Request(messages(call.getArgument(0)), call.getArgument(1))))
                .when(rocketMq).send(any(Message.class), any(SendCallback.class), anyLong());
    }

    private List<Message> messages(Message sent) {
        topics.add(sent.getTopic());
        List<Message> messages = new ArrayList<>();
        if (sent instanceof MessageBatch) {
            ((MessageBatch) sent).forEach(messages::add);
        } else {
            messages.add(sent);
        }
        return messages;
    }

    List<String> topics() {
        return topics;
    }

    Request get(int index) {
        return all.get(index);
    }

    int count() {
        return all.size();
    }

    List<List<String>> bodies() {
        return all.stream().map(Request::bodies).toList();
    }
}
