package io.openons.parity;

import io.openons.jvm.ClientJvm;
import io.openons.jvm.ClientLibrary;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Scenarios on one client: starts their JVM, answers their questions about brokers, collects what they saw. */
final class ParityRun {

    private static final Duration SILENCE_LIMIT = Duration.ofMinutes(5);

    private final ClientLibrary library;
    private final Map<String, BrokerAnswers> brokers;

    /** With the brokers that scenarios may use, by {@link ParityProgram#brokerOf name}. */
    ParityRun(ClientLibrary library, Map<String, BrokerAnswers> brokers) {
        this.library = library;
        this.brokers = brokers;
    }

    /** What was seen, by scenario and name, of scenarios that begin so. */
    Map<String, String> observe(String scenarios, List<Path> services) throws Exception {
        Map<String, String> observations = new TreeMap<>();
        String run = library.name().substring(0, 1).toLowerCase() + Long.toString(System.nanoTime(), 36);
        Path hosts = hosts(run);
        try (ClientJvm jvm = ClientJvm.start(scenarios.equals(ParityProgram.ALONE) ? "parity-alone" : "parity", library,
                services, ParityProgram.class, run, scenarios, hosts.toString())) {
            for (String line = jvm.nextLine(SILENCE_LIMIT); !"done".equals(line); line = jvm.nextLine(SILENCE_LIMIT)) {
                if (line == null || line.equals("late")) {
                    throw new IllegalStateException("The scenarios on " + library + " did not come to an end.");
                }
                List<String> words = Desk.words(line);
                if (!words.get(0).equals("saw")) {
                    BrokerAnswers answers = brokers.get(words.get(0));
                    jvm.say(Desk.line(answers.to(words.subList(1, words.size()))));
                } else if (observations.put(words.get(1), words.get(2)) != null) {
                    throw new IllegalStateException("Seen twice: " + words.get(1));
                }
            }
            jvm.awaitEnd(SILENCE_LIMIT);
        } finally {
            Files.delete(hosts);
        }
        return observations;
    }

    /** The only names that the scenarios' JVM can resolve: none of them is asked for outside of this machine. */
    private static Path hosts(String run) throws Exception {
        return Files.writeString(Path.of("target", "hosts-of-" + run), "127.0.0.1 localhost "
                + InetAddress.getLocalHost().getHostName() + " " + String.join(" ", ParityProgram.HOSTS) + "\n")
                .toAbsolutePath();
    }
}
