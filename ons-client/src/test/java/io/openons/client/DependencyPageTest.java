package io.openons.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Compares the table of docs/dependencies.md with the runtime class path that Maven wrote down for this module. */
class DependencyPageTest {

    private static final Pattern ROW =
            Pattern.compile("^\\| ([a-z0-9-]+) \\| ([0-9][^ ]*) \\| ([0-9,]+) \\| .+ \\|$", Pattern.MULTILINE);
    private static final Pattern SUMMARY =
            Pattern.compile("the ([0-9]+) jars below,\\s+([0-9,]+) bytes in all");

    @Test
    void pageListsExactlyTheJarsThatShipWithTheirSizes() throws IOException {
        assertThat(listed()).isEqualTo(shipped());
    }

    @Test
    void pageSumsTheJarsUp() throws IOException {
        Matcher summary = SUMMARY.matcher(page());

        assertThat(summary.find()).as("a sentence with the number of jars and bytes").isTrue();
        assertThat(number(summary.group(1))).isEqualTo(shipped().size());
        assertThat(number(summary.group(2))).isEqualTo(shipped().values().stream().mapToLong(size -> size).sum());
    }

    /** File name to size, as the page says. */
    private static Map<String, Long> listed() throws IOException {
        Map<String, Long> jars = new TreeMap<>();
        for (MatchResult row : ROW.matcher(page()).results().toList()) {
            jars.put(row.group(1) + "-" + row.group(2) + ".jar", number(row.group(3)));
        }
        return jars;
    }

    /** File name to size of what an application gets, without our own modules. */
    private static Map<String, Long> shipped() throws IOException {
        Map<String, Long> jars = new TreeMap<>();
        for (String entry : Files.readString(Path.of("target", "runtime-class-path.txt")).split(File.pathSeparator)) {
            Path jar = Path.of(entry.trim());
            String name = jar.getFileName().toString();
            if (Files.isRegularFile(jar) && !name.startsWith("ons-api-")) {
                jars.put(name, Files.size(jar));
            }
        }
        return jars;
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("..", "docs", "dependencies.md"));
    }

    private static long number(String digits) {
        return Long.parseLong(digits.replace(",", ""));
    }
}
