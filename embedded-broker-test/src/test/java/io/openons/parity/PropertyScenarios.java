package io.openons.parity;

import com.aliyun.openservices.ons.api.Admin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Which values of which keys each kind of client takes, at creation and at start. */
final class PropertyScenarios {

    private static final List<String> JUNK = List.of("junk", "");
    private static final List<String> NUMBERS = List.of("junk", "", "-1", "0", "1", "50", "1.5", " 7", "2147483647",
            "99999999999");
    private static final List<String> SWITCHES = List.of("true", "TRUE", "false", "junk", "");

    /** The values that are tried for each key; the texts of a name server, an id and a group are in the scenario. */
    private static final Map<String, List<String>> VALUES = new LinkedHashMap<>();

    static {
        VALUES.put("SendMsgTimeoutMillis", NUMBERS);
        VALUES.put("ConsumeThreadNums", NUMBERS);
        VALUES.put("maxReconsumeTimes", NUMBERS);
        VALUES.put("consumeTimeout", NUMBERS);
        VALUES.put("suspendTimeMillis", NUMBERS);
        VALUES.put("ConsumeMessageBatchMaxSize", NUMBERS);
        VALUES.put("batchConsumeMaxAwaitDurationInSeconds", NUMBERS);
        VALUES.put("maxCachedMessageAmount", NUMBERS);
        VALUES.put("maxCachedMessageSizeInMiB", NUMBERS);
        VALUES.put("maxBatchMessageCount", NUMBERS);
        VALUES.put("autoCommitIntervalMillis", NUMBERS);
        VALUES.put("pollTimeoutMillis", NUMBERS);
        VALUES.put("CheckImmunityTimeInSeconds", NUMBERS);
        VALUES.put("MessageModel", List.of("CLUSTERING", "BROADCASTING", "broadcasting", "junk", ""));
        VALUES.put("OnsChannel", List.of("ALIYUN", "CLOUD", "ALL", "INNER", "junk", ""));
        VALUES.put("isVipChannelEnabled", SWITCHES);
        VALUES.put("PostSubscriptionWhenPull", SWITCHES);
        VALUES.put("MsgTraceSwitch", SWITCHES);
        VALUES.put("MsgTraceSelectQueueEnable", SWITCHES);
        VALUES.put("autoCommit", SWITCHES);
        VALUES.put("exactlyOnceDelivery", SWITCHES);
        VALUES.put("enableOrderlyConsumeAccelerator", SWITCHES);
        VALUES.put("ALLOCATE_MESSAGE_QUEUE_STRATEGY_NAME", List.of("AVG_BY_CIRCLE", "AVG_BY_HEURISTIC", "junk", ""));
        VALUES.put("exactlyOnceRmRefreshInterval", JUNK);
        VALUES.put("MQType", List.of("METAQ", "junk", ""));
        VALUES.put("SecurityToken", JUNK);
        VALUES.put("InstanceName", List.of("own", "own name", ""));
        VALUES.put("INSTANCE_ID", List.of("", "MQ_INST_1_p", "il legal"));
        VALUES.put("unknown", JUNK);
    }

    private PropertyScenarios() {
    }

    static Map<String, Scenario> all() {
        Map<String, Scenario> scenarios = new TreeMap<>();
        VALUES.forEach((key, values) -> scenarios.put("property/" + key, context -> values(context, key, values)));
        scenarios.put("property/needed", PropertyScenarios::needed);
        scenarios.put("property/groups", PropertyScenarios::groups);
        scenarios.put("property/types", PropertyScenarios::types);
        return scenarios;
    }

    private static void values(Context context, String key, List<String> values) {
        String group = context.group("group");
        for (Kind kind : Kind.ALL) {
            for (String value : values) {
                tryOut(context, kind + " '" + value + "'", kind, context.properties(group, key, value));
            }
        }
    }

