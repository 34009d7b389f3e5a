package io.openons.client.rocketmq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.openons.client.rocketmq.trace.ConsumerTrace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.rocketmq.client.AccessChannel;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.consumer.listener.ConsumeOrderlyContext;
import org.apache.rocketmq.client.consumer.listener.ConsumeOrderlyStatus;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.client.trace.TraceContext;
import org.apache.rocketmq.client.trace.TraceDataEncoder;
import org.apache.rocketmq.client.trace.TraceType;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.common.message.MessageQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockito.ArgumentCaptor;

/** What a stop means for ordered deliveries. */
@Timeout(30)
class OrderedDeliveriesTest {

    private final List<ConsumeOrderlyContext> heard = new ArrayList<>();

    @Test
    void answersOfTheListenerAreRocketMqs() {
        OrderedDeliveries deliveries = new OrderedDeliveries((messages, context) -> {
            heard.add(context);
            return ConsumeOrderlyStatus.SUSPEND_CURRENT_QUEUE_A_MOMENT;
        });
        ConsumeOrderlyContext context = context();

        assertThat(deliver(deliveries, context)).isEqualTo(ConsumeOrderlyStatus.SUSPEND_CURRENT_QUEUE_A_MOMENT);
        assertThat(heard).containsExactly(context);
        assertThat(context.isAutoCommit()).isTrue();
    }

    @Test
    void afterTheStopNothingIsDeliveredAndNothingCommitted() {
        OrderedDeliveries deliveries = new OrderedDeliveries((messages, context) -> {
            heard.add(context);
            return ConsumeOrderlyStatus.SUCCESS;
        });
        ConsumeOrderlyContext context = context();

        deliveries.stop();

        assertThat(deliver(deliveries, context)).isEqualTo(ConsumeOrderlyStatus.SUCCESS);
        assertThat(context.isAutoCommit()).as("whether RocketMQ moves the queue's position").isFalse();
        assertThat(heard).isEmpty();
    }

    @Test
    @SuppressWarnings("deprecation") // the way to the implementation that the main code takes
    void onlyWhatTheListenerIsGivenIsTraced() throws Exception {
        DefaultMQPushConsumer consumer = mock(DefaultMQPushConsumer.class, RETURNS_DEEP_STUBS);
        DefaultMQProducer inner = consumer.getDefaultMQPushConsumerImpl().getmQClientFactory().getDefaultMQProducer();
        when(consumer.getMessageQueueListener()).thenReturn(new QueueChanges(new CacheLimits(consumer, null), null));
        when(consumer.getAccessChannel()).thenReturn(AccessChannel.LOCAL);
        ConsumerTrace trace = ConsumerTrace.begin(consumer, "order consumer", Runnable::run);
        OrderedDeliveries deliveries = new OrderedDeliveries((messages, context) -> ConsumeOrderlyStatus.SUCCESS);
        deliveries.started(consumer, trace);

        deliver(deliveries, context());
        deliveries.stop();
        deliver(deliveries, context());
        trace.close();

        ArgumentCaptor<Message> written = ArgumentCaptor.forClass(Message.class);
        verify(inner).send(written.capture(), anyLong());
        assertThat(TraceDataEncoder.decoderFromTraceDataString(new String(written.getValue().getBody(), UTF_8)))
                .extracting(TraceContext::getTraceType, TraceContext::isSuccess)
                .containsExactly(tuple(TraceType.SubBefore, true), tuple(TraceType.SubAfter, true));
    }

    @Test
    void theStopWaitsForTheListener() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        OrderedDeliveries deliveries = new OrderedDeliveries((messages, context) -> {
            entered.countDown();
            await(leave);
            return ConsumeOrderlyStatus.SUCCESS;
        });
        Thread listener = new Thread(() -> deliver(deliveries, context()));
        listener.start();
        await(entered);
        Thread stop = new Thread(deliveries::stop);
        stop.start();

        Awaitility.await("the stop waits").atMost(Duration.ofSeconds(10))
                .until(() -> stop.getState() == Thread.State.TIMED_WAITING);
        leave.countDown();

        stop.join();
        listener.join();
    }

    @Test
    void aListenerThatStopsIsNotWaitedFor() {
        OrderedDeliveries[] deliveries = new OrderedDeliveries[1];
        List<Boolean> calling = new ArrayList<>();
        deliveries[0] = new OrderedDeliveries((messages, context) -> {
            calling.add(deliveries[0].calling());
            deliveries[0].stop();
            return ConsumeOrderlyStatus.SUCCESS;
        });

        assertThat(deliver(deliveries[0], context())).isEqualTo(ConsumeOrderlyStatus.SUCCESS);

        calling.add(deliveries[0].calling());
        assertThat(calling).containsExactly(true, false);
    }

    private static ConsumeOrderlyStatus deliver(OrderedDeliveries deliveries, ConsumeOrderlyContext context) {
        return deliveries.consumeMessage(List.of(new MessageExt()), context);
    }

    private static ConsumeOrderlyContext context() {
        return new ConsumeOrderlyContext(new MessageQueue("T", "broker-a", 0));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
