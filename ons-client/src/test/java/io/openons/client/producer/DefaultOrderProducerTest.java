package io.openons.client.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.openservices.ons.api.Message;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

/** An order producer's states and sharding keys, as far as they show without a broker. */
@Timeout(60)
class DefaultOrderProducerTest {

    private final Connection connection = Connections.of(ClientKind.ORDER_PRODUCER);
    private final Message message = new Message("T", "tag", new byte[] {1});
    private DefaultOrderProducer producer = producer();

    @AfterEach
    void shutDown() {
        producer.shutdown();
    }

    @Test
    void statesFollowStartAndShutdown() {
        producer.shutdown();
        assertState(false);
        assertSendFails("key", ErrorCode.NOT_STARTED);

        producer.start();
        producer.start();
        assertState(true);
        assertSendFails("key", ErrorCode.NAME_SERVER_UNREACHABLE);

        producer.shutdown();
        producer.shutdown();
        assertState(false);
        assertSendFails("key", ErrorCode.ALREADY_SHUT_DOWN);
        assertThatThrownBy(producer::start).hasMessageContaining("order producer \"GID_test\"");
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {" ", "\t\n"})
    void aBlankShardingKeyIsRefusedUnlessThereIsADefault(String shardingKey) {
        producer.start();
        assertSendFails(shardingKey, ErrorCode.SHARDING_KEY_BLANK);
        assertThatThrownBy(() -> producer.send(message, shardingKey))
                .hasMessageStartingWith("Message refused: 'shardingKey' is blank. ");
        producer.shutdown();

        producer = producer("shardingKey", "default");
        producer.start();
        assertSendFails(shardingKey, ErrorCode.NAME_SERVER_UNREACHABLE);
        assertThat(message.getShardingKey()).isEqualTo("default");
    }

    @Test
    void aBlankDefaultIsNone() {
        producer = producer("shardingKey", " ");
        producer.start();

        assertSendFails("", ErrorCode.SHARDING_KEY_BLANK);
    }

    @Test
    void aNullMessageIsRefused() {
        producer.start();

        assertThatThrownBy(() -> producer.send(null, "key")).hasMessageContaining("[ONS-4001]");
    }

    @Test
    void newCredentialsReachTheSigningOfRequests() {
        producer.updateCredential(Settings.of("AccessKey", "ak", "SecretKey", "sk"));

        assertThat(connection.credentials().current().accessKey()).isEqualTo("ak");
    }

    private DefaultOrderProducer producer(Object... keysAndValues) {
        return new DefaultOrderProducer(connection,
                ProducerSettings.from(Config.of(ClientKind.ORDER_PRODUCER, Settings.of(keysAndValues))));
    }

    private void assertState(boolean started) {
        assertThat(producer.isStarted()).isEqualTo(started);
        assertThat(producer.isClosed()).isEqualTo(!started);
    }

    private void assertSendFails(String shardingKey, ErrorCode expected) {
        assertThatThrownBy(() -> producer.send(message, shardingKey)).isInstanceOfSatisfying(CodedClientException.class,
                e -> assertThat(e.code()).isEqualTo(expected));
    }
}
