package io.openons.client.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import com.aliyun.openservices.ons.api.transaction.TransactionStatus;
import io.openons.client.endpoint.Namespace;
import io.openons.client.fixture.CapturedLog;
import io.openons.client.fixture.MockedCluster;
import io.openons.client.message.InboundMessages;
import io.openons.client.sending.MockedSending;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.apache.rocketmq.client.producer.LocalTransactionState;
import org.apache.rocketmq.common.MQVersion;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.common.message.MessageAccessor;
import org.apache.rocketmq.common.message.MessageClientExt;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.remoting.exception.RemotingConnectException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockito.ArgumentCaptor;

/** What a commit sends in the place of a half message with a delivery time, and what the broker is told. */
@Timeout(30)
class ScheduledCommitsTest {

    private static final long FUTURE = System.currentTimeMillis() + 3_600_000;

    private final MockedCluster cluster = new MockedCluster("T");
    private final MockedSending sending = new MockedSending(cluster.producer, 4321);
    private final ScheduledCommits commits = new ScheduledCommits(() -> sending.sender, Namespace.NONE);

    @BeforeEach
    void addBroker() throws Exception {
        cluster.broker("a", MQVersion.CURRENT_VERSION);
    }

    @AfterEach
    void close() {
        sending.close();
    }

    @Test
    void aHalfMessageWithoutDeliveryTimeIsCommitted() throws Exception {
        assertThat(commits.commit(half())).isEqualTo(LocalTransactionState.COMMIT_MESSAGE);
        assertThat(commits.commit(half("__STARTDELIVERTIME", "1"))).isEqualTo(LocalTransactionState.COMMIT_MESSAGE);

        verify(sending.rocketMq, never()).send(any(Message.class), anyLong());
    }

    @Test
    void aScheduledMessageTakesThePlaceOfOneWithDeliveryTime() throws Exception {
        MessageExt half = half("__STARTDELIVERTIME", Long.toString(FUTURE), "TAGS", "tag", "KEYS", "key",
                "mine", "value",
                "TRAN_MSG", "true", "PGROUP", "GID", "REAL_TOPIC", "T", "REAL_QID", "1", "WAIT", "false",
                "CHECK_IMMUNITY_TIME_IN_SECONDS", "5", "TRANSACTION_CHECK_TIMES", "2",
                "TRAN_PREPARED_QUEUE_OFFSET", "7");

        assertThat(commits.commit(half)).isEqualTo(LocalTransactionState.ROLLBACK_MESSAGE);

        ArgumentCaptor<Message> sent = ArgumentCaptor.forClass(Message.class);
        verify(sending.rocketMq).send(sent.capture(), anyLong());
        assertThat(sent.getValue().getTopic()).isEqualTo("T");
        assertThat(sent.getValue().getBody()).containsExactly(1, 2);
        assertThat(sent.getValue().getProperties()).containsOnly(Map.entry("UNIQ_KEY", "THE-ID"),
                Map.entry("__STARTDELIVERTIME", Long.toString(FUTURE)), Map.entry("TAGS", "tag"),
                Map.entry("KEYS", "key"), Map.entry("mine", "value"),
                Map.entry("TIMER_DELIVER_MS", Long.toString(FUTURE)));
        assertThat(half.getProperties()).as("what the broker sent").containsEntry("TRAN_MSG", "true");
    }

    @Test
    void aMessageThatCannotBeScheduledLeavesTheTransactionOpen() throws Exception {
        doThrow(new RemotingConnectException("10.0.0.9:10911"))
                .when(sending.rocketMq).send(any(Message.class), anyLong());

        try (CapturedLog log = CapturedLog.of(ScheduledCommits.class)) {
            assertThat(commits.schedule(half("__STARTDELIVERTIME", Long.toString(FUTURE))))
                    .isEqualTo(LocalTransactionState.UNKNOW);
            assertThat(commits.commit(half("__STARTDELIVERTIME", Long.toString(FUTURE))))
                    .isEqualTo(LocalTransactionState.UNKNOW);

            assertThat(log.lines()).hasSize(2).containsOnly("WARN A committed message could not be scheduled; the "
                    + "broker will ask for the transaction again.");
            assertThat(log.events().get(0).getThrowableProxy().getMessage()).contains("[ONS-3003 ");
        }
    }

    @Test
    void onlyACommitOfTheCheckerSchedules() throws Exception {
        MessageExt half = half("__STARTDELIVERTIME", Long.toString(FUTURE));

        assertThat(bridge(TransactionStatus.Unknow).checkLocalTransaction(half))
                .isEqualTo(LocalTransactionState.UNKNOW);
        assertThat(bridge(TransactionStatus.RollbackTransaction).checkLocalTransaction(half))
                .isEqualTo(LocalTransactionState.ROLLBACK_MESSAGE);
        verify(sending.rocketMq, never()).send(any(Message.class), anyLong());

        assertThat(bridge(TransactionStatus.CommitTransaction).checkLocalTransaction(half))
                .isEqualTo(LocalTransactionState.ROLLBACK_MESSAGE);
        verify(sending.rocketMq).send(any(Message.class), anyLong());
    }

    private TransactionBridge bridge(TransactionStatus status) {
        return new TransactionBridge(message -> status, new InboundMessages(Namespace.NONE), commits);
    }

    private static MessageExt half(String... namesAndValues) {
        MessageClientExt half = new MessageClientExt();
        half.setTopic("T");
        half.setBody(new byte[] {1, 2});
        half.setBornHost(new InetSocketAddress(InetAddress.getLoopbackAddress(), 45678));
        MessageAccessor.putProperty(half, "UNIQ_KEY", "THE-ID");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            MessageAccessor.putProperty(half, namesAndValues[i], namesAndValues[i + 1]);
        }
        return half;
    }
}
