package io.openons.parity;

import static org.awaitility.Awaitility.await;

import io.openons.embedded.BrokerStore;
import io.openons.embedded.EmbeddedRocketMq;
import io.openons.embedded.StoredMessage;
import io.openons.fleet.ConsumerStates;
import io.openons.jvm.ClientJvm;
import io.openons.jvm.ClientLibrary;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.rocketmq.store.MessageStore;

/** The scenarios on one client: starts their JVM, answers their questions about the broker, collects what they saw. */
final class ParityRun {

    private static final Duration SILENCE_LIMIT = Duration.ofMinutes(5);

    private final EmbeddedRocketMq broker;
    private final Map<String, String> observations = new TreeMap<>();

    ParityRun(EmbeddedRocketMq broker) {
        this.broker = broker;
    }

    /** What was seen, by scenario and name; with the system property {@code parity}, of scenarios that begin so. */
    Map<String, String> observe(ClientLibrary library, List<Path> services) throws Exception {
        String run = library.name().substring(0, 1).toLowerCase() + Long.toString(System.nanoTime(), 36);
        try (ClientJvm jvm = ClientJvm.start("parity", library, services, ParityProgram.class,
                broker.nameServerAddress(), run, System.getProperty("parity", ""))) {
            for (String line = jvm.nextLine(SILENCE_LIMIT); !"done".equals(line); line = jvm.nextLine(SILENCE_LIMIT)) {
                if (line == null || line.equals("late")) {
                    throw new IllegalStateException("The scenarios on " + library + " did not come to an end.");
                }
                List<String> words = Desk.words(line);
                if (!words.get(0).equals("saw")) {
                    jvm.say(Desk.line(answer(words)));
                } else if (observations.put(words.get(1), words.get(2)) != null) {
                    throw new IllegalStateException("Seen twice: " + words.get(1));
                }
            }
            jvm.awaitEnd(SILENCE_LIMIT);
        }
        return observations;
    }

    private List<String> answer(List<String> question) {
        BrokerStore store = broker.store();
        switch (question.get(0)) {
            case "topic":
                broker.createTopic(question.get(1), Integer.parseInt(question.get(2)));
                return List.of("ok");
            case "group":
                broker.createGroup(question.get(1));
                return List.of("ok");
            case "settle":
                awaitQueues();
                return List.of("ok");
            case "count":
                return List.of("" + store.messageCount(question.get(1)));
            case "stored":
                return store.messages(question.get(1)).stream().map(ParityRun::words).toList();
            case "offset":
                return List.of("" + store.consumerOffset(question.get(1), question.get(2),
                        Integer.parseInt(question.get(3))));
            case "settings":
                return settings(question.get(1));
            default:
                throw new IllegalArgumentException("An unknown question: " + question);
        }
    }

    /** What is stored comes into its queue soon after. */
    private void awaitQueues() {
        MessageStore store = broker.brokerController().getMessageStore();
        long end = store.getMaxPhyOffset();
        await("messages in their queues").atMost(SILENCE_LIMIT).pollInterval(Duration.ofMillis(1))
                .until(() -> store.getMaxPhyOffset() - store.dispatchBehindBytes() >= end);
    }

    /** Names and values in turn, as the group's one consumer tells them; none while it does not answer. */
    private List<String> settings(String group) {
        try {
            return ConsumerStates.answers(broker, group).values().stream()
                    .flatMap(answer -> answer.getProperties().entrySet().stream())
                    .flatMap(setting -> Stream.of("" + setting.getKey(), "" + setting.getValue())).toList();
        } catch (AssertionError e) {
            return List.of();
        }
    }

    private static String words(StoredMessage message) {
        List<String> words = new ArrayList<>(List.of("queue", "" + message.queueId(), "sysFlag", "" + message.sysFlag(),
                "reconsumeTimes", "" + message.reconsumeTimes(), "body", message.bodyAsString()));
        message.properties().forEach((name, value) -> words.addAll(List.of("p." + name, value)));
        return Desk.line(words);
    }
}
