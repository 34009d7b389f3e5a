package io.openons.benchmarks.load;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.Consumer;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.ONSFactory;
import com.aliyun.openservices.ons.api.OnExceptionContext;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.PropertyKeyConst;
import com.aliyun.openservices.ons.api.SendCallback;
import com.aliyun.openservices.ons.api.SendResult;
import java.util.List;
import java.util.Properties;

/** Whatever implements the ONS API: this project's client, or the published one. */
final class OnsClient implements BenchClient {

    private final String nameServer;
    private final Properties more;

    OnsClient(String nameServer, Properties more) {
        this.nameServer = nameServer;
        this.more = more;
    }

    @Override
    public BenchProducer startProducer(String group) {
        Properties properties = properties(group);
        properties.setProperty(PropertyKeyConst.SendMsgTimeoutMillis, Integer.toString(Scene.SEND_TIMEOUT_MILLIS));
        Producer producer = ONSFactory.createProducer(properties);
        producer.start();
        return new OnsProducer(producer);
    }

    @Override
    public BenchConsumer startConsumer(String group, List<String> topics, Runnable onMessage) {
        Properties properties = properties(group);
        properties.setProperty(PropertyKeyConst.ConsumeThreadNums, Integer.toString(Scene.CONSUME_THREADS));
        Consumer consumer = ONSFactory.createConsumer(properties);
        for (String topic : topics) {
            consumer.subscribe(topic, "*", (message, context) -> {
                onMessage.run();
                return Action.CommitMessage;
            });
        }
        consumer.start();
        return consumer::shutdown;
    }

    private Properties properties(String group) {
        Properties properties = new Properties();
        properties.setProperty(PropertyKeyConst.NAMESRV_ADDR, nameServer);
        properties.setProperty(PropertyKeyConst.GROUP_ID, group);
        properties.setProperty(PropertyKeyConst.AccessKey, Scene.ACCESS_KEY);
        properties.setProperty(PropertyKeyConst.SecretKey, Scene.SECRET_KEY);
        properties.putAll(more);
        return properties;
    }

    private record OnsProducer(Producer producer) implements BenchProducer {

        @Override
        public void send(String topic, byte[] body) {
            producer.send(message(topic, body));
        }

        @Override
        public void sendAsync(String topic, byte[] body, Outcome outcome) {
            producer.sendAsync(message(topic, body), new SendCallback() {
                @Override
                public void onSuccess(SendResult result) {
                    outcome.stored();
                }

                @Override
                public void onException(OnExceptionContext context) {
                    outcome.failed(context.getException());
                }
            });
        }

        @Override
        public void sendOneway(String topic, byte[] body) {
            producer.sendOneway(message(topic, body));
        }

        @Override
        public void shutdown() {
            producer.shutdown();
        }

        private static Message message(String topic, byte[] body) {
            return new Message(topic, Scene.TAG, body);
        }
    }
}
