package io.openons.parity;

import static org.awaitility.Awaitility.await;

import io.openons.embedded.BrokerStore;
import io.openons.embedded.EmbeddedRocketMq;
import io.openons.embedded.StoredMessage;
import io.openons.fleet.ConsumerStates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.rocketmq.broker.client.ConsumerGroupInfo;
import org.apache.rocketmq.common.message.MessageQueue;
import org.apache.rocketmq.remoting.protocol.body.ConsumerRunningInfo;
import org.apache.rocketmq.store.MessageStore;

/** Answers what scenarios ask about one broker. */
final class BrokerAnswers {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final EmbeddedRocketMq broker;
    private final RequestWatch watch;

    BrokerAnswers(EmbeddedRocketMq broker) {
        this.broker = broker;
        this.watch = RequestWatch.of(broker);
    }

    /** The words of the answer. */
    List<String> to(List<String> question) throws Exception {
        BrokerStore store = broker.store();
        switch (question.get(0)) {
            case "address":
                return List.of(broker.nameServerAddress());
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
                return store.messages(question.get(1)).stream().map(BrokerAnswers::words).toList();
            case "offset":
                return List.of("" + store.consumerOffset(question.get(1), question.get(2),
                        Integer.parseInt(question.get(3))));
            case "settings":
                return settings(question.get(1));
            case "members":
                ConsumerGroupInfo group =
                        broker.brokerController().getConsumerManager().getConsumerGroupInfo(question.get(1));
                return List.of("" + (group == null ? 0 : group.getChannelInfoTable().size()));
            case "queues":
                return queues(question.get(1), question.get(2));
            case "requests":
                return watch.naming(question.get(1)).stream().map(Desk::line).toList();
            case "apache":
                ApacheMessages.send(broker, question.get(1));
                return List.of("ok");
            case "stop":
                broker.stop();
                return List.of("ok");
            case "restart":
                broker.restart();
                return List.of("ok");
            default:
                throw new IllegalArgumentException("An unknown question: " + question);
        }
    }

    /** What is stored comes into its queue soon after. */
    private void awaitQueues() {
        MessageStore store = broker.brokerController().getMessageStore();
        long end = store.getMaxPhyOffset();
        await("messages in their queues").atMost(LIMIT).pollInterval(Duration.ofMillis(1))
                .until(() -> store.getMaxPhyOffset() - store.dispatchBehindBytes() >= end);
    }

    /** What the consumers of a group say of themselves; nothing while one of them does not answer. */
    private List<ConsumerRunningInfo> running(String group) {
        try {
            return List.copyOf(ConsumerStates.answers(broker, group).values());
        } catch (AssertionError e) {
            return List.of();
        }
    }

    /** Names and values in turn, as the group's one consumer tells them. */
    private List<String> settings(String group) {
        return running(group).stream().flatMap(answer -> answer.getProperties().entrySet().stream())
                .flatMap(setting -> Stream.of("" + setting.getKey(), "" + setting.getValue())).toList();
    }

    /** The numbers of the topic's queues that each consumer of the group has, separated by spaces. */
    private List<String> queues(String group, String topic) {
        return running(group).stream().map(answer -> answer.getMqTable().keySet().stream()
                .filter(queue -> queue.getTopic().equals(topic)).map(MessageQueue::getQueueId).sorted()
                .map(String::valueOf).collect(Collectors.joining(" "))).toList();
    }

    private static String words(StoredMessage message) {
        List<String> words = new ArrayList<>(List.of("queue", "" + message.queueId(), "sysFlag", "" + message.sysFlag(),
                "reconsumeTimes", "" + message.reconsumeTimes(), "body", message.bodyAsString()));
        for (Map.Entry<String, String> property : message.properties().entrySet()) {
            words.addAll(List.of("p." + property.getKey(), property.getValue()));
        }
        return Desk.line(words);
    }
}
