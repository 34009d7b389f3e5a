package com.aliyun.openservices.ons.api;

import java.util.Objects;

/**
 * One queue of a topic, as {@link PullConsumer} names it. Equal by both values, so it serves as a key as long as it is
 * not changed. Not thread-safe.
 */
public class TopicPartition {
    private String topic;
    private String partition;

    /**
     * Names a partition.
     *
     * @param topic the topic's name without namespace; not checked
     * @param partition {@code brokerName#queueId}, as in {@code broker-a#0}; not checked here
     */
    public TopicPartition(String topic, String partition) {
        this.topic = topic;
        this.partition = partition;
    }

    /**
     * The topic.
     *
     * @return the name without namespace, possibly {@code null}
     */
    public String getTopic() {
        return topic;
    }

    /**
     * Sets the topic.
     *
     * @param topic the name without namespace, or {@code null}
     */
    public void setTopic(String topic) {
        this.topic = topic;
    }

    /**
     * The queue within the topic.
     *
     * @return {@code brokerName#queueId}, possibly {@code null}
     */
    public String getPartition() {
        return partition;
    }

    /**
     * Sets the queue within the topic.
     *
     * @param partition {@code brokerName#queueId}, or {@code null}
     */
    public void setPartition(String partition) {
        this.partition = partition;
    }

    @Override
    public int hashCode() {
        return Objects.hash(topic, partition);
    }

    /**
     * Compares topic and partition.
     *
     * @param other anything
     * @return {@code true} for an object of the same class with equal values
     */
    @Override
    public boolean equals(Object other) {
        if (other == null || getClass() != other.getClass()) {
            return false;
        }
        TopicPartition that = (TopicPartition) other;
        return Objects.equals(topic, that.topic) && Objects.equals(partition, that.partition);
    }

    @Override
    public String toString() {
        return "TopicPartition{topic='" + topic + "', partition='" + partition + "'}";
    }
}
