package io.openons.client.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.openservices.ons.api.MessageSelector;
import io.openons.client.endpoint.Namespace;
import org.junit.jupiter.api.Test;

/** Which listener a received topic has. */
class SubscriptionTableTest {

    private final SubscriptionTable<String> table = new SubscriptionTable<>(Namespace.of("MQ_INST_1"));

    @Test
    void topicsAreFoundWithAndWithoutNamespace() {
        put("T", "listener");

        assertThat(table.listener("T")).isEqualTo("listener");
        assertThat(table.listener("MQ_INST_1%T")).isEqualTo("listener");
        assertThat(table.listener("MQ_INST_2%T")).isNull();
        assertThat(table.listener("unknown")).isNull();
    }

    @Test
    void theLastSubscriptionOfATopicCounts() {
        put("T", "first");
        put("MQ_INST_1%T", "second");

        assertThat(table.listener("T")).isEqualTo("second");
        assertThat(table.all()).singleElement().extracting(TopicSubscription::listener).isEqualTo("second");
    }

    @Test
    void removingTakesOnlyThatTopic() {
        put("T", "listener");
        put("U", "other");
        assertThat(table.has("T")).isTrue();
        assertThat(table.has("MQ_INST_1%T")).isTrue();
        assertThat(table.has("unknown")).isFalse();

        table.remove("MQ_INST_1%T");
        table.remove("T");
        table.remove("unknown");
        table.remove(null);

        assertThat(table.has("T")).isFalse();
        assertThat(table.listener("T")).isNull();
        assertThat(table.all()).extracting(TopicSubscription::topic).containsExactly("U");
    }

    @Test
    void theListOfAllIsACopy() {
        put("T", "listener");

        table.all().clear();

        assertThat(table.all()).hasSize(1);
    }

    private void put(String topic, String listener) {
        table.put(TopicSubscription.of(topic, MessageSelector.byTag("*"), listener));
    }
}
