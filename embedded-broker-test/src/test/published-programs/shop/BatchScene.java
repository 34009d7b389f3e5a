package shop;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.ConsumeContext;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.ONSFactory;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.PropertyKeyConst;
import com.aliyun.openservices.ons.api.batch.BatchConsumer;
import com.aliyun.openservices.ons.api.batch.BatchMessageListener;
import java.util.Collections;
import java.util.List;
import java.util.Properties;

/** BatchConsumer. */
final class BatchScene {
    private BatchScene() {
    }

    static List<String> play(Setup setup) throws Exception {
        Inbox inbox = new Inbox();
        Properties properties = setup.properties("batches");
        properties.put(PropertyKeyConst.ConsumeMessageBatchMaxSize, "8");
        BatchConsumer consumer = ONSFactory.createBatchConsumer(properties);
        consumer.subscribe(setup.topic, "batches", new BatchMessageListener() {
            @Override
            public Action consume(List<Message> messages, ConsumeContext context) {
                context.setAcknowledgeIndex(messages.size() - 1);
                messages.forEach(inbox::add);
                return Action.CommitMessage;
            }
        });
        consumer.start();
        Producer producer = ONSFactory.createProducer(setup.properties("plain"));
        producer.start();
        for (int number = 0; number < 6; number++) {
            producer.send(setup.message("batches", "" + number));
        }
        List<String> lines = Collections.singletonList(inbox.takeSorted(6));
        consumer.unsubscribe(setup.topic);
        consumer.shutdown();
        producer.shutdown();
        return lines;
    }
}
