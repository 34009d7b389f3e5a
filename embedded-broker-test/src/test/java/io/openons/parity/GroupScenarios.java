package io.openons.parity;

import com.aliyun.openservices.ons.api.Admin;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** How consumers of a group share its queues. */
final class GroupScenarios {

    private static final int QUEUES = 5;

    private GroupScenarios() {
    }

    static Map<String, Scenario> all() {
        Map<String, Scenario> scenarios = new TreeMap<>();
        for (String strategy : List.of("", "AVG_BY_CIRCLE", "junk")) {
            scenarios.put("group/shares-'" + strategy + "'", context -> shares(context, Kind.CONSUMER, strategy));
        }
        for (Kind kind : List.of(Kind.ORDER_CONSUMER, Kind.BATCH_CONSUMER)) {
            scenarios.put("group/shares-" + kind, context -> shares(context, kind, "AVG_BY_CIRCLE"));
        }
        return scenarios;
    }

    private static void shares(Context context, Kind kind, String strategy) throws Exception {
        String topic = context.topic("", "topic", QUEUES);
        String group = context.group("group");
        for (int i = 0; i < 2; i++) {
            Admin consumer = kind.create(context.properties(group, "ALLOCATE_MESSAGE_QUEUE_STRATEGY_NAME", strategy));
            kind.subscribe(consumer, topic, "*", new Inbox());
            context.started(consumer);
        }
        List<String> shares = new CopyOnWriteArrayList<>();
        Context.await(() -> {
            List<String> before = List.copyOf(shares);
            shares.clear();
            shares.addAll(context.desk().ask("queues", group, topic));
            List<String> queues = List.of(String.join(" ", shares).split(" "));
            return shares.equals(before) && shares.size() == 2 && shares.stream().noneMatch(String::isEmpty)
                    && queues.size() == QUEUES && Set.copyOf(queues).size() == QUEUES;
        });
        context.see("shares", shares.stream().sorted().toList());
    }
}
