package io.openons.parity;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A scenario's line to the test, which has the brokers: one line for a question or an observation, one for an answer.
 * Words of a line are separated by spaces and URL-encoded. Thread-safe.
 */
final class Desk {

    private final BufferedReader answers;
    private final PrintStream lines;
    private final String broker;

    Desk(BufferedReader answers, PrintStream lines, String broker) {
        this.answers = answers;
        this.lines = lines;
        this.broker = broker;
    }

    /** The same line, for questions about another broker. */
    Desk at(String otherBroker) {
        return new Desk(answers, lines, otherBroker);
    }

    void saw(String key, String value) {
        lines.println(line("saw", key, value));
    }

    /** The words of the test's answer. */
    List<String> ask(String... question) {
        List<String> words = new ArrayList<>(List.of(broker));
        words.addAll(List.of(question));
        synchronized (answers) {
            lines.println(line(words));
            try {
                String answer = answers.readLine();
                if (answer == null) {
                    throw new IllegalStateException("The test has gone.");
                }
                return words(answer);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Each stored message of a topic, with "sysFlag", "reconsumeTimes", "body" and its properties behind "p.". */
    List<Map<String, String>> stored(String topic) {
        return maps(ask("stored", topic));
    }

    /** Each request that names the topic or group, in the order of their coming: see {@link RequestWatch}. */
    List<Map<String, String>> requests(String name) {
        return maps(ask("requests", name));
    }

    private static List<Map<String, String>> maps(List<String> lines) {
        List<Map<String, String>> maps = new ArrayList<>();
        for (String line : lines) {
            maps.add(map(words(line)));
        }
        return maps;
    }

    static String line(String... words) {
        return line(List.of(words));
    }

    static String line(List<String> words) {
        StringBuilder line = new StringBuilder();
        for (String word : words) {
            line.append(line.length() == 0 ? "" : " ").append(URLEncoder.encode(word, StandardCharsets.UTF_8));
        }
        return line.toString();
    }

    static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        for (String word : line.isEmpty() ? new String[0] : line.split(" ", -1)) {
            words.add(URLDecoder.decode(word, StandardCharsets.UTF_8));
        }
        return words;
    }

    /** Of names and values in turn. */
    static Map<String, String> map(List<String> words) {
        Map<String, String> map = new TreeMap<>();
        for (int i = 0; i < words.size(); i += 2) {
            map.put(words.get(i), words.get(i + 1));
        }
        return map;
    }
}
