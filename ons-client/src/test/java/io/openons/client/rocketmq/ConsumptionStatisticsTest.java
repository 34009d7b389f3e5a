package io.openons.client.rocketmq;

import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.rocketmq.client.impl.consumer.DefaultMQPushConsumerImpl;
import org.apache.rocketmq.client.stat.ConsumerStatsManager;
import org.apache.rocketmq.common.message.MessageQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

/** The numbers that RocketMQ's tools show about a running consumer. */
class ConsumptionStatisticsTest {

    private final DefaultMQPushConsumerImpl implementation = mock(DefaultMQPushConsumerImpl.class);
    private final ConsumerStatsManager statistics = mock(ConsumerStatsManager.class);

    @BeforeEach
    void connectMocks() {
        when(implementation.getConsumerStatsManager()).thenReturn(statistics);
    }

    @Test
    void doneAndFailedMessagesAreCountedForTheTopicTheyCameFrom() {
        new ConsumptionStatistics(implementation, "GID").add(List.of(queue("T"), queue("T"), queue("%RETRY%GID")), 1,
                TimeUnit.MILLISECONDS.toNanos(7));

        verify(statistics).incConsumeRT("GID", "T", 7);
        verify(statistics).incConsumeOKTPS("GID", "T", 1);
        verify(statistics).incConsumeFailedTPS("GID", "T", 1);
        verify(statistics).incConsumeFailedTPS("GID", "%RETRY%GID", 1);
        verifyNoMoreInteractions(statistics);
    }

    @Test
    void theServiceCountsWhatItsListenerAnswers() {
        BatchConsumption consumption = new BatchConsumption((messages, queues) -> 2, 1, 3, 0);
        consumption.new Pulled(0).pull(0, 3);

        verify(consumption.statistics, Mockito.timeout(10_000)).incConsumeFailedTPS("GID_test", "T", 1);
        verify(consumption.statistics, Mockito.times(2)).incConsumeOKTPS("GID_test", "T", 1);
        verify(consumption.statistics).incConsumeRT(anyString(), anyString(), Mockito.anyLong());
        consumption.service.stop();
    }

    private static MessageQueue queue(String topic) {
        return new MessageQueue(topic, "broker-a", 0);
    }
}
