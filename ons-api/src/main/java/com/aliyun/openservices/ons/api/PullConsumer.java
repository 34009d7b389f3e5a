package com.aliyun.openservices.ons.api;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Receives messages when the application asks for them, from the partitions it chose.
 *
 * <p>Made by {@link ONSFactory#createPullConsumer(java.util.Properties)}. There is no balancing between the consumers
 * of a group: the application assigns partitions itself and follows changes with a
 * {@link TopicPartitionChangeListener}. Safe for use by several threads.
 */
public interface PullConsumer extends Admin {
    /**
     * The partitions of a topic, asked from the name server.
     *
     * @param topic the topic's name without namespace; not {@code null}
     * @return a new set, one element for each readable queue
     * @throws com.aliyun.openservices.ons.api.exception.ONSClientException if the topic is unknown or no name server
     *     answers
     */
    Set<TopicPartition> topicPartitions(String topic);

    /**
     * Chooses the partitions to receive from, in place of those of an earlier call. Allowed before {@link #start()}.
     *
     * @param topicPartitions the partitions; neither {@code null} nor empty
     * @throws com.aliyun.openservices.ons.api.exception.ONSClientException if the collection is {@code null} or empty,
     *     or a partition is not of the form {@code brokerName#queueId}
     */
    void assign(Collection<TopicPartition> topicPartitions);

    /**
     * Asks to be told when the partitions of a topic change. They are looked at about every 5 s.
     *
     * @param topic the topic's name without namespace
     * @param callback called on a thread of the client
     * @throws com.aliyun.openservices.ons.api.exception.ONSClientException if the topic is unknown or an argument is
     *     {@code null}
     */
    void registerTopicPartitionChangedListener(String topic, TopicPartitionChangeListener callback);

    /**
     * Takes messages that have arrived, or waits for some. Several threads may poll, and each gets messages of its own;
     * but positions are committed as if one did: a poll or {@link #commitSync()} of any thread counts what all of them
     * were given before as consumed.
     *
     * @param timeout how long to wait at most, in milliseconds; 0 does not wait
     * @return the messages; empty, never {@code null}, when none arrived in time
     * @throws com.aliyun.openservices.ons.api.exception.ONSClientException if the consumer is not running or the
     *     timeout is negative
     */
    List<Message> poll(long timeout);

    /**
     * Moves the position of a partition: the next {@link #poll(long)} brings messages from there on.
     *
     * @param topicPartition an assigned partition
     * @param offset a queue offset within what the broker holds
     * @throws com.aliyun.openservices.ons.api.exception.ONSClientException if the partition is not assigned or the
     *     offset is out of range
     */
    void seek(TopicPartition topicPartition, long offset);

    /**
     * Moves the position of a partition to the oldest message that the broker holds.
     *
     * @param topicPartition an assigned partition
     * @throws com.aliyun.openservices.ons.api.exception.ONSClientException if the partition is not assigned
     */
    void seekToBeginning(TopicPartition topicPartition);

    /**
     * Moves the position of a partition behind its newest message.
     *
     * @param topicPartition an assigned partition
     * @throws com.aliyun.openservices.ons.api.exception.ONSClientException if the partition is not assigned
     */
    void seekToEnd(TopicPartition topicPartition);

    /**
     * Stops receiving from partitions until {@link #resume(Collection)}; their positions stay. Messages that are in
     * memory already still come.
     *
     * @param topicPartitions the partitions; those not assigned are ignored
     */
    void pause(Collection<TopicPartition> topicPartitions);

    /**
     * Receives again from paused partitions, from where they stopped.
     *
     * @param topicPartitions the partitions; those not assigned are ignored
     */
    void resume(Collection<TopicPartition> topicPartitions);

    /**
     * Looks up the position that belongs to a moment.
     *
     * @param topicPartition the partition
     * @param timestamp milliseconds since the epoch
     * @return the offset of the first message stored at that moment or later; behind the newest message for a moment in
     *     the future
     * @throws com.aliyun.openservices.ons.api.exception.ONSClientException if the broker cannot answer
     */
    Long offsetForTimestamp(TopicPartition topicPartition, Long timestamp);

    /**
     * The position that the group has committed, asked from the broker.
     *
     * @param topicPartition the partition
     * @return an offset; -1 if the group has committed none. Brokers answer 0 instead while they hold all messages that
     *     the partition ever had
     * @throws com.aliyun.openservices.ons.api.exception.ONSClientException if the broker cannot answer
     */
    Long committed(TopicPartition topicPartition);

    /**
     * Commits the positions of everything {@link #poll(long)} returned. Blocks until the brokers have them.
     * Does nothing, with a warning in the log, while the consumer does not run.
     *
     * @throws com.aliyun.openservices.ons.api.exception.ONSClientException if a broker does not take the position
     */
    void commitSync();

    /** Is told when the partitions of a topic change. */
    interface TopicPartitionChangeListener {
        /**
         * The partitions changed.
         *
         * @param topicPartitions all partitions of the topic as they are now
         */
        void onChanged(Set<TopicPartition> topicPartitions);
    }
}
