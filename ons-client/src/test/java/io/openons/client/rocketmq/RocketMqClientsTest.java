package io.openons.client.rocketmq;

import static org.assertj.core.api.Assertions.assertThat;

import io.openons.client.config.ClientKind;
import io.openons.client.config.Config;
import io.openons.client.config.ConsumerSettings;
import io.openons.client.config.ProducerSettings;
import io.openons.client.fixture.Connections;
import io.openons.client.fixture.Settings;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.consumer.rebalance.AllocateMessageQueueAveragely;
import org.apache.rocketmq.client.consumer.rebalance.AllocateMessageQueueAveragelyByCircle;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.common.consumer.ConsumeFromWhere;
import org.apache.rocketmq.remoting.protocol.heartbeat.MessageModel;
import org.junit.jupiter.api.Test;

/** What our settings become in RocketMQ's own; no client is started. */
class RocketMqClientsTest {

    @Test
    void aProducerHasThePublishedDefaults() {
        DefaultMQProducer producer = producer();

        assertThat(producer.getProducerGroup()).isEqualTo("GID_test");
        assertThat(producer.getNamesrvAddr()).isEqualTo(Connections.NAME_SERVER);
        assertThat(producer.getSendMsgTimeout()).isEqualTo(5000);
        assertThat(producer.getRetryTimesWhenSendFailed()).isEqualTo(2);
        assertThat(producer.getRetryTimesWhenSendAsyncFailed()).isEqualTo(2);
        assertThat(producer.getMaxMessageSize()).isEqualTo(4 * 1024 * 1024);
        assertThat(producer.getCompressMsgBodyOverHowmuch()).isEqualTo(4096);
        assertThat(producer.getDefaultTopicQueueNums()).isEqualTo(4);
        assertThat(producer.isVipChannelEnabled()).isFalse();
        assertThat(producer.isUseTLS()).isFalse();
    }

    @Test
    @SuppressWarnings("deprecation") // getNamespace: with it the RocketMQ client adds INSTANCE_ID to each message
    void theRocketMqClientKnowsTheNamespace() {
        assertThat(producer("INSTANCE_ID", "MQ_INST_1").getNamespace()).isEqualTo("MQ_INST_1");
        assertThat(consumer("INSTANCE_ID", "MQ_INST_1").getNamespace()).isEqualTo("MQ_INST_1");
        assertThat(producer().getNamespace()).isNull();
    }

    @Test
    void aProducerHasWhatItWasTold() {
        DefaultMQProducer producer = producer("NAMESRV_ADDR", "http://a:1,b:2/", "INSTANCE_ID", "MQ_INST_1",
                "SendMsgTimeoutMillis", "700", "isVipChannelEnabled", "true", "InstanceName", "mine");

        assertThat(producer.getProducerGroup()).isEqualTo("MQ_INST_1%GID_test");
        assertThat(producer.getNamesrvAddr()).isEqualTo("a:1;b:2");
        assertThat(producer.getSendMsgTimeout()).isEqualTo(700);
        assertThat(producer.isVipChannelEnabled()).isTrue();
        assertThat(producer.getInstanceName()).isEqualTo("mine");
    }

    @Test
    @SuppressWarnings("deprecation") // withNamespace is what the RocketMQ client itself calls on each topic
    void aNamespaceOfTheHostIsNotAppliedTwice() {
        DefaultMQProducer producer = producer("NAMESRV_ADDR", "http://MQ_INST_1_x.mq.example:8080");

        assertThat(producer.getProducerGroup()).isEqualTo("MQ_INST_1_x%GID_test");
        assertThat(producer.withNamespace("MQ_INST_1_x%T")).isEqualTo("MQ_INST_1_x%T");
    }

    @Test
    void producersOfOneJvmHaveClientIdsOfTheirOwn() {
        assertThat(producer().buildMQClientId()).isNotEqualTo(producer().buildMQClientId());
        assertThat(producer("InstanceName", "mine").buildMQClientId())
                .isEqualTo(producer("InstanceName", "mine").buildMQClientId()).endsWith("@mine");
    }

