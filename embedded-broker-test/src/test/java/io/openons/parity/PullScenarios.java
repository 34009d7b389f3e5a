package io.openons.parity;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.PullConsumer;
import com.aliyun.openservices.ons.api.TopicPartition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/**
 * Every method of a PullConsumer. Messages are sent before their queue is assigned, as elsewhere before a consumer
 * starts: a new group begins at the end of an empty queue, and either client may ask for it when some have come.
 */
final class PullScenarios {

    private PullScenarios() {
    }

    static Map<String, Scenario> all() {
        Map<String, Scenario> scenarios = new TreeMap<>();
        scenarios.put("pull/outside-life", PullScenarios::outsideLife);
        scenarios.put("pull/partitions", PullScenarios::partitions);
        scenarios.put("pull/partitions-in-a-namespace", PullScenarios::partitionsInANamespace);
        scenarios.put("pull/assign", PullScenarios::assign);
        scenarios.put("pull/poll", PullScenarios::poll);
        scenarios.put("pull/seek", context -> seek(context, (consumer, partition) -> consumer.seek(partition, 3), 2));
        scenarios.put("pull/seek-to-beginning", context -> seek(context, PullConsumer::seekToBeginning, 5));
        scenarios.put("pull/seek-to-end", PullScenarios::seekToEnd);
        scenarios.put("pull/seek-refused", PullScenarios::seekRefused);
        scenarios.put("pull/pause", PullScenarios::pause);
        scenarios.put("pull/offset-for-timestamp", PullScenarios::offsetForTimestamp);
        scenarios.put("pull/commit", PullScenarios::commit);
        scenarios.put("pull/auto-commit", PullScenarios::autoCommit);
        scenarios.put("pull/commit-at-once", PullScenarios::commitAtOnce);
        scenarios.put("pull/seek-at-once", PullScenarios::seekAtOnce);
        scenarios.put("pull/null-listener", PullScenarios::nullListener);
        scenarios.put("pull/first-position", PullScenarios::firstPosition);
        scenarios.put("pull/changed-partitions", PullScenarios::changedPartitions);
        return scenarios;
    }

    private static PullConsumer created(Context context, Object... more) {
        return context.keep((PullConsumer) Kind.PULL_CONSUMER.create(context.properties(context.group("group"), more)));
    }

    private static PullConsumer assigned(Context context, String topic, Object... more) {
        PullConsumer consumer = created(context, more);
        consumer.start();
        consumer.assign(consumer.topicPartitions(topic));
        return consumer;
    }

    private static void send(Context context, String topic, int messages) throws Exception {
        Sending sending = context.sender(Sender.SYNC);
        for (int i = 0; i < messages; i++) {
            sending.send(Context.message(topic, "" + i));
        }
    }

    private static List<String> polled(PullConsumer consumer, int count) throws InterruptedException {
        List<String> bodies = new ArrayList<>();
        Context.await(() -> bodies.addAll(bodies(consumer.poll(300))) & bodies.size() >= count);
        return bodies;
    }

    private static List<String> bodies(List<Message> messages) {
        return messages.stream().map(Inbox::body).toList();
    }

    private static TopicPartition only(PullConsumer consumer, String topic) {
        return consumer.topicPartitions(topic).iterator().next();
    }