    /** Creates and starts a client. */
    private static void tryOut(Context context, String key, Kind kind, Properties properties) {
        Admin client;
        try {
            client = kind.create(properties);
        } catch (Throwable e) {
            context.see(key, Context.thrown(e) + " when created");
            context.seeText(key, e);
            return;
        }
        try {
            client.start();
            context.see(key, "starts");
            client.shutdown();
        } catch (Throwable e) {
            context.see(key, Context.thrown(e) + " when started");
            context.seeText(key, e);
        }
    }

    private static void needed(Context context) {
        String group = context.group("group");
        for (Kind kind : Kind.ALL) {
            tryOut(context, kind + ".null", kind, null);
            for (String key : List.of("AccessKey", "SecretKey", "GROUP_ID", "NAMESRV_ADDR")) {
                Properties without = context.properties(group);
                without.remove(key);
                tryOut(context, kind + ".without" + key, kind, without);
                tryOut(context, kind + ".empty" + key, kind, context.properties(group, key, ""));
            }
            Properties keyless = context.properties(group);
            keyless.remove("AccessKey");
            keyless.remove("SecretKey");
            tryOut(context, kind + ".withoutKeys", kind, keyless);
            for (String address : List.of("junk", "127.0.0.1", "127.0.0.1:1", "http://127.0.0.1:1/", "127.0.0.1:junk",
                    "127.0.0.1:1;127.0.0.1:2", "127.0.0.1:1,127.0.0.1:2")) {
                tryOut(context, kind + ".address '" + address + "'", kind,
                        context.properties(group, "NAMESRV_ADDR", address));
            }
            Properties byUrl = context.properties(group, "ONSAddr", "http://127.0.0.1:1/nowhere");
            byUrl.remove("NAMESRV_ADDR");
            tryOut(context, kind + ".addressServerAway", kind, byUrl);
        }
    }

    private static void groups(Context context) {
        String group = context.group("group");
        for (Kind kind : Kind.ALL) {
            for (String name : List.of(" ", "no_prefix_" + kind, "with.dot", "il legal", "DEFAULT_PRODUCER",
                    "DEFAULT_CONSUMER", "a%b", "a|b", "ä", "g".repeat(120), "g".repeat(121), "g".repeat(255),
                    "g".repeat(256))) {
                String shown = name.length() < 100 ? name : name.length() + " letters";
                tryOut(context, kind + " '" + shown + "'", kind, context.properties(name));
            }
            for (String old : List.of("ProducerId", "ConsumerId")) {
                Properties only = context.properties(group, old, group);
                only.remove("GROUP_ID");
                tryOut(context, kind + "." + old + "Alone", kind, only);
                tryOut(context, kind + "." + old + "Loses", kind, context.properties(group, old, "il legal"));
            }
        }
    }

    /** Values that are not strings, and defaults behind properties. */
    private static void types(Context context) {
        String group = context.group("group");
        for (Kind kind : Kind.ALL) {
            tryOut(context, kind + ".builderGroup", kind, context.properties(group, "GROUP_ID", new StringBuilder(group)));
            tryOut(context, kind + ".integerKey", kind, context.properties(group, "AccessKey", 5, "SecretKey", 5L));
            tryOut(context, kind + ".booleans", kind, context.properties(group, "isVipChannelEnabled", Boolean.FALSE,
                    "PostSubscriptionWhenPull", Boolean.TRUE));
            tryOut(context, kind + ".integers", kind, context.properties(group, "SendMsgTimeoutMillis", 7777,
                    "ConsumeThreadNums", 3, "maxBatchMessageCount", 5));
            tryOut(context, kind + ".defaults", kind, new Properties(new Properties(context.properties(group))));
            Properties own = context.properties(group, "SendMsgTimeoutMillis", 7777);
            Properties before = (Properties) own.clone();
            tryOut(context, kind + ".own", kind, own);
            context.see(kind + ".unchanged", own.equals(before));
        }
    }
}
