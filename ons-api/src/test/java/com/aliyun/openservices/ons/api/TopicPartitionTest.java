package com.aliyun.openservices.ons.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TopicPartitionTest {
    private final TopicPartition partition = new TopicPartition("T", "b#0");

    @Test
    void equalByTopicAndPartition() {
        TopicPartition same = new TopicPartition("T", "b#0");

        assertThat(partition).isEqualTo(same).hasSameHashCodeAs(same)
            .isNotEqualTo(new TopicPartition("T", "b#1"))
            .isNotEqualTo(new TopicPartition("U", "b#0"))
            .isNotEqualTo(new TopicPartition(null, null))
            .isNotEqualTo(null);
        assertThat(new TopicPartition(null, null)).isEqualTo(new TopicPartition(null, null));
    }

    @Test
    void neverEqualToASubclass() {
        TopicPartition other = new TopicPartition("T", "b#0") { };

        assertThat(partition).isNotEqualTo(other);
        assertThat(other).isNotEqualTo(partition);
    }

    @Test
    void hashCodesAreThePublishedOnes() {
        assertThat(partition.hashCode()).isEqualTo(98876);
        assertThat(new TopicPartition(null, null).hashCode()).isEqualTo(961);
    }

    @Test
    void textQuotesBothValues() {
        assertThat(partition).hasToString("TopicPartition{topic='T', partition='b#0'}");
        assertThat(new TopicPartition(null, null)).hasToString("TopicPartition{topic='null', partition='null'}");
    }

    @Test
    void settersReplaceTheValues() {
        partition.setTopic("U");
        partition.setPartition("c#1");

        assertThat(partition.getTopic()).isEqualTo("U");
        assertThat(partition.getPartition()).isEqualTo("c#1");
    }
}
