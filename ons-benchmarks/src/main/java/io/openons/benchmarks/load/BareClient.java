package io.openons.benchmarks.load;

import java.util.List;
import org.apache.rocketmq.acl.common.AclClientRPCHook;
import org.apache.rocketmq.acl.common.SessionCredentials;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import org.apache.rocketmq.client.consumer.listener.MessageListenerConcurrently;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.client.producer.SendCallback;
import org.apache.rocketmq.client.producer.SendResult;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.remoting.RPCHook;

/** RocketMQ's own client. It signs its requests as the ONS clients do. */
final class BareClient implements BenchClient {

    private final String nameServer;

    BareClient(String nameServer) {
        this.nameServer = nameServer;
    }

    private static RPCHook signing() {
        return new AclClientRPCHook(new SessionCredentials(Scene.ACCESS_KEY, Scene.SECRET_KEY));
    }

    @Override
    public BenchProducer startProducer(String group) throws MQClientException {
        DefaultMQProducer producer = new DefaultMQProducer(group, signing());
        producer.setNamesrvAddr(nameServer);
        producer.setSendMsgTimeout(Scene.SEND_TIMEOUT_MILLIS);
        producer.start();
        return new BareProducer(producer);
    }

    @Override
    public BenchConsumer startConsumer(String group, List<String> topics, Runnable onMessage)
            throws MQClientException {
        DefaultMQPushConsumer consumer = new DefaultMQPushConsumer(group, signing());
        consumer.setNamesrvAddr(nameServer);
        consumer.setConsumeThreadMin(Scene.CONSUME_THREADS);
        consumer.setConsumeThreadMax(Scene.CONSUME_THREADS);
        for (String topic : topics) {
            consumer.subscribe(topic, "*");
        }
        MessageListenerConcurrently listener = (messages, context) -> {
            messages.forEach(message -> onMessage.run());
            return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
        };
        consumer.registerMessageListener(listener);
        consumer.start();
        return consumer::shutdown;
    }

    private record BareProducer(DefaultMQProducer producer) implements BenchProducer {

        @Override
        public void send(String topic, byte[] body) throws Exception {
            producer.send(message(topic, body));
        }

        @Override
        public void sendAsync(String topic, byte[] body, Outcome outcome) throws Exception {
            producer.send(message(topic, body), new SendCallback() {
                @Override
                public void onSuccess(SendResult result) {
                    outcome.stored();
                }

                @Override
                public void onException(Throwable failure) {
                    outcome.failed(failure);
                }
            });
        }

        @Override
        public void sendOneway(String topic, byte[] body) throws Exception {
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
