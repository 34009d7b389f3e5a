package io.openons.benchmarks.run;

import io.openons.benchmarks.load.MeasureKind;
import io.openons.benchmarks.load.Metric;
import io.openons.benchmarks.load.Scene;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Runs scenarios for all libraries, alternating: in each round every scenario with every library, each round beginning
 * with another one. Each scenario of a round has a broker of its own, whose first run does not count.
 */
public final class Series {

    private static final int ATTEMPTS = 3;
    /** Of the run that makes a new broker write its first files. */
    private static final Pace FIRST = new Pace(1, Duration.ofSeconds(1), Duration.ofSeconds(1), 20_000, 500);
    private static final int MOST_IN_FLIGHT = 1_000;
    private static final int MOST_BYTES_IN_FLIGHT = 64 * 1024 * 1024;
    private static final int MOST_BYTES_OF_BACKLOG = 512 * 1024 * 1024;
    private static final int LEAST_BACKLOG = 100;

    private final List<Contestant> contestants;
    private final Pace pace;
    private final Path logs;
    private final PrintStream progress;
    private int runs;

    /**
     * Prepares a series.
     *
     * @param logs folder for what measured JVMs write to standard error
     * @param progress is told of each run
     */
    public Series(List<Contestant> contestants, Pace pace, Path logs, PrintStream progress) {
        this.contestants = contestants;
        this.pace = pace;
        this.logs = logs.toAbsolutePath();
        this.progress = progress;
    }

    /** Runs all rounds. */
    public Results run(List<Scenario> scenarios) throws Exception {
        Files.createDirectories(logs);
        warmUpBroker();
        Results results = new Results();
        for (int round = 0; round < pace.rounds(); round++) {
            for (Scenario scenario : scenarios) {
                try (BenchBroker broker = new BenchBroker()) {
                    attempt(broker, scenario, contestants.get(round % contestants.size()), FIRST);
                    for (int i = 0; i < contestants.size(); i++) {
                        Contestant contestant = contestants.get((round + i) % contestants.size());
                        Map<Metric, Double> found = attempt(broker, scenario, contestant, pace);
                        results.add(scenario, contestant, found);
                        progress.println("round " + (round + 1) + ", " + scenario.label() + ", " + contestant.name()
                                + ": " + found);
                    }
                }
            }
        }
        return results;
    }

    /** The broker's classes and compiled code stay in this JVM; the first library must not be the one to pay. */
    private void warmUpBroker() throws Exception {
        progress.println("warming up the broker");
        try (BenchBroker broker = new BenchBroker()) {
            for (MeasureKind kind : List.of(MeasureKind.SYNC_4, MeasureKind.ASYNC, MeasureKind.CONSUME)) {
                attempt(broker, Scenario.of(kind), contestants.get(0), pace);
            }
        }
    }

    /** A busy machine may fail a run; the same library at the same measure again and again is worth a stop. */
    private Map<Metric, Double> attempt(BenchBroker broker, Scenario scenario, Contestant contestant, Pace pace)
            throws Exception {
        for (int attempt = 1; ; attempt++) {
            try {
                return measure(broker, scenario, contestant, pace);
            } catch (IllegalStateException e) {
                progress.println(e.getMessage());
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private Map<Metric, Double> measure(BenchBroker broker, Scenario scenario, Contestant contestant, Pace pace)
            throws Exception {
        Scene scene = scene(broker, scenario, contestant, pace, "bench-" + ++runs);
        broker.createTopics(scene.topics());
        broker.createGroups(scene.groups(), scene.topics());
        broker.createGroups(scene.warmUpGroups(), scene.topics());
        if (!scenario.kind().sends()) {
            broker.fill(scene.topics(), scene.backlog(), scene.bodyBytes());
        }
        MeasuredJvm jvm = MeasuredJvm.run(contestant, scene, logs.resolve(runs + "-" + scene.measure() + ".log"));
        broker.awaitStored(scene.topics(), jvm.sent());
        return jvm.found();
    }

    private static Scene scene(BenchBroker broker, Scenario scenario, Contestant contestant, Pace pace, String name) {
        int inFlight = Math.max(1, Math.min(MOST_IN_FLIGHT, MOST_BYTES_IN_FLIGHT / scenario.bodyBytes()));
        int backlog = Math.max(LEAST_BACKLOG, Math.min(pace.backlog(), MOST_BYTES_OF_BACKLOG / scenario.bodyBytes()));
        return new Scene(scenario.kind(), contestant.bare(), broker.nameServer(), name, scenario.topics(),
                "GID-" + name, scenario.clients(), scenario.bodyBytes(), inFlight, backlog / scenario.topics()
                * scenario.topics(), scenario.listenerMillis(), pace.ratePerSecond(), pace.warmUp(), pace.time(),
                contestant.properties());
    }
}
