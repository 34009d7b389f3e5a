package shop;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.ONSFactory;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.PropertyKeyConst;
import com.aliyun.openservices.ons.api.PullConsumer;
import com.aliyun.openservices.ons.api.TopicPartition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** PullConsumer: every method. */
final class PullScene {
    private PullScene() {
    }

    static List<String> play(Setup setup) throws Exception {
        List<String> lines = new ArrayList<>();
        Producer producer = ONSFactory.createProducer(setup.properties("plain"));
        producer.start();
        for (int number = 0; number < 4; number++) {
            producer.send(setup.message("pulled", "" + number));
        }
        producer.shutdown();

        Properties properties = setup.properties("pulled");
        properties.setProperty(PropertyKeyConst.AUTO_COMMIT, "false");
        PullConsumer consumer = ONSFactory.createPullConsumer(properties);
        consumer.start();
        Set<TopicPartition> partitions = consumer.topicPartitions(setup.topic);
        lines.add("" + partitions.size());
        consumer.registerTopicPartitionChangedListener(setup.topic, changed -> { });
        consumer.assign(partitions);
        Set<String> polled = new TreeSet<>();
        long end = System.nanoTime() + 30_000_000_000L;
        while (polled.size() < 4 && System.nanoTime() < end) {
            for (Message message : consumer.poll(1_000)) {
                if ("pulled".equals(message.getTag())) {
                    polled.add(Setup.body(message) + " at " + (message.getOffset() >= 0) + " of "
                        + partitions.contains(message.getTopicPartition()));
                }
            }
        }
        lines.add(polled.toString());
        consumer.commitSync();
        TopicPartition one = partitions.iterator().next();
        lines.add((consumer.committed(one) >= 0) + " " + consumer.offsetForTimestamp(one, 0L));
        consumer.pause(Collections.singleton(one));
        consumer.resume(Collections.singleton(one));
        consumer.seek(one, 0);
        consumer.seekToBeginning(one);
        consumer.seekToEnd(one);
        consumer.shutdown();
        return lines;
    }
}
