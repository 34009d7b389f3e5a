package io.openons.client.rocketmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.openons.client.error.ErrorCode;
import io.openons.client.fixture.Connections;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.common.message.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts are one line of ours, without RocketMQ's pointer to its FAQ page. */
class SendErrorWordsTest {

    private final SendErrors errors = new SendErrors(Connections.producer(), 4321, mock(DefaultMQProducer.class));
    private final Message message = new Message("T", new byte[] {1});

    @ParameterizedTest
    @ValueSource(ints = {10001, 10003, 13, -1})
    void rocketMqsFaqIsNotQuoted(int responseCode) {
        assertThat(errors.translate(new MQClientException(responseCode, "why"), message))
                .hasMessageContaining("why").hasMessageNotContaining("http").hasMessageNotContaining("\n");
    }

    @Test
    void aRequestTimeoutIsATimeout() {
        assertThat(errors.translate(new MQClientException(10006, "late"), message).code())
                .isEqualTo(ErrorCode.SEND_TIMEOUT);
    }
}
