package io.openons.parity;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The list of intended differences, {@code intended-differences.txt}. */
final class IntendedDifferences {

    private static final Pattern ROW = Pattern.compile("\\[(.+?): (.+)]");

    /**
     * Differences of one sort.
     *
     * @param section of docs/compatibility.md
     * @param row the first cell of a row of that section
     * @param line as it stands in the list
     */
    record Entry(String section, String row, String line, Pattern scenario, Pattern published, Pattern ours) {

        boolean allows(Difference difference) {
            return scenario.matcher(difference.scenario()).matches()
                    && published.matcher(difference.published()).matches()
                    && ours.matcher(difference.ours()).matches();
        }
    }

    private final List<Entry> entries = new ArrayList<>();

    private IntendedDifferences() {
    }

    static IntendedDifferences read() throws IOException {
        try (InputStream list = IntendedDifferences.class.getResourceAsStream("intended-differences.txt")) {
            IntendedDifferences differences = new IntendedDifferences();
            new String(list.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#")).reduce("", differences::read);
            return differences;
        }
    }

    /** Reads a line and returns the row that the next one belongs to. */
    private String read(String row, String line) {
        if (line.startsWith("[")) {
            return line;
        }
        Matcher head = ROW.matcher(row);
        String[] words = line.split(" {2,}");
        if (words.length != 3 || !head.matches()) {
            throw new IllegalArgumentException("Not three words below a row: " + line);
        }
        List<Pattern> patterns = Stream.of(words).map(IntendedDifferences::pattern).toList();
        entries.add(new Entry(head.group(1), head.group(2), line, patterns.get(0), patterns.get(1), patterns.get(2)));
        return row;
    }

    private static Pattern pattern(String glob) {
        return Pattern.compile(Pattern.quote(glob).replace("*", "\\E.*\\Q"), Pattern.DOTALL);
    }

    List<Entry> entries() {
        return entries;
    }

    boolean allow(Difference difference) {
        return entries.stream().anyMatch(entry -> entry.allows(difference));
    }
}
