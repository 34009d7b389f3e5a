package io.openons.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.PullConsumer;
import com.aliyun.openservices.ons.api.exception.ONSClientException;
import io.openons.client.deadletter.DeadLetters;
import java.util.Properties;

/**
 * Prints the bodies that arrive in the first way given; at its input's first line, how many of the group's dead letters
 * it cannot read, and ends. Arguments: way, name server, topic, group.
 */
final class CodecsProgram {

    /** How messages are received: by a push consumer of a kind, or by polls, which print failures, too. */
    enum Way {
        SINGLE, BATCH, ORDERED, PULL
    }

    private CodecsProgram() {
    }

    public static void main(String[] args) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("NAMESRV_ADDR", args[1]);
        properties.setProperty("GROUP_ID", args[3]);
        properties.setProperty("MaxReconsumeTimes", "2");
        Way way = Way.valueOf(args[0]);
        try (Clients clients = new Clients()) {
            if (way == Way.PULL) {
                poll(clients.pullConsumer(properties), args[2]);
            } else {
                ReceiverKind.valueOf(way.name()).create(clients, properties)
                        .subscribe(args[2], "*", (message, context) -> print(message)).start();
            }
            System.in.read();
        }
        try (DeadLetters deadLetters = DeadLetters.open(properties)) {
            System.out.println("dead letters unreadable: " + deadLetters.all().filter(dead -> {
                try {
                    return dead.message() == null;
                } catch (ONSClientException e) {
                    return e.getMessage().contains("ONS-4009");
                }
            }).count());
        }
    }

    private static void poll(PullConsumer consumer, String topic) {
        consumer.start();
        consumer.assign(consumer.topicPartitions(topic));
        consumer.topicPartitions(topic).forEach(consumer::seekToBeginning);
        for (int seen = 0; seen < 5;) {
            try {
                for (Message message : consumer.poll(1000)) {
                    print(message);
                    seen++;
                }
            } catch (ONSClientException e) {
                System.out.println(e.getMessage());
                seen++;
            }
        }
    }

    private static Action print(Message message) {
        System.out.println(new String(message.getBody(), UTF_8));
        return Action.CommitMessage;
    }
}
