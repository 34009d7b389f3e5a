package io.openons.client.rocketmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.openons.client.fixture.CapturedLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.common.message.MessageQueue;
import org.apache.rocketmq.remoting.exception.RemotingConnectException;
import org.apache.rocketmq.remoting.protocol.heartbeat.MessageModel;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How batches are put together and how far the positions in the queues advance. */
@Timeout(60)
class BatchConsumeServiceTest {

    /** For each call of the listener the offsets of its messages. */
    private final List<List<Long>> heard = new CopyOnWriteArrayList<>();
    private volatile ToIntFunction<List<MessageExt>> answer = List::size;
    private BatchConsumption consumption;

    @AfterEach
    void close() {
        consumption.service.stop();
        Awaitility.await("no thread is left").atMost(Duration.ofSeconds(10)).until(() ->
                Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
                        .noneMatch(name -> name.startsWith("ConsumeMessageThread_GID_test")));
    }

    @Test
    void positionsAdvancePastWhatIsDone() throws Exception {
        BatchConsumption.Pulled queue = start(3, 60_000).new Pulled(0);

        queue.pull(0, 3);

        queue.awaitPosition(3);
        assertThat(heard).containsExactly(List.of(0L, 1L, 2L));
        assertThat(queue.processQueue.getMsgTreeMap()).isEmpty();
        verifySentBack(0);
    }

    @Test
    void oneBatchHasMessagesOfSeveralQueuesAndEachQueueItsPosition() {
        BatchConsumption.Pulled first = start(4, 60_000).new Pulled(0);
        BatchConsumption.Pulled second = consumption.new Pulled(1);

        first.pull(0, 2);
        second.pull(10, 12);

        first.awaitPosition(2);
        second.awaitPosition(12);
        assertThat(heard).containsExactly(List.of(0L, 1L, 10L, 11L));
    }

    @Test
    void onePullOfSeveralTopicsBecomesBatchesOfOneTopicEach() {
        Map<String, List<Long>> byTopic = new HashMap<>();
        answer = messages -> {
            synchronized (byTopic) {
                messages.forEach(message -> byTopic.computeIfAbsent(message.getTopic(), topic -> new ArrayList<>())
                        .add(message.getQueueOffset()));
            }
            assertThat(messages).extracting(MessageExt::getTopic).containsOnly(messages.get(0).getTopic());
            return messages.size();
        };
        BatchConsumption.Pulled retries = start(10, 0).new Pulled(0);

        retries.submit(List.of(BatchConsumption.message("T", 0, 0), BatchConsumption.message("U", 0, 1),
                BatchConsumption.message("T", 0, 2)));

        retries.awaitPosition(3);
        assertThat(heard).hasSize(2);
        assertThat(byTopic).containsOnly(Map.entry("T", List.of(0L, 2L)), Map.entry("U", List.of(1L)));
    }

    @Test
    void withoutTimeToWaitBatchesHaveWhatThePullBrought() {
        BatchConsumption.Pulled queue = start(2, 0, 1).new Pulled(0);

        queue.pull(0, 5);

        queue.awaitPosition(5);
        assertThat(heard).containsExactly(List.of(0L, 1L), List.of(2L, 3L), List.of(4L));
    }

    @Test
    @SuppressWarnings("deprecation") // the main code's way to the name
    void brokersAreToldTheTopicWithItsNamespace() throws Exception {
        answer = messages -> 0;
        BatchConsumption.Pulled queue = start(1, 0).new Pulled(0);
        when(consumption.consumer.withNamespace("T")).thenReturn("MQ_INST%T");
        List<String> told = new CopyOnWriteArrayList<>();
        doAnswer(call -> told.add(call.<MessageExt>getArgument(0).getTopic())).when(consumption.implementation)
                .sendMessageBack(any(MessageExt.class), anyInt(), any(MessageQueue.class));

        List<MessageExt> messages = queue.pull(0, 1);

        queue.awaitPosition(1);
        assertThat(told).containsExactly("MQ_INST%T");
        assertThat(messages.get(0).getTopic()).isEqualTo("T");
    }

    @Test
    void whatIsNotAcknowledgedIsSentBack() throws Exception {
        answer = messages -> 1;
        BatchConsumption.Pulled queue = start(3, 60_000).new Pulled(0);

        List<MessageExt> messages = queue.pull(0, 3);

        queue.awaitPosition(3);
        verifySentBack(2);
        verify(consumption.implementation).sendMessageBack(messages.get(1), 0, queue.queue);
        verify(consumption.implementation).sendMessageBack(messages.get(2), 0, queue.queue);
    }

