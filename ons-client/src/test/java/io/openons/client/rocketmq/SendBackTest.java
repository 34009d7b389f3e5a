package io.openons.client.rocketmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.impl.MQClientAPIImpl;
import org.apache.rocketmq.client.impl.consumer.DefaultMQPushConsumerImpl;
import org.apache.rocketmq.client.impl.factory.MQClientInstance;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.common.message.MessageQueue;
import org.apache.rocketmq.common.sysflag.MessageSysFlag;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Of a message whose body is still compressed; the others are in {@link BatchConsumeServiceTest}. */
class SendBackTest {

    private final DefaultMQPushConsumer consumer = mock(DefaultMQPushConsumer.class);
    private final MQClientInstance instance = mock(MQClientInstance.class);
    private final MQClientAPIImpl requests = mock(MQClientAPIImpl.class);
    private final MessageExt message = new MessageExt();
    private final MessageQueue queue = new MessageQueue("T", "broker-a", 0);

    @BeforeEach
    @SuppressWarnings("deprecation") // the main code's ways to the implementation and to the name
    void connect() {
        DefaultMQPushConsumerImpl implementation = mock(DefaultMQPushConsumerImpl.class);
        when(consumer.getDefaultMQPushConsumerImpl()).thenReturn(implementation);
        when(consumer.getConsumerGroup()).thenReturn("MQ_INST%GID_test");
        when(consumer.getMaxReconsumeTimes()).thenReturn(-1);
        when(consumer.withNamespace("T")).thenReturn("MQ_INST%T");
        when(implementation.getmQClientFactory()).thenReturn(instance);
        when(instance.getMQClientAPIImpl()).thenReturn(requests);
        message.setTopic("T");
        message.setBrokerName("broker-a");
        message.setBody(new byte[] {1});
        message.setSysFlag(MessageSysFlag.COMPRESSED_FLAG);
    }

    @Test
    void brokerIsToldTheTopicWithItsNamespace() throws Exception {
        when(instance.findBrokerAddressInPublish("broker-a")).thenReturn("127.0.0.1:10911");
        List<String> told = new ArrayList<>();
        doAnswer(call -> told.add(call.<MessageExt>getArgument(2).getTopic())).when(requests)
                .consumerSendMessageBack(eq("127.0.0.1:10911"), eq("broker-a"), any(), eq("MQ_INST%GID_test"),
                        eq(SendBack.DEAD_LETTER), anyLong(), anyInt());

        SendBack.send(consumer, message, SendBack.DEAD_LETTER, queue);

        assertThat(told).containsExactly("MQ_INST%T");
        assertThat(message.getTopic()).isEqualTo("T");
    }

    @Test
    void withoutMasterItFailsAndTheMessageIsAsBefore() {
        assertThatThrownBy(() -> SendBack.send(consumer, message, SendBack.LATER, queue))
                .isInstanceOf(MQClientException.class).hasMessageContaining("Broker broker-a has no master now");
        assertThat(message.getTopic()).isEqualTo("T");
    }
}
