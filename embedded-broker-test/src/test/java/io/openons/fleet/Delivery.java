package io.openons.fleet;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.TopicPartition;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a client's listener or checker was given, or a poll returned. */
record Delivery(String topic, String messageId, String tag, String key, String shardingKey, int reconsumeTimes,
        long startDeliverTime, String partition, String body) {

    private static final String FAILS = "fails-";

    /** The tag of messages that listeners ask for again until this many deliveries have failed. */
    static String fails(int times) {
        return FAILS + times;
    }

    static Delivery of(Message message) {
        TopicPartition partition = message.getTopicPartition();
        return new Delivery(message.getTopic(), message.getMsgID(), message.getTag(), message.getKey(),
                message.getShardingKey(), message.getReconsumeTimes(), message.getStartDeliverTime(),
                partition == null ? null : partition.getPartition(),
                new String(message.getBody(), StandardCharsets.UTF_8));
    }

    /** How many deliveries of a message with this tag fail. */
    static int failures(String tag) {
        return tag != null && tag.startsWith(FAILS) ? Integer.parseInt(tag.substring(FAILS.length())) : 0;
    }

    boolean toFail() {
        return reconsumeTimes < failures(tag);
    }

    /** As words of a {@link Line}. */
    Object[] words() {
        return new Object[] {
            topic, messageId, tag, key, shardingKey, reconsumeTimes, startDeliverTime, partition, body};
    }

    static Delivery read(List<String> words) {
        return new Delivery(words.get(0), words.get(1), words.get(2), words.get(3), words.get(4),
                Integer.parseInt(words.get(5)), Long.parseLong(words.get(6)), words.get(7), words.get(8));
    }
}
