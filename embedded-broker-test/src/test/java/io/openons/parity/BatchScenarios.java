package io.openons.parity;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.batch.BatchConsumer;
import com.aliyun.openservices.ons.api.batch.BatchMessageListener;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** How many messages a batch listener gets, of which topics, and what its answer means for them. */
final class BatchScenarios {

    private static final int WAITING = 20;

    private BatchScenarios() {
    }

    static Map<String, Scenario> all() {
        Map<String, Scenario> scenarios = new TreeMap<>();
        for (String size : List.of("", "0", "-1", "1", "8", "20", "2000")) {
            scenarios.put("batch/size-'" + size + "'", context -> size(context, size, ""));
            scenarios.put("batch/size-'" + size + "'-await", context -> size(context, size, "1"));
        }
        scenarios.put("batch/two-topics", BatchScenarios::twoTopics);
        scenarios.put("batch/all-again", BatchScenarios::allAgain);
        for (int index : new int[] {-1, 1, 5}) {
            scenarios.put("batch/acknowledge-index-" + index, context -> acknowledgeIndex(context, index));
        }
        return scenarios;
    }

    private static BatchConsumer started(Context context, String size, String await, String[] topics,
            BatchMessageListener listener) {
        BatchConsumer consumer = (BatchConsumer) Kind.BATCH_CONSUMER.create(context.properties(context.group("group"),
                "ConsumeMessageBatchMaxSize", size, "batchConsumeMaxAwaitDurationInSeconds", await,
                "ConsumeThreadNums", 1));
        for (String topic : topics) {
            consumer.subscribe(topic, "*", listener);
        }
        return context.started(consumer);
    }

    private static void send(Context context, String topic, int messages) throws Exception {
        Sending sending = context.sender(Sender.SYNC);
        for (int i = 0; i < messages; i++) {
            sending.send(Context.message(topic, "" + i));
        }
    }

    private static void size(Context context, String size, String await) throws Exception {
        String topic = context.topic("topic");
        send(context, topic, WAITING);
        List<Message> seen = new CopyOnWriteArrayList<>();
        List<Integer> sizes = new CopyOnWriteArrayList<>();
        started(context, size, await, new String[] {topic}, (messages, delivery) -> {
            sizes.add(messages.size());
            seen.addAll(messages);
            messages.clear(); // a copy
            return Action.CommitMessage;
        });
        Context.await(() -> seen.size() >= WAITING);
        context.see("sizes", sizes);
        context.see("seen", seen.stream().map(Inbox::body).toList());
    }

    private static void twoTopics(Context context) throws Exception {
        String[] topics = {context.topic("one"), context.topic("other")};
        send(context, topics[0], 5);
        send(context, topics[1], 5);
        List<List<String>> calls = new CopyOnWriteArrayList<>();
        started(context, "32", "1", topics, (messages, delivery) -> {
            calls.add(messages.stream().map(Message::getTopic).distinct().toList());
            return Action.CommitMessage;
        });
        Context.await(() -> calls.size() >= 2);
        context.see("mixed", calls.stream().anyMatch(call -> call.size() > 1));
    }

    private static void allAgain(Context context) throws Exception {
        String topic = context.topic("topic");
        send(context, topic, 4);
        List<String> seen = new CopyOnWriteArrayList<>();
        started(context, "8", "1", new String[] {topic}, (messages, delivery) -> {
            messages.forEach(message -> seen.add(Inbox.body(message) + " " + message.getReconsumeTimes()));
            return messages.get(0).getReconsumeTimes() == 0 ? Action.ReconsumeLater : Action.CommitMessage;
        });
        Context.await(() -> seen.stream().distinct().count() >= 8);
        context.see("seen", seen.stream().distinct().sorted().toList());
    }

    private static void acknowledgeIndex(Context context, int index) throws Exception {
        String topic = context.topic("topic");
        String retries = "%RETRY%" + context.group("group");
        send(context, topic, 4);
        BatchMessageListener listener = (messages, delivery) -> {
            if (messages.get(0).getReconsumeTimes() == 0) {
                delivery.setAcknowledgeIndex(index);
            }
            return Action.CommitMessage;
        };
        BatchConsumer consumer = started(context, "4", "1", new String[] {topic}, listener);
        Context.await(() -> context.desk().ask("offset", retries.substring(7), topic, "0").get(0).equals("4"));
        consumer.shutdown();
        context.see("givenBack", context.desk().stored("SCHEDULE_TOPIC_XXXX").stream()
                .filter(message -> retries.equals(message.get("p.REAL_TOPIC"))).map(message -> message.get("body"))
                .sorted().toList());
    }
}
