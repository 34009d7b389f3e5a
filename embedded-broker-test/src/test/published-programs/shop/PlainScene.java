package shop;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.ConsumeContext;
import com.aliyun.openservices.ons.api.Consumer;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.MessageListener;
import com.aliyun.openservices.ons.api.MessageSelector;
import com.aliyun.openservices.ons.api.ONSFactory;
import com.aliyun.openservices.ons.api.OnExceptionContext;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.SendCallback;
import com.aliyun.openservices.ons.api.SendResult;
import com.aliyun.openservices.ons.api.exception.ONSClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Producer and Consumer: each way of sending, tags and SQL, callbacks, life cycle. */
final class PlainScene {
    private PlainScene() {
    }

    static List<String> play(Setup setup) throws Exception {
        List<String> lines = new ArrayList<>();
        Inbox byTag = new Inbox();
        Inbox bySql = new Inbox();
        Inbox callbacks = new Inbox();
        ExecutorService executor = Executors.newSingleThreadExecutor(work -> new Thread(work, "callback"));
        Producer producer = ONSFactory.createProducer(setup.properties("plain"));
        Consumer tagged = ONSFactory.createConsumer(setup.properties("tagged"));
        Consumer selected = ONSFactory.createConsumer(setup.properties("selected"));
        lines.add(tagged.isStarted() + " " + tagged.isClosed());

        tagged.subscribe(setup.topic, "plain", new MessageListener() {
            @Override
            public Action consume(Message message, ConsumeContext context) {
                byTag.add(message);
                return Action.CommitMessage;
            }
        });
        selected.subscribe(setup.topic, MessageSelector.bySql("TAGS = 'plain' AND colour = 'red'"),
            (message, context) -> {
                bySql.add(message.getKey() + " " + message.getUserProperties("colour") + " " + message.getTag());
                return Action.CommitMessage;
            });
        tagged.start();
        selected.start();
        producer.start();
        producer.setCallbackExecutor(executor);
        Message first = setup.message("plain", "sync");
        SendResult result = producer.send(first);
        lines.add(result.getTopic().equals(setup.topic) + " " + result.getMessageId().equals(first.getMsgID()));
        producer.sendOneway(setup.message("plain", "one-way"));
        producer.sendAsync(setup.message("plain", "async"), new SendCallback() {
            @Override
            public void onSuccess(SendResult sent) {
                callbacks.add("sent on " + Thread.currentThread().getName());
            }

            @Override
            public void onException(OnExceptionContext context) {
                callbacks.add("failed " + context.getException());
            }
        });
        lines.addAll(callbacks.take(1));
        lines.add(byTag.takeSorted(3));
        lines.add(bySql.takeSorted(3));
        producer.updateCredential(setup.properties("plain"));
        tagged.unsubscribe(setup.topic);
        tagged.shutdown();
        selected.shutdown();
        producer.shutdown();
        executor.shutdown();
        lines.add(producer.isStarted() + " " + producer.isClosed());
        try {
            producer.send(first);
        } catch (ONSClientException e) {
            lines.add("refused");
        }
        return lines;
    }
}
