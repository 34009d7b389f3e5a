package io.openons.embedded;

import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.rocketmq.common.topic.TopicValidator;

/** RocketMQ's rules for the names of topics and groups. */
final class ResourceNames {

    static final int LONGEST_TOPIC = 127;
    static final int LONGEST_GROUP = 120;

    private static final Pattern LEGAL = Pattern.compile("[%|a-zA-Z0-9_-]+");

    private ResourceNames() {
    }

    static void checkTopic(String topic) {
        check("topic", topic, LONGEST_TOPIC);
        if (topic.equals(TopicValidator.RMQ_SYS_TRACE_TOPIC)) {
            throw new IllegalArgumentException("Illegal topic name \"" + topic + "\": the broker makes its trace topic"
                    + " itself. Start it with builder().brokerConfig(config -> config.setTraceTopicEnable(true)).");
        }
        if (TopicValidator.isSystemTopic(topic)) {
            throw new IllegalArgumentException("Illegal topic name \"" + topic
                    + "\": RocketMQ uses this name itself. Choose another one.");
        }
    }

    static void checkGroup(String group) {
        check("group", group, LONGEST_GROUP);
    }

    private static void check(String kind, String name, int longest) {
        Objects.requireNonNull(name, kind);
        if (name.length() > longest || !LEGAL.matcher(name).matches()) {
            throw new IllegalArgumentException("Illegal " + kind + " name \"" + name + "\" of " + name.length()
                    + " characters: allowed are 1 to " + longest + " of A-Z a-z 0-9 - _ % and |. Choose another name.");
        }
    }
}
