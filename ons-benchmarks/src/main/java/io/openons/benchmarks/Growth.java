package io.openons.benchmarks;

import io.openons.benchmarks.load.MeasureKind;
import io.openons.benchmarks.run.Scenario;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What can grow, and how far. */
enum Growth {

    BODIES("Larger bodies", Stream.of(MeasureKind.ASYNC, MeasureKind.CONSUME)
            .flatMap(kind -> each(bytes -> new Scenario(kind.label() + ", " + size(bytes), kind, bytes, 1, 1, 0), 100,
                    1_000, 16_000, 256_000, 4_000_000)).toList()),

    TOPICS("More topics", Stream.of(MeasureKind.ASYNC, MeasureKind.CONSUME)
            .flatMap(kind -> each(topics -> new Scenario(kind.label() + ", topics: " + topics, kind,
                    Scenario.USUAL_BODY, topics, 1, 0), 1, 10, 100)).toList()),

    CLIENTS("More clients in a JVM", Stream.of(MeasureKind.ASYNC, MeasureKind.CONSUME)
            .flatMap(kind -> each(clients -> new Scenario(kind.label() + ", clients: " + clients, kind,
                    Scenario.USUAL_BODY, 1, clients, 0), 1, 10, 50)).toList()),

    SLOWNESS("A slow consumer", Stream.of(Scenario.USUAL_BODY, 16_000)
            .flatMap(bytes -> each(millis -> new Scenario("listener " + millis + " ms, " + size(bytes),
                    MeasureKind.CONSUME, bytes, 1, 1, millis), 1, 10, 100)).toList());

    private final String title;
    private final List<Scenario> scenarios;

    Growth(String title, List<Scenario> scenarios) {
        this.title = title;
        this.scenarios = scenarios;
    }

    private static Stream<Scenario> each(IntFunction<Scenario> scenario, int... values) {
        return IntStream.of(values).mapToObj(scenario);
    }

    private static String size(int bytes) {
        return bytes < 1_000 ? bytes + " B" : bytes < 1_000_000 ? bytes / 1_000 + " kB" : bytes / 1_000_000 + " MB";
    }

    String title() {
        return title;
    }

    List<Scenario> scenarios() {
        return scenarios;
    }
}
