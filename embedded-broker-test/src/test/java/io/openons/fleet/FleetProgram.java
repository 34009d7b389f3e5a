package io.openons.fleet;

import com.aliyun.openservices.ons.api.Admin;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.PullConsumer;
import com.aliyun.openservices.ons.api.order.OrderProducer;
import com.aliyun.openservices.ons.api.transaction.TransactionProducer;
import com.aliyun.openservices.ons.api.transaction.TransactionStatus;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * An application that does what it is told, on whichever client its class path has. Reads commands, one a {@link Line},
 * answers each with a line, {@code done} with a value or {@code failed} with the reason, and writes a line
 * {@code delivery} for each {@link Delivery} in between. Ends when its input ends.
 */
final class FleetProgram {

    private final Map<String, Admin> clients = new LinkedHashMap<>();

    private FleetProgram() {
    }

    public static void main(String[] args) throws IOException {
        FleetProgram program = new FleetProgram();
        try (BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                System.out.println(program.answer(Line.words(line)));
            }
        }
        // The published client's threads would keep the JVM alive for seconds.
        System.exit(0);
    }

    private String answer(List<String> command) {
        try {
            return Line.of("done", run(command.get(0), command.get(1), command.subList(2, command.size())));
        } catch (RuntimeException e) {
            e.printStackTrace();
            return Line.of("failed", e);
        }
    }

    private Object run(String verb, String client, List<String> words) {
        switch (verb) {
            case "start":
                start(client, words);
                return null;
            case "send":
                return send(clients.get(client), words);
            case "poll":
                ((PullConsumer) clients.get(client)).poll(Long.parseLong(words.get(0)))
                        .forEach(message -> report(client, message));
                return null;
            case "commit":
                ((PullConsumer) clients.get(client)).commitSync();
                return null;
            case "stop":
                clients.remove(client).shutdown();
                return null;
            default:
                throw new IllegalArgumentException(verb);
        }
    }

    /** Words: kind, topic, choice, and a name and a value for each property. */
    private void start(String name, List<String> words) {
        Properties properties = new Properties();
        for (int i = 3; i < words.size(); i += 2) {
            properties.setProperty(words.get(i), words.get(i + 1));
        }
        Admin client = Kind.valueOf(words.get(0))
                .start(properties, words.get(1), words.get(2), message -> report(name, message));
        clients.put(name, client);
    }

    /** Words: topic, tag, body (the key as well), sharding key, start deliver time, and how a transaction ends. */
    private static String send(Admin producer, List<String> words) {
        Message message = new Message(words.get(0), words.get(1), words.get(2),
                words.get(2).getBytes(StandardCharsets.UTF_8));
        message.setStartDeliverTime(Long.parseLong(words.get(4)));
        if (producer instanceof OrderProducer) {
            return ((OrderProducer) producer).send(message, words.get(3)).getMessageId();
        }
        if (producer instanceof TransactionProducer) {
            TransactionStatus end = TransactionStatus.valueOf(words.get(5));
            return ((TransactionProducer) producer).send(message, (half, argument) -> end, null).getMessageId();
        }
        return ((Producer) producer).send(message).getMessageId();
    }

    private static Delivery report(String client, Message message) {
        Delivery delivery = Delivery.of(message);
        System.out.println(Line.of("delivery", client) + " " + Line.of(delivery.words()));
        return delivery;
    }
}
