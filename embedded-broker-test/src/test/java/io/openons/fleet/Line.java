package io.openons.fleet;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Words in one line of text. A word may be empty, null or hold any characters. */
final class Line {

    private static final String NULL = "\0";

    private Line() {
    }

    static String of(Object... words) {
        return Stream.of(words).map(word -> word == null ? NULL : word.toString())
                .map(word -> URLEncoder.encode(word, StandardCharsets.UTF_8)).collect(Collectors.joining(" "));
    }

    static List<String> words(String line) {
        return Arrays.stream(line.split(" ", -1)).map(word -> URLDecoder.decode(word, StandardCharsets.UTF_8))
                .map(word -> word.equals(NULL) ? null : word).collect(Collectors.toList());
    }
}