    private static void outsideLife(Context context) {
        String topic = context.topic("topic");
        PullConsumer consumer = created(context);
        TopicPartition some = new TopicPartition(topic, "no-broker#0");
        for (String when : List.of("new", "started", "shutDown")) {
            if (when.equals("started")) {
                consumer.start();
            } else if (when.equals("shutDown")) {
                consumer.shutdown();
            }
            context.attempt(when + ".topicPartitions", () -> consumer.topicPartitions(topic));
            context.attempt(when + ".poll", () -> consumer.poll(1));
            context.attempt(when + ".seek", () -> consumer.seek(some, 0));
            context.attempt(when + ".seekToBeginning", () -> consumer.seekToBeginning(some));
            context.attempt(when + ".seekToEnd", () -> consumer.seekToEnd(some));
            context.attempt(when + ".pause", () -> consumer.pause(Set.of(some)));
            context.attempt(when + ".resume", () -> consumer.resume(Set.of(some)));
            context.attempt(when + ".offsetForTimestamp", () -> consumer.offsetForTimestamp(some, 0L));
            context.attempt(when + ".committed", () -> consumer.committed(some));
            context.attempt(when + ".commitSync", consumer::commitSync);
            context.attempt(when + ".register", () ->
                    consumer.registerTopicPartitionChangedListener(topic, partitions -> { }));
        }
    }

    private static void partitions(Context context) {
        String topic = context.topic("", "topic", 3);
        PullConsumer consumer = context.started(created(context));
        see(context, "three", consumer, topic);
        context.attempt("unknown", () -> consumer.topicPartitions(context.noTopic("unknown")));
        context.attempt("null", () -> consumer.topicPartitions(null));
        context.attempt("empty", () -> consumer.topicPartitions(""));
    }

    private static void see(Context context, String key, PullConsumer consumer, String topic) {
        Set<TopicPartition> partitions = consumer.topicPartitions(topic);
        context.see(key, partitions.stream().map(Object::toString).sorted().toList());
        context.see(key + ".equal", partitions.equals(consumer.topicPartitions(topic)));
        context.see(key + ".type", partitions.getClass());
    }

    private static void partitionsInANamespace(Context context) throws Exception {
        String topic = context.topic("MQ_INST_1_p%", "topic", 2);
        context.group("MQ_INST_1_p%", "group");
        PullConsumer consumer = context.started(created(context, "INSTANCE_ID", "MQ_INST_1_p"));
        see(context, "two", consumer, topic);
        Sender.SYNC.open(context, context.properties("GID_any", "INSTANCE_ID", "MQ_INST_1_p"))
                .send(Context.message(topic, "body"));
        consumer.assign(consumer.topicPartitions(topic));
        context.see("polled", polled(consumer, 1));
    }

    private static void assign(Context context) throws Exception {
        String topic = context.topic("topic");
        String other = context.topic("other");
        send(context, topic, 1);
        send(context, other, 1);
        PullConsumer consumer = created(context);
        TopicPartition known = new TopicPartition(topic, "no-broker#0");
        context.attempt("new", () -> consumer.assign(Set.of(known)));
        consumer.start();
        context.attempt("null", () -> consumer.assign(null));
        context.attempt("empty", () -> consumer.assign(Set.of()));
        context.attempt("malformed", () -> consumer.assign(Set.of(new TopicPartition(topic, "nonsense"))));
        context.attempt("unknownQueue", () -> consumer.assign(Set.of(new TopicPartition(topic, "no-broker#9"))));
        context.attempt("partitions", () -> consumer.assign(consumer.topicPartitions(topic)));
        context.see("polled", polled(consumer, 1));
        consumer.assign(consumer.topicPartitions(other));
        context.see("polledOther", polled(consumer, 1));
        send(context, topic, 1);
        send(context, other, 2);
        Collection<String> later = polled(consumer, 2);
        context.see("replaced", later);
    }

    private static void poll(Context context) throws Exception {
        String topic = context.topic("topic");
        PullConsumer consumer = created(context);
        consumer.start();
        context.attempt("nothingAssigned", () -> context.see("nothing", consumer.poll(10)));
        send(context, topic, 1);
        consumer.assign(consumer.topicPartitions(topic));
        context.see("first", polled(consumer, 1));
        context.attempt("negative", () -> consumer.poll(-1));
        context.see("none", consumer.poll(100));
        context.see("zero", consumer.poll(0));
        send(context, topic, 25);
        List<String> seen = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        Context.await(() -> {
            List<Message> messages = consumer.poll(300);
            messages.forEach(message -> seen.add(Inbox.body(message)));
            sizes.add(messages.size());
            return seen.size() >= 25;
        });
        context.see("seen", seen);
        context.see("atMostTen", sizes.stream().allMatch(size -> size <= 10));
    }

