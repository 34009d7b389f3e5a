package io.openons.client.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.openservices.ons.api.Message;
import io.openons.client.config.ClientKind;
import io.openons.client.config.Config;
import io.openons.client.config.ProducerSettings;
import io.openons.client.error.CodedClientException;
import io.openons.client.error.ErrorCode;
import io.openons.client.fixture.Connections;
import io.openons.client.fixture.RecordingCallback;
import io.openons.client.fixture.Settings;
import io.openons.client.rocketmq.Connection;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A producer's states, as far as they show without a broker. */
@Timeout(60)
class DefaultProducerTest {

    private final Connection connection = Connections.producer();
    private final DefaultProducer producer = new DefaultProducer(connection,
            ProducerSettings.from(Config.of(ClientKind.PRODUCER, Settings.of())));
    private final RecordingCallback callback = new RecordingCallback();

    @AfterEach
    void shutDown() {
        producer.shutdown();
    }

    @Test
    void nothingIsSentBeforeStart() {
        producer.shutdown();
        assertState(false);
        assertSendsFail(ErrorCode.NOT_STARTED);
    }

    @Test
    void withoutANameServerStartSucceedsAndSendsFailWithTheirAddresses() {
        producer.start();
        producer.start();
        assertState(true);

        assertThatThrownBy(() -> producer.send(new Message("T", "tag", new byte[] {1})))
                .isInstanceOfSatisfying(CodedClientException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.NAME_SERVER_UNREACHABLE))
                .hasMessageContaining(Connections.NAME_SERVER).cause().isNotNull();

        producer.shutdown();
        producer.shutdown();
        assertState(false);
        assertSendsFail(ErrorCode.ALREADY_SHUT_DOWN);
        assertThatThrownBy(producer::start).isInstanceOfSatisfying(CodedClientException.class,
                e -> assertThat(e.code()).isEqualTo(ErrorCode.ALREADY_SHUT_DOWN));
    }

    @Test
    void aCallbackExecutorCanBeLentAndTakenAwayAtAnyTime() {
        assertThatCode(() -> {
            producer.setCallbackExecutor(ForkJoinPool.commonPool());
            producer.setCallbackExecutor(null);
            producer.start();
            producer.setCallbackExecutor(ForkJoinPool.commonPool());
            producer.setCallbackExecutor(null);
            producer.shutdown();
            producer.setCallbackExecutor(null);
        }).doesNotThrowAnyException();
    }

    @Test
    void newCredentialsReachTheSigningOfRequests() {
        assertThat(connection.credentials().current()).isNull();

        producer.updateCredential(Settings.of("AccessKey", "ak", "SecretKey", "sk"));

        assertThat(connection.credentials().current().accessKey()).isEqualTo("ak");
    }

    private void assertState(boolean started) {
        assertThat(producer.isStarted()).isEqualTo(started);
        assertThat(producer.isClosed()).isEqualTo(!started);
    }

    private void assertSendsFail(ErrorCode expected) {
        Message message = new Message("T", "tag", new byte[] {1});
        Runnable[] sends = {() -> producer.send(message), () -> producer.sendOneway(message),
            () -> producer.sendAsync(message, callback)};
        for (Runnable send : sends) {
            assertThatThrownBy(send::run).isInstanceOfSatisfying(CodedClientException.class,
                    e -> assertThat(e.code()).isEqualTo(expected)).hasMessageContaining("producer \"GID_test\"");
        }
        assertThat(callback.failures).isEmpty();
        assertThat(message.getMsgID()).isNull();
    }
}
