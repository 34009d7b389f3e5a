package io.openons.parity;

import com.aliyun.openservices.ons.api.Admin;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settings that a consumer works with, by its own answer to the broker: defaults, values as set, out of range. Sizes
 * of batches and limits of what is held, which ours sees to itself, are not among them.
 */
final class SettingScenarios {

    private static final List<String> SETTINGS = List.of("PROP_CONSUME_TYPE", "PROP_CONSUMEORDERLY",
            "PROP_THREADPOOL_CORE_SIZE", "consumeConcurrentlyMaxSpan", "consumeFromWhere", "consumeThreadMax",
            "consumeThreadMin", "consumeTimeout", "maxReconsumeTimes", "messageModel", "postSubscriptionWhenPull",
            "pullBatchSize", "pullInterval");

    private SettingScenarios() {
    }

    static Map<String, Scenario> all() {
        Map<String, Scenario> scenarios = new TreeMap<>();
        for (Kind kind : Kind.LISTENING) {
            scenarios.put("setting/default-" + kind, context -> settings(context, kind));
            scenarios.put("setting/as-set-" + kind, context -> settings(context, kind, "ConsumeThreadNums", 3,
                    "maxReconsumeTimes", 7, "consumeTimeout", 2, "suspendTimeMillis", 200,
                    "maxBatchMessageCount", 11, "MessageModel", "BROADCASTING", "PostSubscriptionWhenPull", true));
            scenarios.put("setting/too-small-" + kind, context -> settings(context, kind, "maxReconsumeTimes", -5,
                    "maxCachedMessageAmount", 1, "suspendTimeMillis", 1));
            scenarios.put("setting/too-large-" + kind, context -> settings(context, kind, "ConsumeThreadNums", 1000,
                    "maxBatchMessageCount", 1024, "suspendTimeMillis", 40_000));
        }
        return scenarios;
    }

    private static void settings(Context context, Kind kind, Object... set) throws Exception {
        String topic = context.topic("topic");
        String group = context.group("group");
        Admin consumer = kind.create(context.properties(group, set));
        kind.subscribe(consumer, topic, "*", new Inbox());
        context.started(consumer);
        Map<String, String> answer = new TreeMap<>();
        Context.await(() -> {
            answer.putAll(Desk.map(context.desk().ask("settings", group)));
            return !answer.isEmpty();
        });
        for (String setting : SETTINGS) {
            context.see(setting, answer.get(setting));
        }
        if (kind == Kind.ORDER_CONSUMER) {
            context.see("suspendTimeMillis", answer.get("suspendCurrentQueueTimeMillis"));
        }
    }
}