    static Stream<Exception> failures() {
        return Stream.of(new RemotingConnectException("10.0.0.9:10911"), new InterruptedException());
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whatCannotBeSentBackHoldsThePositionAndIsConsumedAgain(Exception failure) throws Exception {
        answer = messages -> messages.size() == 3 ? 0 : messages.size();
        BatchConsumption.Pulled queue = start(3, 1).new Pulled(0);
        List<MessageExt> messages = new ArrayList<>(List.of(BatchConsumption.message("T", 0, 0),
                BatchConsumption.message("T", 0, 1), BatchConsumption.message("T", 0, 2)));
        doThrow(failure).when(consumption.implementation).sendMessageBack(messages.get(1), 0, queue.queue);

        try (CapturedLog log = CapturedLog.of(BatchConsumeService.class)) {
            queue.submit(messages);

            queue.awaitPosition(1);
            assertThat(log.lines()).singleElement().asString()
                    .startsWith("WARN Message could not be sent back and is consumed again here. topic=T");
            assertThat(messages.get(1).getReconsumeTimes()).isEqualTo(1);
        }
        queue.awaitPosition(3);
        assertThat(heard).containsExactly(List.of(0L, 1L, 2L), List.of(1L));
    }

    @Test
    void broadcastMessagesAreNeverSentBack() throws Exception {
        answer = messages -> 0;
        BatchConsumption.Pulled queue = start(2, 0).new Pulled(0);
        when(consumption.consumer.getMessageModel()).thenReturn(MessageModel.BROADCASTING);

        queue.pull(0, 2);

        queue.awaitPosition(2);
        verifySentBack(0);
    }

    @Test
    void whatTimedOutMeanwhileWasSentBackBefore() throws Exception {
        BatchConsumption.Pulled queue = start(2, 0).new Pulled(0);
        answer = messages -> {
            queue.processQueue.removeMessage(List.of(messages.get(0)));
            return 0;
        };

        List<MessageExt> messages = queue.pull(0, 2);

        queue.awaitPosition(2);
        verifySentBack(1);
        verify(consumption.implementation).sendMessageBack(messages.get(1), 0, queue.queue);
    }

    @Test
    void messagesOfQueuesThatWereTakenAwayAreLeftOut() throws Exception {
        BatchConsumption.Pulled mine = start(4, 60_000).new Pulled(0);
        BatchConsumption.Pulled lost = consumption.new Pulled(1);
        lost.pull(10, 12);
        lost.processQueue.setDropped(true);

        mine.pull(0, 2);

        mine.awaitPosition(2);
        assertThat(heard).containsExactly(List.of(0L, 1L));
        verify(consumption.offsets, never()).updateOffset(eq(lost.queue), anyLong(), anyBoolean());
        verifySentBack(0);
    }

    @Test
    void theListenerIsNotCalledForNothing() {
        BatchConsumption.Pulled lost = start(1, 0, 1).new Pulled(1);
        lost.processQueue.setDropped(true);
        lost.pull(10, 12);
        BatchConsumption.Pulled mine = consumption.new Pulled(0);

        mine.pull(0, 1);

        mine.awaitPosition(1);
        assertThat(heard).containsExactly(List.of(0L));
    }

    @Test
    void aQueueThatIsTakenAwayDuringTheCallKeepsItsPosition() {
        BatchConsumption.Pulled lost = start(2, 60_000).new Pulled(1);
        BatchConsumption.Pulled mine = consumption.new Pulled(0);
        answer = messages -> {
            lost.processQueue.setDropped(true);
            return messages.size();
        };

        lost.pull(10, 11);
        mine.pull(0, 1);

        mine.awaitPosition(1);
        Awaitility.await("settled").atMost(Duration.ofSeconds(10)).until(lost.processQueue.getMsgTreeMap()::isEmpty);
        consumption.service.stop();
        verify(consumption.offsets, never()).updateOffset(eq(lost.queue), anyLong(), anyBoolean());
    }

    @Test
    void whatIsStillCollectingAtShutdownIsNotConsumed() {
        BatchConsumption.Pulled queue = start(10, 300).new Pulled(0);
        queue.pull(0, 2);

        consumption.service.stop();

        Awaitility.await("the time of the batch is over").pollDelay(Duration.ofMillis(600))
                .atMost(Duration.ofSeconds(5)).until(() -> true);
        assertThat(heard).isEmpty();
        verify(consumption.offsets, never()).updateOffset(any(), anyLong(), anyBoolean());
    }

    @Test
    void afterShutdownBatchesThatAreReadyAreNotConsumedButRunningOnesEnd() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        answer = messages -> {
            entered.countDown();
            await(leave);
            return messages.size();
        };
        BatchConsumption.Pulled queue = start(1, 0, 1).new Pulled(0);
        queue.pull(0, 3);
        await(entered);

        Thread shutdown = new Thread(() -> consumption.service.stop());
        shutdown.start();
        Awaitility.await("the shutdown has begun").atMost(Duration.ofSeconds(10))
                .until(() -> shutdown.getState() == Thread.State.TIMED_WAITING);
        leave.countDown();
        shutdown.join();
        queue.pull(3, 4);

        queue.awaitPosition(1);
        assertThat(heard).containsExactly(List.of(0L));
        verify(consumption.offsets, times(1)).updateOffset(any(), anyLong(), anyBoolean());
    }

    @Test
    void theReplacedServiceServesOperatorsAndIsShutDownWithThisOne() {
        start(1, 0, 3);
        MessageExt message = BatchConsumption.message("T", 0, 0);

        consumption.service.consumeMessageDirectly(message, "broker-a");
        verify(consumption.replaced).consumeMessageDirectly(message, "broker-a");
        assertThat(consumption.service.getCorePoolSize()).isEqualTo(3);

        consumption.service.shutdown(0);
        verify(consumption.replaced).shutdown(anyLong());
    }

    private BatchConsumption start(int size, long awaitMillis) {
        return start(size, awaitMillis, 2);
    }

    private BatchConsumption start(int size, long awaitMillis, int threads) {
        consumption = new BatchConsumption((messages, queues) -> {
            heard.add(messages.stream().map(MessageExt::getQueueOffset).toList());
            assertThat(queues).extracting(MessageQueue::getQueueId)
                    .containsExactlyElementsOf(messages.stream().map(MessageExt::getQueueId).toList());
            return answer.applyAsInt(messages);
        }, threads, size, awaitMillis);
        return consumption;
    }

    private void verifySentBack(int messages) throws Exception {
        verify(consumption.implementation, times(messages))
                .sendMessageBack(any(MessageExt.class), anyInt(), any(MessageQueue.class));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
