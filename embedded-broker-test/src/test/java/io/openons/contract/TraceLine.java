package io.openons.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.openons.embedded.EmbeddedRocketMq;
import java.util.ArrayList;
import java.util.List;
import org.apache.rocketmq.client.trace.TraceContext;
import org.apache.rocketmq.client.trace.TraceDataEncoder;
import org.awaitility.Awaitility;

/**
 * A record of the trace topic as the broker stored it.
 *
 * @param fields the record's fields as they are written
 * @param decoded the record as RocketMQ's tools read it
 */
record TraceLine(List<String> fields, TraceContext decoded) {

    static final String TOPIC = "RMQ_SYS_TRACE_TOPIC";

    private static final String END_OF_FIELD = String.valueOf((char) 1);
    private static final String END_OF_LINE = String.valueOf((char) 2);

    /** All records about a message, in no order. */
    static List<TraceLine> of(EmbeddedRocketMq broker, String messageId) {
        List<TraceLine> lines = new ArrayList<>();
        broker.store().messages(TOPIC).forEach(stored -> {
            for (String line : new String(stored.body(), UTF_8).split(END_OF_LINE)) {
                List<TraceContext> decoded = TraceDataEncoder.decoderFromTraceDataString(line + END_OF_LINE);
                assertThat(decoded).as(line).hasSize(1);
                if (decoded.get(0).getTraceBeans().get(0).getMsgId().equals(messageId)) {
                    assertThat(stored.keys().split(" ")).as("what RocketMQ's tools find it by").contains(messageId);
                    lines.add(new TraceLine(List.of(line.split(END_OF_FIELD, -1)), decoded.get(0)));
                }
            }
        });
        return lines;
    }

    static List<TraceLine> await(EmbeddedRocketMq broker, String messageId, int count) {
        Awaitility.await(count + " records").atMost(Inbox.LIMIT)
                .until(() -> of(broker, messageId).size() >= count);
        return of(broker, messageId);
    }

    /** The same for each client: what differs from message to message and from run to run is replaced by its name. */
    String comparable(String group, String messageId) {
        List<String> line = new ArrayList<>(fields);
        line.replaceAll(field -> field.equals(messageId) ? "ID" : field.equals(group) ? "GROUP" : field);
        switch (decoded.getTraceType()) {
            case Pub -> {
                assertNumber(line.set(1, "TIME"));
                assertNumber(line.set(10, "COST"));
                assertThat(line.set(12, "OFFSET_ID")).hasSize(32);
            }
            case SubBefore -> {
                assertNumber(line.set(1, "TIME"));
                assertThat(line.set(4, "REQUEST")).isNotEmpty();
            }
            case SubAfter -> {
                assertThat(line.set(1, "REQUEST")).isNotEmpty();
                assertNumber(line.set(3, "COST"));
                assertNumber(line.set(7, "TIME"));
            }
            default -> assertNumber(line.set(1, "TIME"));
        }
        return String.join(" | ", line);
    }

    private static void assertNumber(String field) {
        assertThat(field).matches("\\d+");
    }
}
