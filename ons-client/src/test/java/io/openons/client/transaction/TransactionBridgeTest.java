package io.openons.client.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.transaction.LocalTransactionChecker;
import com.aliyun.openservices.ons.api.transaction.TransactionStatus;
import io.openons.client.endpoint.Namespace;
import io.openons.client.fixture.CapturedLog;
import io.openons.client.message.InboundMessages;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.apache.rocketmq.client.producer.LocalTransactionState;
import org.apache.rocketmq.common.message.MessageAccessor;
import org.apache.rocketmq.common.message.MessageClientExt;
import org.apache.rocketmq.common.message.MessageExt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Brokers' questions: what the checker sees, and what its answers mean. */
class TransactionBridgeTest {

    private final List<Message> seen = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({"CommitTransaction, COMMIT_MESSAGE", "RollbackTransaction, ROLLBACK_MESSAGE", "Unknow, UNKNOW",
        ", UNKNOW"})
    void everyStatusHasItsState(TransactionStatus status, LocalTransactionState state) {
        assertThat(TransactionBridge.state(status)).isEqualTo(state);
        assertThat(bridge(message -> status).checkLocalTransaction(half())).isEqualTo(state);
    }

    @Test
    void everyStatusIsKnown() {
        assertThat(TransactionStatus.values()).hasSize(3);
    }

    @Test
    void whateverTheCheckerThrowsMeansUnknownAndIsLogged() {
        IllegalStateException exception = new IllegalStateException("the application's own");
        AssertionError error = new AssertionError("the application's own");

        try (CapturedLog log = CapturedLog.of(TransactionBridge.class)) {
            assertThat(bridge(message -> {
                throw exception;
            }).checkLocalTransaction(half())).isEqualTo(LocalTransactionState.UNKNOW);
            assertThat(bridge(message -> {
                throw error;
            }).checkLocalTransaction(half())).isEqualTo(LocalTransactionState.UNKNOW);

            assertThat(log.lines()).hasSize(2).allMatch(line -> line.startsWith(
                    "ERROR The local transaction checker threw; the broker asks again later. topic="));
        }
    }

    @Test
    void theCheckerSeesTheMessageAsItWasSent() {
        bridge(message -> TransactionStatus.Unknow).checkLocalTransaction(half());

        assertThat(seen).singleElement().satisfies(message -> {
            assertThat(message.getTopic()).isEqualTo("T");
            assertThat(message.getTag()).isEqualTo("tag");
            assertThat(message.getMsgID()).isEqualTo("THE-ID");
            assertThat(message.getBody()).containsExactly(1, 2);
            assertThat(message.getUserProperties("mine")).isEqualTo("value");
            assertThat(message.getOffset()).isEqualTo(41);
            assertThat(message.getTopicPartition().getPartition()).isNull();
        });
    }

    @Test
    void rocketMqsOwnWayOfLocalTransactionsDecidesNothing() {
        assertThat(bridge(message -> TransactionStatus.CommitTransaction).executeLocalTransaction(half(), null))
                .isEqualTo(LocalTransactionState.UNKNOW);
        assertThat(seen).isEmpty();
    }

    private TransactionBridge bridge(LocalTransactionChecker checker) {
        return new TransactionBridge(message -> {
            seen.add(message);
            return checker.check(message);
        }, new InboundMessages(Namespace.of("MQ_INST_1")),
                new ScheduledCommits(() -> null, Namespace.NONE));
    }

    private static MessageExt half() {
        MessageClientExt half = new MessageClientExt();
        half.setTopic("MQ_INST_1%T");
        half.setBody(new byte[] {1, 2});
        half.setQueueOffset(41);
        half.setBornHost(new InetSocketAddress(InetAddress.getLoopbackAddress(), 45678));
        MessageAccessor.putProperty(half, "UNIQ_KEY", "THE-ID");
        MessageAccessor.putProperty(half, "TAGS", "tag");
        MessageAccessor.putProperty(half, "mine", "value");
        return half;
    }
}
