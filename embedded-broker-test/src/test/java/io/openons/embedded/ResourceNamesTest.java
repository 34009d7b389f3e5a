package io.openons.embedded;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ResourceNamesTest {

    @Test
    void theTraceTopicIsRefusedWithTheWayToHaveIt() {
        assertThatThrownBy(() -> ResourceNames.checkTopic("RMQ_SYS_TRACE_TOPIC"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Illegal topic name \"RMQ_SYS_TRACE_TOPIC\": the broker makes its trace topic itself."
                        + " Start it with builder().brokerConfig(config -> config.setTraceTopicEnable(true)).");
    }

    @Test
    void otherTopicsOfRocketMqAreRefused() {
        assertThatThrownBy(() -> ResourceNames.checkTopic("SCHEDULE_TOPIC_XXXX"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("RocketMQ uses this name itself");
    }

    @Test
    void topicsThatOnlyBeginLikeItAreTaken() {
        assertThatCode(() -> ResourceNames.checkTopic("RMQ_SYS_TRACE_TOPIC_2")).doesNotThrowAnyException();
    }
}
