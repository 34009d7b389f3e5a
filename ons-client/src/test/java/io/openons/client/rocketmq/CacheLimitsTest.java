package io.openons.client.rocketmq;

import static org.assertj.core.api.Assertions.assertThat;

import io.openons.client.config.ClientKind;
import io.openons.client.config.Config;
import io.openons.client.config.ConsumerSettings;
import io.openons.client.fixture.Settings;
import java.util.Map;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.impl.consumer.ProcessQueue;
import org.apache.rocketmq.common.message.MessageQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a consumer's limits are divided among its queues. */
class CacheLimitsTest {

    private final DefaultMQPushConsumer consumer = new DefaultMQPushConsumer("GID_test");
    private CacheLimits limits;

    @ParameterizedTest
    @CsvSource({
            // messages, queues: how many more than the threshold one pull may bring
            "100, 1, 68, 32", "100, 4, 12, 13", "100, 8, 6, 6", "100, 100, 0, 1", "100, 300, 0, 1",
            "5000, 8, 593, 32", "50000, 1, 49968, 32"})
    void thePullThatFollowsFitsIntoTheQueuesShareOfMessages(int limit, int queues, int threshold, int pull) {
        apply("maxCachedMessageAmount", limit);

        assign(queues);

        assertThat(consumer.getPullThresholdForQueue()).isEqualTo(threshold);
        assertThat(consumer.getPullBatchSize()).isEqualTo(pull);
        assertThat(queues * (threshold + pull)).isLessThanOrEqualTo(Math.max(limit, queues));
    }

    @ParameterizedTest
    @CsvSource({"16, 1, 14", "16, 4, 2", "16, 8, 0", "16, 100, 0", "512, 8, 62", "2048, 1, 2046"})
    void aMebibyteOfEachShareIsLeftForThePullThatFollows(int mebibytes, int queues, int threshold) {
        apply("maxCachedMessageSizeInMiB", mebibytes);

        assign(queues);

        assertThat(consumer.getPullThresholdSizeForQueue()).isEqualTo(threshold);
    }

    @Test
    void beforeTheQueuesAreKnownAnySixtyFourWouldFit() {
        apply("maxCachedMessageAmount", 640);

        assertThat(consumer.getPullThresholdForQueue() + consumer.getPullBatchSize()).isEqualTo(10);
    }

    @Test
    void rocketMqStartsWithTheSmallestLimits() {
        apply("maxCachedMessageAmount", 100, "maxCachedMessageSizeInMiB", 16);

        assertThat(consumer.getPullThresholdForQueue()).isPositive();
        assertThat(consumer.getPullThresholdSizeForQueue()).isPositive();
        assertThat(consumer.getPullBatchSize()).isPositive();
    }

    @Test
    @SuppressWarnings("deprecation") // the way to the queues that the main code takes
    void sharesGrowWhenQueuesGo() {
        apply("maxCachedMessageAmount", 100);
        assign(20);
        consumer.getDefaultMQPushConsumerImpl().getRebalanceImpl().getProcessQueueTable().clear();

        assign(2);

        assertThat(consumer.getPullThresholdForQueue() + consumer.getPullBatchSize()).isEqualTo(50);
    }

    @ParameterizedTest
    @CsvSource({
            // what each queue holds, how much each may hold
            "100 0 0 0, 1", "40 40 0 0, 10", "40 30 0 0, 15", "40 0 0 0, 20", "25 25 25 25, 25", "60 60 0 0, 1"})
    void queuesThatHoldMoreThanTheirShareLeaveTheOthersLess(String held, int share) {
        apply("maxCachedMessageAmount", 100);

        for (String messages : held.split(" ")) {
            hold(Integer.parseInt(messages));
        }
        limits.divide();

        assertThat(consumer.getPullThresholdForQueue() + consumer.getPullBatchSize()).isEqualTo(share);
    }

    @Test
    void sharesGrowWhenWhatIsTooMuchIsConsumed() {
        apply("maxCachedMessageAmount", 100);
        ProcessQueue full = hold(100);
        hold(0);
        limits.divide();

        full.getMsgCount().set(70);
        limits.consumed();
        assertThat(consumer.getPullThresholdForQueue() + consumer.getPullBatchSize()).isEqualTo(30);

        full.getMsgCount().set(50);
        limits.consumed();
        full.getMsgCount().set(0);
        limits.consumed();
        assertThat(consumer.getPullThresholdForQueue() + consumer.getPullBatchSize()).isEqualTo(50);
    }

    @Test
    void aQueueOfLargeMessagesLeavesTheOthersLess() {
        apply("maxCachedMessageSizeInMiB", 100);
        hold(0).getMsgSize().set(90 << 20);
        hold(0);

        limits.divide();

        assertThat(consumer.getPullThresholdSizeForQueue()).isEqualTo(10 - 2);
    }

    @SuppressWarnings("deprecation") // as above
    private ProcessQueue hold(int messages) {
        ProcessQueue queue = new ProcessQueue();
        queue.getMsgCount().set(messages);
        Map<MessageQueue, ProcessQueue> queues =
                consumer.getDefaultMQPushConsumerImpl().getRebalanceImpl().getProcessQueueTable();
        queues.put(new MessageQueue("T", "broker-b", queues.size()), queue);
        return queue;
    }

    private void apply(Object... keysAndValues) {
        limits = new CacheLimits(consumer,
                ConsumerSettings.from(Config.of(ClientKind.CONSUMER, Settings.of(keysAndValues))));
        limits.begin();
    }

    @SuppressWarnings("deprecation") // as above
    private void assign(int queues) {
        for (int i = 0; i < queues; i++) {
            consumer.getDefaultMQPushConsumerImpl().getRebalanceImpl().getProcessQueueTable()
                    .put(new MessageQueue("T", "broker-a", i), new ProcessQueue());
        }
        limits.divide();
    }
}
