package io.openons.client.sending;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.openservices.ons.api.Message;
import io.openons.client.endpoint.Namespace;
import io.openons.client.message.OutboundMessages;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.rocketmq.common.message.MessageAccessor;
import org.apache.rocketmq.common.message.MessageDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Small plain messages share requests; what a broker treats in its own way goes alone. */
class BatchRulesTest {

    @Test
    void aPlainMessageTakesAboutItsSizeInTheRequest() {
        Message message = new Message("T", "tag", "key", new byte[4095]);
        message.putUserProperties("user", "value");

        int bytes = bytes(message);

        assertThat(bytes).isBetween(MessageDecoder.encodeMessage(converted(message)).length, 4095 + 200);
    }

    static Stream<Consumer<Message>> special() {
        return Stream.of(
                message -> message.setBody(new byte[4096]),
                message -> message.setTopic("%RETRY%GID_x"),
                message -> message.setTopic("MQ_INST_1%%RETRY%GID_x"),
                message -> message.setStartDeliverTime(1), // over: Apache's brokers do not act upon it, others may
                message -> message.setStartDeliverTime(System.currentTimeMillis() + 60_000),
                message -> message.setShardingKey("key"),
                message -> message.putUserProperties("long", "x".repeat(4096)));
    }

    @ParameterizedTest
    @MethodSource
    void special(Consumer<Message> change) {
        Message message = new Message("T", "tag", "key", new byte[1]);
        change.accept(message);

        assertThat(bytes(message)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELAY", "TIMER_DELAY_SEC", "TIMER_DELAY_MS", "TIMER_DELIVER_MS", "TRAN_MSG", "PGROUP",
            "MSG_TYPE", "INNER_MULTI_DISPATCH", "_SYS_MSG_PRIORITY_", "__STARTDELIVERTIME", "__SHARDINGKEY", "WAIT"})
    void messagesWithPropertiesThatBrokersActUponGoAlone(String name) {
        org.apache.rocketmq.common.message.Message message = converted(new Message("T", "tag", new byte[1]));
        MessageAccessor.putProperty(message, name, "1");

        assertThat(BatchRules.bytes(message)).isZero();
    }

    private static int bytes(Message message) {
        return BatchRules.bytes(converted(message));
    }

    private static org.apache.rocketmq.common.message.Message converted(Message message) {
        return new OutboundMessages(Namespace.NONE).convert(message);
    }
}
