package shop;

import com.aliyun.openservices.ons.api.ONSFactory;
import com.aliyun.openservices.ons.api.order.OrderAction;
import com.aliyun.openservices.ons.api.order.OrderConsumer;
import com.aliyun.openservices.ons.api.order.OrderProducer;
import java.util.Collections;
import java.util.List;

/** OrderProducer and OrderConsumer: the messages of a key stay in order. */
final class OrderedScene {
    private OrderedScene() {
    }

    static List<String> play(Setup setup) throws Exception {
        Inbox inbox = new Inbox();
        OrderConsumer consumer = ONSFactory.createOrderedConsumer(setup.properties("ordered"));
        consumer.subscribe(setup.topic, "ordered", (message, context) -> {
            inbox.add(message.getShardingKey() + "/" + Setup.body(message));
            return OrderAction.Success;
        });
        consumer.start();
        OrderProducer producer = ONSFactory.createOrderProducer(setup.properties("ordered"));
        producer.start();
        for (int number = 0; number < 5; number++) {
            producer.send(setup.message("ordered", "" + number), "customer");
        }
        List<String> lines = Collections.singletonList(inbox.take(5).toString());
        consumer.shutdown();
        producer.shutdown();
        return lines;
    }
}
