package io.openons.client.rocketmq.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.rocketmq.client.trace.TraceContext;
import org.apache.rocketmq.client.trace.TraceDataEncoder;
import org.apache.rocketmq.common.message.Message;
import org.junit.jupiter.api.Test;

/** Records become messages that RocketMQ's decoder reads and brokers take. */
class TraceMessagesTest {

    @Test
    void recordsThatFitShareAMessageWithAllIdsAndKeys() {
        List<Message> messages = TraceMessages.of("TRACE",
                List.of(Records.consumed("key", "id-1", "id-2"), Records.consumed("other one", "id-3")));

        Message message = messages.get(0);
        assertThat(messages).hasSize(1);
        assertThat(message.getTopic()).isEqualTo("TRACE");
        assertThat(message.getKeys().split(" ")).containsExactlyInAnyOrder("id-1", "id-2", "id-3", "key", "other",
                "one");
        assertThat(decoded(messages)).extracting(context -> context.getTraceBeans().get(0).getMsgId())
                .containsExactly("id-1", "id-2", "id-3");
        assertThat(decoded(messages)).allSatisfy(context -> {
            assertThat(context.getRequestId()).isEqualTo("request");
            assertThat(context.getGroupName()).isEqualTo("GID");
            assertThat(context.getCostTime()).isEqualTo(5);
            assertThat(context.getContextCode()).isEqualTo(4);
            assertThat(context.isSuccess()).isFalse();
        });
    }

    @Test
    void aLargeBatchOfMessagesIsSpreadSoThatNoMessageIsTooLarge() {
        String[] ids = IntStream.range(0, 1024).mapToObj(i -> "0123456789ABCDEF0123456789AB" + i)
                .toArray(String[]::new);

        List<Message> messages = TraceMessages.of("TRACE", List.of(Records.consumed("key", ids)));

        assertThat(decoded(messages)).extracting(context -> context.getTraceBeans().get(0).getMsgId())
                .containsExactly(ids);
        assertThat(messages).hasSizeGreaterThan(1).allSatisfy(message -> {
            assertThat(message.getBody()).hasSizeLessThanOrEqualTo(128_000);
            assertThat(message.getKeys()).hasSizeLessThanOrEqualTo(16_000);
        });
    }

    @Test
    void aKeyThatIsTooLongCannotBeLookedUpButIsWritten() {
        String key = "k".repeat(20_000);

        List<Message> messages = TraceMessages.of("TRACE", List.of(Records.consumed(key, "id-1")));

        assertThat(messages).singleElement().extracting(Message::getKeys).isEqualTo("id-1");
        assertThat(decoded(messages).get(0).getTraceBeans().get(0).getKeys()).isEqualTo(key);
    }

    @Test
    void aMessageWithoutRegionHasRocketMqsDefaultRegion() {
        TraceContext context = Records.consumed("key", "id-1");
        context.setRegionId(null);

        assertThat(TraceMessages.part(context, context.getTraceBeans()).getRegionId()).isEqualTo("DefaultRegion");
    }

    @Test
    void noRecordsNoMessage() {
        assertThat(TraceMessages.of("TRACE", List.of())).isEmpty();
    }

    private static List<TraceContext> decoded(List<Message> messages) {
        List<TraceContext> contexts = new ArrayList<>();
        messages.forEach(message -> contexts.addAll(
                TraceDataEncoder.decoderFromTraceDataString(new String(message.getBody(), UTF_8))));
        return contexts;
    }
}
