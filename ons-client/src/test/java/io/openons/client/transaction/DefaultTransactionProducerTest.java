package io.openons.client.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.transaction.LocalTransactionExecuter;
import com.aliyun.openservices.ons.api.transaction.TransactionStatus;
import io.openons.client.config.ClientKind;
import io.openons.client.config.Config;
import io.openons.client.config.ProducerSettings;
import io.openons.client.error.CodedClientException;
import io.openons.client.error.ErrorCode;
import io.openons.client.fixture.Connections;
import io.openons.client.fixture.Settings;
import io.openons.client.rocketmq.Connection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A transaction producer's states, and that no local transaction runs without a stored half message. */
@Timeout(60)
class DefaultTransactionProducerTest {

    private final Connection connection = Connections.of(ClientKind.TRANSACTION_PRODUCER);
    private final DefaultTransactionProducer producer = new DefaultTransactionProducer(connection,
            ProducerSettings.from(Config.of(ClientKind.TRANSACTION_PRODUCER, Settings.of())),
            message -> TransactionStatus.Unknow);
    private final LocalTransactionExecuter mustNotRun = (message, argument) -> fail("the local transaction ran");

    @AfterEach
    void shutDown() {
        producer.shutdown();
    }

    @Test
    void statesFollowStartAndShutdownAndNoLocalTransactionRuns() {
        producer.shutdown();
        assertState(false);
        assertSendFails(mustNotRun, ErrorCode.NOT_STARTED);

        producer.start();
        producer.start();
        assertState(true);
        assertSendFails(mustNotRun, ErrorCode.NAME_SERVER_UNREACHABLE);

        producer.shutdown();
        producer.shutdown();
        assertState(false);
        assertSendFails(mustNotRun, ErrorCode.ALREADY_SHUT_DOWN);
        assertThatThrownBy(producer::start).hasMessageContaining("transaction producer \"GID_test\"");
    }

    @Test
    void anExecuterAndAMessageAreNeeded() {
        producer.start();

        assertSendFails(null, ErrorCode.TRANSACTION_INCOMPLETE);
        assertThatThrownBy(() -> producer.send(null, mustNotRun, null)).hasMessageContaining("[ONS-4001]");
    }

    @Test
    void newCredentialsReachTheSigningOfRequests() {
        producer.updateCredential(Settings.of("AccessKey", "ak", "SecretKey", "sk"));

        assertThat(connection.credentials().current().accessKey()).isEqualTo("ak");
    }

    private void assertState(boolean started) {
        assertThat(producer.isStarted()).isEqualTo(started);
        assertThat(producer.isClosed()).isEqualTo(!started);
    }

    private void assertSendFails(LocalTransactionExecuter executer, ErrorCode expected) {
        assertThatThrownBy(() -> producer.send(new Message("T", "tag", new byte[] {1}), executer, null))
                .isInstanceOfSatisfying(CodedClientException.class, e -> assertThat(e.code()).isEqualTo(expected));
    }
}
