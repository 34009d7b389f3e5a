package io.openons.client.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.isNull;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.SendResult;
import io.openons.client.error.CodedClientException;
import io.openons.client.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.rocketmq.client.exception.MQBrokerException;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.client.producer.MessageQueueSelector;
import org.apache.rocketmq.common.message.MessageQueue;
import org.apache.rocketmq.remoting.exception.RemotingConnectException;
import org.apache.rocketmq.remoting.exception.RemotingException;
import org.apache.rocketmq.remoting.exception.RemotingTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ordered sends stay with the queue of their sharding key, whatever happens. */
@Timeout(60)
class OrderedSendTest {

    private static final Class<org.apache.rocketmq.common.message.Message> CONVERTED =
            org.apache.rocketmq.common.message.Message.class;
    private static final String KEY = "order-7";

    private final MockedSending sending = new MockedSending(30_000, "INSTANCE_ID", "MQ_INST_1");
    private final DefaultMQProducer rocketMq = sending.rocketMq;
    private final Message message = new Message("T", "tag", "key", new byte[] {1});
    private final List<MessageQueue> route =
            IntStream.range(0, 8).mapToObj(i -> new MessageQueue("T", "b", i)).toList();
    private final MessageQueue expected = route.get(ShardingQueues.index(KEY, 8));
    /** Queue, sharding key and id of each try. */
    private final List<String> tries = new ArrayList<>();
    /** What the tries end with, one after the other; success after the last. */
    private final List<Exception> failures = new ArrayList<>();

    @BeforeEach
    void answer() throws Exception {
        when(rocketMq.send(any(CONVERTED), any(MessageQueueSelector.class), isNull(), anyLong())).thenAnswer(call -> {
            MessageQueueSelector selector = call.getArgument(1);
            org.apache.rocketmq.common.message.Message sent = call.getArgument(0);
            return answer(sent, selector.select(route, sent, call.getArgument(2)));
        });
        when(rocketMq.send(any(CONVERTED), any(MessageQueue.class), anyLong()))
                .thenAnswer(call -> answer(call.getArgument(0), call.getArgument(1)));
    }

    private Object answer(org.apache.rocketmq.common.message.Message sent, MessageQueue queue) throws Exception {
        tries.add(queue.getQueueId() + " " + sent.getProperty("__SHARDINGKEY") + " " + sent.getProperty("UNIQ_KEY"));
        if (!failures.isEmpty()) {
            throw failures.remove(0);
        }
        return null;
    }

    @AfterEach
    void close() {
        Thread.interrupted();
        sending.close();
    }

    @Test
    void theFirstTryChoosesTheQueueByTheKey() throws Exception {
        message.setShardingKey("replaced by the argument");

        SendResult result = sending.sender.send(message, KEY);

        assertTries(1, result.getMessageId());
        assertThat(result.getTopic()).isEqualTo("T");
        assertThat(message.getShardingKey()).as("the caller's message").isEqualTo(KEY);
        verify(rocketMq, never()).send(any(CONVERTED), any(MessageQueue.class), anyLong());
    }

    @Test
    void connectionFailuresAreTriedAgainOnTheSameQueueWithTheSameId() throws Exception {
        failures.add(new RemotingConnectException("10.0.0.9:10911"));
        failures.add(new RemotingTimeoutException("slow"));

        SendResult result = sending.sender.send(message, KEY);

        assertTries(3, result.getMessageId());
        verify(rocketMq).send(any(CONVERTED), any(MessageQueueSelector.class), isNull(), anyLong());
        verify(rocketMq, times(2)).send(any(CONVERTED), any(MessageQueue.class), anyLong());
    }

    @Test
    void threeConnectionFailuresAreTheEnd() {
        RemotingConnectException last = new RemotingConnectException("third");
        failures.addAll(List.of(new RemotingConnectException("first"), new RemotingConnectException("second"), last));

        assertFails(ErrorCode.CONNECT_FAILED, last);

        assertTries(3, message.getMsgID());
    }

    @Test
    void withoutChosenQueueThereIsNothingToTryAgain() throws Exception {
        RemotingException failure = new RemotingConnectException("10.0.0.9:10911");
        when(rocketMq.send(any(CONVERTED), any(MessageQueueSelector.class), isNull(), anyLong())).thenThrow(failure);

        assertFails(ErrorCode.CONNECT_FAILED, failure);

        verify(rocketMq).send(any(CONVERTED), any(MessageQueueSelector.class), isNull(), anyLong());
        verify(rocketMq, never()).send(any(CONVERTED), any(MessageQueue.class), anyLong());
    }

    @Test
    void otherFailuresAreNotTriedAgain() {
        for (Exception failure : List.of(new MQBrokerException(16, "no"), new MQClientException("odd", null),
                new InterruptedException(), new IllegalArgumentException("odd"))) {
            tries.clear();
            failures.add(failure);

            assertThatThrownBy(() -> sending.sender.send(message, KEY)).hasCause(failure);

            assertTries(1, message.getMsgID());
            Thread.interrupted();
        }
    }

    @Test
    void aBusyBrokerIsTriedAgainOnTheSameQueueAndNotOnAnother() throws Exception {
        failures.add(new MQBrokerException(2, "[TIMEOUT_CLEAN_QUEUE]broker busy"));
        failures.add(new RemotingConnectException("10.0.0.9:10911"));

        SendResult result = sending.sender.send(message, KEY);

        assertTries(3, result.getMessageId());
        verify(rocketMq).send(any(CONVERTED), any(MessageQueueSelector.class), isNull(), anyLong());
    }

    @Test
    void triesGetTheTimeThatIsLeft() throws Exception {
        when(rocketMq.getSendMsgTimeout()).thenReturn(2);
        List<Long> timeouts = new ArrayList<>();
        when(rocketMq.send(any(CONVERTED), any(MessageQueueSelector.class), isNull(), anyLong())).thenAnswer(call -> {
            call.<MessageQueueSelector>getArgument(1).select(route, call.getArgument(0), null);
            timeouts.add(call.getArgument(3));
            Thread.sleep(3); // longer than the whole timeout
            throw new RemotingTimeoutException("slow");
        });

        assertThatThrownBy(() -> sending.sender.send(message, KEY)).hasMessageContaining("[ONS-3004 ");

        assertThat(timeouts).singleElement().satisfies(millis -> assertThat(millis).isBetween(1L, 2L));
        verify(rocketMq, never()).send(any(CONVERTED), any(MessageQueue.class), anyLong());
    }

    private void assertFails(ErrorCode code, Exception cause) {
        assertThatThrownBy(() -> sending.sender.send(message, KEY)).hasCause(cause)
                .isInstanceOfSatisfying(CodedClientException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private void assertTries(int number, String id) {
        assertThat(tries).hasSize(number).containsOnly(expected.getQueueId() + " " + KEY + " " + id);
    }
}
