package io.openons.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.openons.embedded.EmbeddedRocketMq;
import io.openons.embedded.junit.Lifetime;
import io.openons.embedded.junit.WithEmbeddedRocketMq;
import io.openons.jvm.ClientLibrary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The scenarios on both clients, side by side on one broker. */
@WithEmbeddedRocketMq(lifetime = Lifetime.PER_CLASS)
class ParityIT {

    private static final Path COMPATIBILITY = Path.of("..", "docs", "compatibility.md");
    /** Has the interceptors. */
    private static final Path SERVICES = Path.of("target", "test-classes", "io", "openons", "parity", "services");

    private static Map<String, String> published;
    private static Map<String, String> ours;
    private static List<Difference> differences;
    private static IntendedDifferences intended;

    @BeforeAll
    @Timeout(900)
    static void observe(EmbeddedRocketMq broker) throws Exception {
        CompletableFuture<Map<String, String>> one = observe(broker, ClientLibrary.PUBLISHED);
        CompletableFuture<Map<String, String>> other = observe(broker, ClientLibrary.OURS);
        published = one.get();
        ours = other.get();
        differences = Difference.between(published, ours);
        intended = IntendedDifferences.read();
    }

    /** With the system property {@code parity}: scenarios that begin so. */
    private static CompletableFuture<Map<String, String>> observe(EmbeddedRocketMq broker, ClientLibrary library) {
        return inBackground(() -> {
            try (ParityBrokers brokers = new ParityBrokers(broker)) {
                ParityRun run = new ParityRun(library, brokers.answers());
                CompletableFuture<Map<String, String>> alone =
                        inBackground(() -> run.observe(ParityProgram.ALONE, List.of()));
                Map<String, String> seen = run.observe(System.getProperty("parity", ""), List.of(SERVICES));
                seen.putAll(alone.get());
                return seen;
            }
        });
    }

    private static <T> CompletableFuture<T> inBackground(Callable<T> task) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return task.call();
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        }, runnable -> new Thread(runnable, "parity-run").start());
    }

    @Test
    void everyScenarioComesToItsEndOnBothClients() {
        for (Map<String, String> observations : List.of(published, ours)) {
            assertThat(observations.entrySet())
                    .filteredOn(seen -> seen.getKey().startsWith(ParityProgram.BROKEN)).isEmpty();
            assertThat(ParityProgram.scenarios().keySet()).as("scenarios that saw nothing")
                    .filteredOn(scenario -> observations.keySet().stream()
                            .noneMatch(seen -> seen.startsWith(scenario + "."))).isEmpty();
        }
    }

    @Test
    void clientsDifferInWhatIsListedAlone() {
        assertThat(differences).filteredOn(difference -> !intended.allow(difference)).isEmpty();
    }

    @Test
    void everyListedDifferenceIsThere() {
        assertThat(intended.entries())
                .filteredOn(entry -> differences.stream().noneMatch(entry::allows))
                .extracting(IntendedDifferences.Entry::line).isEmpty();
    }

    @Test
    void everyListedDifferenceIsDescribed() throws Exception {
        String page = Files.readString(COMPATIBILITY);
        assertThat(intended.entries()).allSatisfy(entry -> {
            String section = page.substring(page.indexOf("\n## " + entry.section() + "\n") + 1);
            assertThat(section.substring(0, (section + "\n## ").indexOf("\n## ")))
                    .startsWith("## " + entry.section() + "\n").contains("\n| " + entry.row() + " |");
        });
    }
}
