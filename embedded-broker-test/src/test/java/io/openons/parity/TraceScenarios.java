package io.openons.parity;

import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Whether a producer writes traces, on the broker that has the topic for them: see {@link ParityBrokers}. */
final class TraceScenarios {

    private static final String TRACES = "RMQ_SYS_TRACE_TOPIC";

    private TraceScenarios() {
    }

    static Map<String, Scenario> all() {
        Map<String, Scenario> scenarios = new TreeMap<>();
        for (String value : Arrays.asList(null, "true", "false")) {
            String name = value == null ? "unset" : value;
            scenarios.put(ParityProgram.SLOW + "/trace-" + name, context -> traced(context, value));
        }
        return scenarios;
    }

    private static void traced(Context context, String value) throws Exception {
        String topic = context.topic("topic");
        Properties properties = context.properties(context.group("group"));
        if (value != null) {
            properties.setProperty("MsgTraceSwitch", value);
        }
        Sender.SYNC.open(context, properties).send(Context.message(topic, "body"));
        context.see("traced", Context.happens(20_000, () -> context.desk().stored(TRACES).stream()
                .anyMatch(trace -> trace.get("body").contains(topic))));
    }
}
