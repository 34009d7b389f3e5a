package io.openons.benchmarks;

import io.openons.benchmarks.run.ClassPaths;
import io.openons.benchmarks.run.Contestant;
import io.openons.benchmarks.run.Pace;
import io.openons.benchmarks.run.Series;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import picocli.CommandLine.Option;

/** What the series of every command can be told. */
final class SeriesOptions {

    private static final Path TARGET = Path.of("target", "benchmarks");

    /** The libraries that need no class path from the command line. */
    enum Library {
        OPENONS, PUBLISHED, BARE
    }

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "5",
            description = "Rounds; tables have medians of them (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--seconds", paramLabel = "S", defaultValue = "8",
            description = "Length of each measured part (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--warm-up", paramLabel = "S", defaultValue = "12",
            description = "Time under load before it, which a JVM needs to compile (default: ${DEFAULT-VALUE}).")
    private int warmUpSeconds;

    @Option(names = "--backlog", paramLabel = "N", defaultValue = "1000000",
            description = "Messages to consume (default: ${DEFAULT-VALUE}).")
    private int backlog;

    @Option(names = "--rate", paramLabel = "N", defaultValue = "500",
            description = "Sends per second of the paced measure (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--libraries", paramLabel = "NAME", split = ",", defaultValue = "openons,published,bare",
            description = "Which of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private List<Library> libraries;

    @Option(names = "--property", paramLabel = "KEY=VALUE",
            description = "Measure OpenONS once more, with these client properties, beside OpenONS without them.")
    private Map<String, String> properties = new LinkedHashMap<>();

    @Option(names = "--class-path", paramLabel = "NAME=CLASSPATH",
            description = "Measure one more implementation of the API, such as another build of OpenONS.")
    private Map<String, String> classPaths = new LinkedHashMap<>();

    @Option(names = "--docs", description = "Write to docs/benchmarks.md and docs/benchmarks instead of target.")
    private boolean docs;

    SeriesOptions() {
    }

    /** Who takes part. */
    List<Contestant> contestants() throws IOException {
        List<Contestant> contestants = new ArrayList<>();
        for (Library library : libraries) {
            contestants.add(switch (library) {
                case OPENONS -> new Contestant(Contestant.OPENONS, false, ClassPaths.openons(), new Properties());
                case PUBLISHED -> new Contestant(Contestant.PUBLISHED, false, ClassPaths.published(), new Properties());
                case BARE -> new Contestant(Contestant.BARE, true, ClassPaths.bare(), new Properties());
            });
        }
        if (!properties.isEmpty()) {
            Properties more = new Properties();
            more.putAll(properties);
            String name = Contestant.OPENONS + " " + String.join(" ", properties.entrySet().stream()
                    .map(property -> property.getKey() + "=" + property.getValue()).toList());
            contestants.add(new Contestant(name, false, ClassPaths.openons(), more));
        }
        classPaths.forEach((name, classPath) ->
                contestants.add(new Contestant(name, false, ClassPaths.parse(classPath), new Properties())));
        return contestants;
    }

    Series series(List<Contestant> contestants) {
        Pace pace = new Pace(rounds, Duration.ofSeconds(warmUpSeconds), Duration.ofSeconds(seconds), backlog, rate);
        return new Series(contestants, pace, TARGET.resolve("logs"), System.out);
    }

    /** How it ran, for the report. */
    String description() {
        return rounds + " rounds, libraries alternating, each run in a fresh JVM (-Xmx1g), " + warmUpSeconds
                + " s of warm-up and " + seconds + " s measured";
    }

    /** The page that gets the tables. */
    Path page() {
        return docs ? Path.of("..", "docs", "benchmarks.md") : TARGET.resolve("benchmarks.md");
    }

    /** Where the page's plots go. */
    Path plots() {
        return docs ? Path.of("..", "docs", "benchmarks") : TARGET.resolve("benchmarks");
    }
}
