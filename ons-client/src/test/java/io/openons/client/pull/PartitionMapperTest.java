package io.openons.client.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.openservices.ons.api.TopicPartition;
import com.aliyun.openservices.ons.api.exception.ONSClientException;
import io.openons.client.endpoint.Namespace;
import java.util.Arrays;
import java.util.List;
import org.apache.rocketmq.common.message.MessageQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionMapperTest {

    private final PartitionMapper mapper = new PartitionMapper(Namespace.of("MQ_INST_1"));

    @Test
    void namespaceIsOnTheWireOnly() {
        MessageQueue queue = mapper.queue(new TopicPartition("orders", "broker-a#3"));
        assertThat(queue).isEqualTo(new MessageQueue("MQ_INST_1%orders", "broker-a", 3));
        assertThat(mapper.partition(queue)).isEqualTo(new TopicPartition("orders", "broker-a#3"));
        assertThat(mapper.topic("orders")).isEqualTo("MQ_INST_1%orders");
    }

    @Test
    void brokerNamesMayHaveTheSeparator() {
        MessageQueue queue = mapper.queue(new TopicPartition("orders", "broker#a#0"));
        assertThat(queue.getBrokerName()).isEqualTo("broker#a");
        assertThat(queue.getQueueId()).isZero();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "broker", "broker#", "#1", "broker#x", "broker#-1", "broker#4294967295"})
    void malformedPartitionsAreRefused(String partition) {
        assertThatThrownBy(() -> mapper.queue(new TopicPartition("orders", partition)))
                .isInstanceOf(ONSClientException.class).hasMessageContaining("brokerName#queueId")
                .hasMessageContaining("ONS-6001");
    }

    @Test
    void missingArgumentsAreRefused() {
        assertThatThrownBy(() -> mapper.queues(null)).isInstanceOf(ONSClientException.class);
        assertThatThrownBy(() -> mapper.queues(Arrays.asList((TopicPartition) null)))
                .isInstanceOf(ONSClientException.class);
        assertThatThrownBy(() -> mapper.queue(new TopicPartition(null, "b#0")))
                .isInstanceOf(ONSClientException.class).hasMessageContaining("topic is null");
        assertThat(mapper.queues(List.of())).isEmpty();
    }
}
