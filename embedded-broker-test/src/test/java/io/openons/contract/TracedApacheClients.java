package io.openons.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.openons.embedded.EmbeddedRocketMq;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import org.apache.rocketmq.client.consumer.listener.ConsumeOrderlyStatus;
import org.apache.rocketmq.client.consumer.listener.MessageListenerConcurrently;
import org.apache.rocketmq.client.consumer.listener.MessageListenerOrderly;
import org.apache.rocketmq.client.consumer.rebalance.AllocateMessageQueueAveragely;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.client.producer.LocalTransactionState;
import org.apache.rocketmq.client.producer.SendCallback;
import org.apache.rocketmq.client.producer.SendResult;
import org.apache.rocketmq.client.producer.TransactionListener;
import org.apache.rocketmq.client.producer.TransactionMQProducer;
import org.apache.rocketmq.client.trace.TraceView;
import org.apache.rocketmq.common.consumer.ConsumeFromWhere;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.common.message.MessageClientIDSetter;
import org.apache.rocketmq.common.message.MessageExt;

/** Apache's own clients with message trace on, and what its tools do to look records up. */
@SuppressWarnings("deprecation") // their ways to a namespace
final class TracedApacheClients implements AutoCloseable {

    static final String GROUP = "GID_theirs";
    static final String BODY = "body";

    private final EmbeddedRocketMq broker;
    private final List<Runnable> shutdowns = new ArrayList<>();
    private final Map<String, DefaultMQProducer> producers = new HashMap<>();

    TracedApacheClients(EmbeddedRocketMq broker) {
        this.broker = broker;
    }

    /** Sends a message and returns its id. */
    String send(TraceIT.Way way, String namespace, String topic) throws Exception {
        DefaultMQProducer producer = producer(namespace);
        Message message = message(topic);
        return switch (way) {
            case SYNC -> producer.send(message).getMsgId();
            case ORDERED -> producer.send(message, (queues, sent, key) -> queues.get(0), "key").getMsgId();
            case SCHEDULED -> {
                message.setDeliverTimeMs(System.currentTimeMillis() + 1000);
                yield producer.send(message).getMsgId();
            }
            case ASYNC -> {
                Outcome outcome = new Outcome();
                producer.send(message, outcome);
                yield outcome.get().getMsgId();
            }
        };
    }

    String sendOneway(String topic) throws Exception {
        Message message = message(topic);
        producer("").sendOneway(message);
        return MessageClientIDSetter.getUniqID(message);
    }

    private DefaultMQProducer producer(String namespace) throws Exception {
        DefaultMQProducer producer = producers.get(namespace);
        if (producer == null) {
            producer = start(new DefaultMQProducer(namespaceOrNull(namespace), GROUP, null, true, null));
            producers.put(namespace, producer);
        }
        return producer;
    }

    private static String namespaceOrNull(String namespace) {
        return namespace.isEmpty() ? null : namespace;
    }

    /** Sends a message whose local transaction ends with a state, and whose checker commits; returns its id. */
    String sendInTransaction(String group, String topic, LocalTransactionState state) throws Exception {
        TransactionMQProducer producer = new TransactionMQProducer(null, group, null, true, null);
        producer.setTransactionListener(new TransactionListener() {
            @Override
            public LocalTransactionState executeLocalTransaction(Message message, Object arg) {
                return state;
            }

            @Override
            public LocalTransactionState checkLocalTransaction(MessageExt message) {
                return LocalTransactionState.COMMIT_MESSAGE;
            }
        });
        start(producer);
        Message message = message(topic);
        if (state == LocalTransactionState.UNKNOW) {
            message.putUserProperty("CHECK_IMMUNITY_TIME_IN_SECONDS", "0");
        }
        return producer.sendMessageInTransaction(message, null).getMsgId();
    }

    private <P extends DefaultMQProducer> P start(P producer) throws Exception {
        producer.setNamesrvAddr(broker.nameServerAddress());
        producer.setInstanceName(instanceName());
        producer.setTraceMsgBatchNum(1);
        producer.start();
        shutdowns.add(producer::shutdown);
        return producer;
    }

    /** Consumes a topic: the first delivery of each message fails. */
    void consume(ReceiverKind kind, String group, String namespace, String topic) throws Exception {
        DefaultMQPushConsumer consumer = new DefaultMQPushConsumer(namespaceOrNull(namespace), group, null,
                new AllocateMessageQueueAveragely(), true, null);
        consumer.setNamesrvAddr(broker.nameServerAddress());
        consumer.setInstanceName(instanceName());
        consumer.setTraceMsgBatchNum(1);
        // Otherwise it may hear of its retry topic as late as 30 s, and takes it up to 20 s later.
        consumer.setPollNameServerInterval(500);
        consumer.setHeartbeatBrokerInterval(500);
        consumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
        consumer.setSuspendCurrentQueueTimeMillis(100);
        consumer.setConsumeMessageBatchMaxSize(kind.messagesPerCall());
        if (kind == ReceiverKind.ORDERED) {
            consumer.registerMessageListener((MessageListenerOrderly) (messages, context) ->
                    messages.get(0).getReconsumeTimes() == 0 ? ConsumeOrderlyStatus.SUSPEND_CURRENT_QUEUE_A_MOMENT
                            : ConsumeOrderlyStatus.SUCCESS);
        } else {
            consumer.registerMessageListener((MessageListenerConcurrently) (messages, context) ->
                    messages.get(0).getReconsumeTimes() == 0 ? ConsumeConcurrentlyStatus.RECONSUME_LATER
                            : ConsumeConcurrentlyStatus.CONSUME_SUCCESS);
        }
        consumer.subscribe(topic, "*");
        consumer.start();
        shutdowns.add(consumer::shutdown);
    }

    /** What mqadmin's queryMsgTraceById shows. */
    List<TraceView> query(String messageId) throws Exception {
        List<TraceView> views = new ArrayList<>();
        try {
            for (MessageExt stored : producer("").queryMessage(TraceLine.TOPIC, messageId, 64, 0,
                    System.currentTimeMillis()).getMessageList()) {
                views.addAll(TraceView.decodeFromTraceTransData(messageId, stored));
            }
        } catch (MQClientException e) { // its word for nothing found
            return views;
        }
        return views;
    }

    private static String instanceName() {
        return "apache-" + System.nanoTime();
    }

    private static Message message(String topic) {
        return new Message(topic, "tag", "key other", BODY.getBytes(UTF_8));
    }

    /** Side by side, because each takes seconds. */
    @Override
    public void close() {
        CompletableFuture.allOf(shutdowns.stream().map(shutdown ->
                CompletableFuture.runAsync(shutdown, task -> new Thread(task).start()))
                .toArray(CompletableFuture[]::new)).join();
    }

    private static final class Outcome extends CompletableFuture<SendResult> implements SendCallback {
        @Override
        public void onSuccess(SendResult result) {
            complete(result);
        }

        @Override
        public void onException(Throwable e) {
            completeExceptionally(e);
        }
    }
}
