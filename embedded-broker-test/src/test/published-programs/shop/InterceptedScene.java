package shop;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.Consumer;
import com.aliyun.openservices.ons.api.ONSFactory;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.spi.DefaultInvocationContext;
import java.util.ArrayList;
import java.util.List;

/** Interceptors, and a context as their unit tests would make it. */
final class InterceptedScene {
    private InterceptedScene() {
    }

    static List<String> play(Setup setup) throws Exception {
        Consumer consumer = ONSFactory.createConsumer(setup.properties("intercepted"));
        consumer.subscribe(setup.topic, "intercepted", (message, context) -> Action.CommitMessage);
        Producer producer = ONSFactory.createProducer(setup.properties("plain"));
        producer.start();
        List<String> lines = new ArrayList<>();
        producer.send(setup.message("intercepted", "body"));
        lines.addAll(ShopInterceptors.SEEN.take(1));
        consumer.start();
        lines.addAll(ShopInterceptors.SEEN.take(1));
        consumer.shutdown();
        producer.shutdown();
        DefaultInvocationContext context = new DefaultInvocationContext();
        context.setAction(Action.ReconsumeLater);
        context.setConsumerGroup(null);
        lines.add(context.getAction() + " " + context.getConsumerGroup() + " " + context.getMessages());
        return lines;
    }
}