    @Test
    void aConsumerHasTheDocumentedDefaults() {
        DefaultMQPushConsumer consumer = consumer();

        assertThat(consumer.getConsumerGroup()).isEqualTo("GID_test");
        assertThat(consumer.getMessageModel()).isEqualTo(MessageModel.CLUSTERING);
        assertThat(consumer.getConsumeThreadMin()).isEqualTo(64);
        assertThat(consumer.getConsumeThreadMax()).isEqualTo(64);
        assertThat(consumer.getMaxReconsumeTimes()).isEqualTo(16);
        assertThat(consumer.getSuspendCurrentQueueTimeMillis()).isEqualTo(3000);
        assertThat(consumer.getConsumeTimeout()).isEqualTo(15);
        assertThat(consumer.getPullBatchSize()).isEqualTo(32);
        assertThat(consumer.getMessageQueueListener()).isInstanceOf(QueueChanges.class);
        assertThat(consumer.getConsumeMessageBatchMaxSize()).isEqualTo(1);
        assertThat(consumer.getConsumeFromWhere()).isEqualTo(ConsumeFromWhere.CONSUME_FROM_LAST_OFFSET);
        assertThat(consumer.isPostSubscriptionWhenPull()).isFalse();
        assertThat(consumer.getAllocateMessageQueueStrategy()).isInstanceOf(AllocateMessageQueueAveragely.class);
    }

    @Test
    void aConsumerHasWhatItWasTold() {
        DefaultMQPushConsumer consumer = consumer("ConsumeThreadNums", 3, "maxReconsumeTimes", 4, "consumeTimeout", 5,
                "maxBatchMessageCount", 8, "PostSubscriptionWhenPull", true,
                "ALLOCATE_MESSAGE_QUEUE_STRATEGY_NAME", "AVG_BY_CIRCLE",
                "INSTANCE_ID", "MQ_INST_1");

        assertThat(consumer.getConsumerGroup()).isEqualTo("MQ_INST_1%GID_test");
        assertThat(consumer.getNamesrvAddr()).isEqualTo(Connections.NAME_SERVER);
        assertThat(consumer.getConsumeThreadMin()).isEqualTo(3);
        assertThat(consumer.getConsumeThreadMax()).isEqualTo(3);
        assertThat(consumer.getMaxReconsumeTimes()).isEqualTo(4);
        assertThat(consumer.getConsumeTimeout()).isEqualTo(5);
        assertThat(consumer.getPullBatchSize()).isEqualTo(8);
        assertThat(consumer.isPostSubscriptionWhenPull()).isTrue();
        assertThat(consumer.getAllocateMessageQueueStrategy())
                .isInstanceOf(AllocateMessageQueueAveragelyByCircle.class);
    }

    @Test
    void anOrderConsumerPausesAsLongAsItWasTold() {
        assertThat(RocketMqClients.pushConsumer(Connections.of(ClientKind.ORDER_CONSUMER),
                ConsumerSettings.from(Config.of(ClientKind.ORDER_CONSUMER, Settings.of("suspendTimeMillis", 90))))
                .getSuspendCurrentQueueTimeMillis()).isEqualTo(90);
    }

    @Test
    @SuppressWarnings("deprecation") // getOffsetStore: nothing else tells where positions are kept
    void onlyNamelessBroadcastingConsumersKeepPositionsInMemory() {
        assertThat(consumer("MessageModel", "BROADCASTING").getMessageModel()).isEqualTo(MessageModel.BROADCASTING);
        assertThat(consumer("MessageModel", "BROADCASTING").getOffsetStore()).isInstanceOf(MemoryOffsetStore.class);
        assertThat(consumer("MessageModel", "BROADCASTING", "InstanceName", "mine").getOffsetStore())
                .isInstanceOf(FirstPositions.class);
        assertThat(consumer().getOffsetStore()).isInstanceOf(FirstPositions.class);
    }

    private static DefaultMQProducer producer(Object... keysAndValues) {
        return RocketMqClients.producer(Connections.of(ClientKind.PRODUCER, keysAndValues),
                ProducerSettings.from(Config.of(ClientKind.PRODUCER, Settings.of(keysAndValues))));
    }

    private static DefaultMQPushConsumer consumer(Object... keysAndValues) {
        return RocketMqClients.pushConsumer(Connections.of(ClientKind.CONSUMER, keysAndValues),
                ConsumerSettings.from(Config.of(ClientKind.CONSUMER, Settings.of(keysAndValues))));
    }
}
