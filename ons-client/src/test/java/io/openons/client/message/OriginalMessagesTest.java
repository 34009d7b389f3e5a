package io.openons.client.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.rocketmq.common.message.MessageAccessor;
import org.apache.rocketmq.common.message.MessageExt;
import org.junit.jupiter.api.Test;

class OriginalMessagesTest {

    @Test
    void whatBrokersAndClientsAddedIsGoneAndTheApplicationsOwnIsThere() {
        // As a broker stored them for a scheduled message of a concurrent consumer, and for one of an ordered consumer.
        Map<String, String> own = Map.of("UNIQ_KEY", "id", "TAGS", "tag", "KEYS", "a b", "__SHARDINGKEY", "shard",
                "user", "value", "TTL", "mine", "CORRELATION_ID", "mine, too");
        MessageExt dead = dead("RETRY_TOPIC", "orders", "WAIT", "false", "ORIGIN_MESSAGE_ID", "first", "TRACE_ON",
                "true", "CLUSTER", "c", "TIMER_DEQUEUE_MS", "1", "TIMER_OUT_MS", "1", "TIMER_ENQUEUE_MS", "1",
                "__STARTDELIVERTIME", "1", "REAL_QID", "0", "REAL_TOPIC", "%RETRY%g", "DELAY", "0", "MSG_REGION", "r",
                "RECONSUME_TIME", "2", "MAX_RECONSUME_TIMES", "1", "MIN_OFFSET", "0", "MAX_OFFSET", "1", "INSTANCE_ID",
                "i", "TRAN_MSG", "true", "PGROUP", "p", "CONSUME_START_TIME", "1");
        own.forEach((name, value) -> MessageAccessor.putProperty(dead, name, value));

        MessageExt original = OriginalMessages.of(dead);

        assertThat(original.getTopic()).isEqualTo("orders");
        assertThat(original.getProperties()).containsExactlyInAnyOrderEntriesOf(own);
        assertThat(original.getMsgId()).isEqualTo("first");
        assertThat(dead.getProperties()).as("the dead letter itself").containsKey("RETRY_TOPIC");
    }

    @Test
    void topicMayBeThatOfNewerBrokersOrUnknown() {
        assertThat(OriginalMessages.of(dead("DLQ_ORIGIN_TOPIC", "orders")).getTopic()).isEqualTo("orders");
        assertThat(OriginalMessages.of(dead("user", "value")).getTopic()).isEmpty();
        assertThat(OriginalMessages.of(dead("user", "value")).getMsgId()).isEqualTo("of the dead letter");
    }

    private static MessageExt dead(String... properties) {
        MessageExt dead = new MessageExt();
        dead.setTopic("%DLQ%g");
        dead.setMsgId("of the dead letter");
        for (int i = 0; i < properties.length; i += 2) {
            MessageAccessor.putProperty(dead, properties[i], properties[i + 1]);
        }
        return dead;
    }
}
