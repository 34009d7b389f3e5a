package io.openons.client.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.openservices.ons.api.MessageSelector;
import io.openons.client.config.ClientKind;
import io.openons.client.fixture.CapturedLog;
import io.openons.client.fixture.Connections;
import io.openons.client.rocketmq.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When two consumers of a group are told that their subscriptions differ. */
class SubscriptionConflictsTest {

    private final SubscriptionConflicts conflicts = new SubscriptionConflicts();
    private final Connection first = Connections.of(ClientKind.CONSUMER, "InstanceName", "one");
    private final Connection second = Connections.of(ClientKind.BATCH_CONSUMER, "InstanceName", "two");

    @Test
    void differentSubscriptionsAreNamedWithBothConsumers() {
        List<String> lines = heard(() -> {
            conflicts.note(first, subscribed("T", "a"));
            conflicts.note(second, subscribed("T", "b"));
        });

        assertThat(lines).singleElement().asString().startsWith("WARN ").contains("GID_test", "one", "two",
                "T (\"a\")", "T (\"b\")", "GROUP_ID");
    }

    @Test
    void differentTopicsAndKindsOfExpressionAreDifferent() {
        assertThat(heard(() -> {
            conflicts.note(first, subscribed("T", "a"));
            conflicts.note(second, subscribed("U", "a"));
        })).hasSize(1);
        SubscriptionTable<String> sql = new SubscriptionTable<>(second.namespace());
        sql.put(TopicSubscription.of("T", MessageSelector.bySql("a"), "listener"));
        assertThat(heard(() -> conflicts.note(second, sql))).hasSize(1);
    }

    @Test
    void groupsOfOtherNameServersAreOthersWhateverTellsThemApart() {
        assertThat(heard(() -> {
            for (String cluster : new String[] {"one", "two"}) {
                conflicts.note(Connections.of(ClientKind.CONSUMER, "NAMESRV_ADDR", "",
                        "ONSAddr", "http://127.0.0.1:9/ns?cluster=" + cluster), subscribed("T", cluster));
            }
        })).isEmpty();
    }

    @Test
    void otherWaysToWriteTheSameExpressionAreTheSame() {
        assertThat(heard(() -> {
            conflicts.note(first, subscribed("T", "a||b"));
            conflicts.note(second, subscribed("T", "b || a"));
        })).isEmpty();
        assertThat(heard(() -> {
            conflicts.note(first, subscribed("T", null));
            conflicts.note(second, subscribed("T", "*"));
            conflicts.note(second, subscribed("T", ""));
        })).hasSize(1); // of the first one's "*" and what the second one had before
    }

    @Test
    void equalSubscriptionsAndConsumersWithoutAnyAreFine() {
        assertThat(heard(() -> {
            conflicts.note(first, subscribed("T", "a"));
            conflicts.note(second, new SubscriptionTable<>(second.namespace()));
            conflicts.note(second, subscribed("T", "a"));
        })).isEmpty();
    }

    @Test
    void otherGroupsInstancesAndClustersAreOthers() {
        assertThat(heard(() -> {
            conflicts.note(first, subscribed("T", "a"));
            conflicts.note(Connections.of(ClientKind.CONSUMER, "GROUP_ID", "GID_other"), subscribed("T", "b"));
            conflicts.note(Connections.of(ClientKind.CONSUMER, "INSTANCE_ID", "MQ_INST_1"), subscribed("T", "b"));
            conflicts.note(Connections.of(ClientKind.CONSUMER, "NAMESRV_ADDR", "127.0.0.1:1"), subscribed("T", "b"));
        })).isEmpty();
    }

    @Test
    void aConsumerThatEndedIsForgotten() {
        assertThat(heard(() -> {
            conflicts.note(first, subscribed("T", "a"));
            conflicts.forget(first);
            conflicts.forget(first);
            conflicts.note(second, subscribed("T", "b"));
        })).isEmpty();
    }

    private static List<String> heard(Runnable action) {
        try (CapturedLog log = CapturedLog.of(SubscriptionConflicts.class)) {
            action.run();
            return log.lines();
        }
    }

    private SubscriptionTable<String> subscribed(String topic, String expression) {
        SubscriptionTable<String> table = new SubscriptionTable<>(first.namespace());
        table.put(TopicSubscription.of(topic, MessageSelector.byTag(expression), "listener"));
        return table;
    }
}