    /** One seek for each consumer: on an idle queue the published client takes up to 20 s for it. */
    private static void seek(Context context, BiConsumer<PullConsumer, TopicPartition> seek, int expected)
            throws Exception {
        String topic = context.topic("topic");
        send(context, topic, 5);
        PullConsumer consumer = assigned(context, topic);
        context.see("all", polled(consumer, 5));
        context.attempt("seek", () -> seek.accept(consumer, only(consumer, topic)));
        context.see("polled", polled(consumer, expected));
    }

    private static void seekToEnd(Context context) throws Exception {
        String topic = context.topic("topic");
        send(context, topic, 5);
        PullConsumer consumer = created(context);
        consumer.start();
        consumer.assign(consumer.topicPartitions(topic));
        context.attempt("seek", () -> consumer.seekToEnd(only(consumer, topic)));
        context.sender(Sender.SYNC).send(Context.message(topic, "new"));
        List<String> polled = new ArrayList<>();
        Context.await(() -> polled.addAll(bodies(consumer.poll(300))) & polled.contains("new"));
        context.see("polled", polled);
    }

    private static void seekRefused(Context context) throws Exception {
        String topic = context.topic("topic");
        send(context, topic, 5);
        PullConsumer consumer = assigned(context, topic);
        TopicPartition partition = only(consumer, topic);
        context.attempt("beyond", () -> consumer.seek(partition, 100));
        context.attempt("negative", () -> consumer.seek(partition, -1));
        context.attempt("end", () -> consumer.seek(partition, 5));
        context.attempt("unassigned", () -> consumer.seek(new TopicPartition(topic, "no-broker#7"), 0));
        context.attempt("null", () -> consumer.seek(null, 0));
    }

    private static void pause(Context context) throws Exception {
        String topic = context.topic("topic");
        send(context, topic, 1);
        PullConsumer consumer = assigned(context, topic);
        Set<TopicPartition> partitions = consumer.topicPartitions(topic);
        context.see("before", polled(consumer, 1));
        context.attempt("pause", () -> consumer.pause(partitions));
        context.attempt("resume", () -> consumer.resume(partitions));
        send(context, topic, 2);
        context.see("resumed", polled(consumer, 2));
        Set<TopicPartition> unknown = Set.of(new TopicPartition(topic, "no-broker#7"));
        context.attempt("unassigned", () -> consumer.pause(unknown));
        context.attempt("unassigned.resume", () -> consumer.resume(unknown));
        context.attempt("null", () -> consumer.pause(null));
        context.attempt("null.resume", () -> consumer.resume(null));
    }

    private static void offsetForTimestamp(Context context) throws Exception {
        String topic = context.topic("topic");
        send(context, topic, 3);
        PullConsumer consumer = assigned(context, topic);
        TopicPartition partition = only(consumer, topic);
        context.outcome("past", () -> consumer.offsetForTimestamp(partition, 1000L));
        context.outcome("zero", () -> consumer.offsetForTimestamp(partition, 0L));
        context.outcome("future", () -> consumer.offsetForTimestamp(partition, System.currentTimeMillis() + 100_000));
        context.outcome("null", () -> consumer.offsetForTimestamp(partition, null));
        context.outcome("malformed", () -> consumer.offsetForTimestamp(new TopicPartition(topic, "x"), 0L));
        context.outcome("unassigned", () ->
                consumer.offsetForTimestamp(new TopicPartition(topic, partition.getPartition() + "7"), 0L));
    }

    private static void commit(Context context) throws Exception {
        String topic = context.topic("topic");
        String group = context.group("group");
        send(context, topic, 3);
        PullConsumer consumer = assigned(context, topic, "autoCommit", "false");
        TopicPartition partition = only(consumer, topic);
        context.outcome("committed.none", () -> consumer.committed(partition));
        context.see("polled", polled(consumer, 3));
        context.see("broker.before", context.desk().ask("offset", group, topic, "0"));
        context.attempt("commitSync", consumer::commitSync);
        context.outcome("committed", () -> consumer.committed(partition));
        Context.await(() -> context.desk().ask("offset", group, topic, "0").get(0).equals("3"));
        context.see("broker", context.desk().ask("offset", group, topic, "0"));
        context.outcome("committed.unknown", () -> consumer.committed(new TopicPartition(topic, "no-broker#7")));
        consumer.shutdown();
        send(context, topic, 1);
        context.see("afterRestart", polled(assigned(context, topic), 1));
    }

    /** Whether a commit is on the broker when it returns, each of several times: automatic ones are 5 s apart. */
    private static void commitAtOnce(Context context) throws Exception {
        String topic = context.topic("topic");
        String group = context.group("group");
        send(context, topic, 1);
        PullConsumer consumer = assigned(context, topic, "autoCommit", "false");
        boolean always = true;
        for (int i = 1; i <= 4; i++) {
            polled(consumer, 1);
            consumer.commitSync();
            always &= Long.parseLong(context.desk().ask("offset", group, topic, "0").get(0)) >= i;
            send(context, topic, 1);
        }
        context.see("always", always);
    }

    /** On an idle queue, whose pull waits at the broker: 10 to 20 s in the published client. */
    private static void seekAtOnce(Context context) throws Exception {
        String topic = context.topic("topic");
        send(context, topic, 1);
        PullConsumer consumer = assigned(context, topic);
        polled(consumer, 1);
        consumer.poll(1_000); // the next pull is on its way
        consumer.seekToBeginning(only(consumer, topic));
        context.see("atOnce", !consumer.poll(5_000).isEmpty());
    }

    /** Of a client of its own: the published one tells no other listener either. */
    private static void nullListener(Context context) {
        String topic = context.topic("topic");
        PullConsumer consumer = context.started(created(context));
        context.attempt("register", () -> consumer.registerTopicPartitionChangedListener(topic, null));
    }

    private static void autoCommit(Context context) throws Exception {
        String topic = context.topic("topic");
        String group = context.group("group");
        send(context, topic, 3);
        PullConsumer consumer = assigned(context, topic, "autoCommitIntervalMillis", "1000");
        context.see("polled", polled(consumer, 3).stream().distinct().toList());
        Context.await(() -> {
            consumer.poll(100);
            return context.desk().ask("offset", group, topic, "0").equals(context.desk().ask("count", topic));
        });
    }

    private static void firstPosition(Context context) throws Exception {
        String topic = context.topic("topic");
        send(context, topic, 2);
        context.see("before", polled(assigned(context, topic), 2));
    }

    /**
     * The published client looks every 30 s at routes that it asks for every 30 s, and never again after a look that
     * failed, as one does that a busy name server answers too late. Then another consumer is told.
     */
    private static void changedPartitions(Context context) throws Exception {
        // On another: the published client stops looking where it comes to a topic that there is not.
        PullConsumer other = context.started(created(context));
        context.attempt("unknownTopic", () -> other.registerTopicPartitionChangedListener(
                context.noTopic("unknown"), partitions -> { }));
        List<Integer> told = new CopyOnWriteArrayList<>();
        for (int i = 0; told.isEmpty() && i < 4; i++) {
            String topic = context.topic("", "topic" + i, 1);
            PullConsumer consumer = context.started(created(context));
            consumer.registerTopicPartitionChangedListener(topic, partitions -> told.add(partitions.size()));
            context.topic("", "topic" + i, 3);
            Context.happens(75_000, () -> told.contains(3));
        }
        context.see("told", told.stream().distinct().toList());
    }
}
