package io.openons.client.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Renders docs/errors.md and compares. Ids, names, advice, and the meanings and groups that are the javadoc of
 * {@link ErrorCode}, have no second source; the rest of the page is a template.
 */
class ErrorsPageTest {

    private static final Path PAGE = Path.of("..", "docs", "errors.md");
    private static final Path RENDERED = Path.of("target", "errors.md");
    private static final Path SOURCE = Path.of("src", "main", "java", "io", "openons", "client", "error",
            "ErrorCode.java");

    private static final String COMMENT = "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*";
    private static final Pattern DOCUMENTED_CODE = Pattern.compile(COMMENT + "([A-Z_]+)\\(\"ONS-", Pattern.DOTALL);
    private static final Pattern DOCUMENTED_CLASS = Pattern.compile(COMMENT + "public enum", Pattern.DOTALL);
    private static final Pattern GROUP = Pattern.compile("([1-9])xxx: ([a-z ]+)");
    private static final Pattern ID = Pattern.compile("ONS-[0-9]{4}");

    @Test
    void pageIsWhatTheCodesSay() throws IOException {
        String expected = render();

        if (!Files.exists(PAGE) || !Files.readString(PAGE).equals(expected)) {
            Files.writeString(RENDERED, expected);
            assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
                    .as("docs/errors.md is out of date: copy ons-client/target/errors.md to docs/errors.md")
                    .isEqualTo(expected);
        }
    }

    @Test
    void everyCodeHasAMeaningAndAGroup() throws IOException {
        assertThat(meanings()).containsOnlyKeys(Stream.of(ErrorCode.values()).map(ErrorCode::name).toList());
        assertThat(meanings().values()).allMatch(meaning -> meaning.endsWith(".") && !meaning.contains("{@"));
        assertThat(groups()).containsOnlyKeys(
                Stream.of(ErrorCode.values()).map(ErrorsPageTest::group).collect(Collectors.toSet()));
    }

    @Test
    void pageNamesNoCodeThatDoesNotExistAndLinksToEach() throws IOException {
        String page = render();
        List<String> ids = Stream.of(ErrorCode.values()).map(ErrorCode::id).toList();

        assertThat(ID.matcher(page).results().map(MatchResult::group)).isSubsetOf(ids);
        assertThat(page.lines().filter(line -> line.startsWith("### ONS-")).map(line -> line.substring(4)))
                .containsExactlyElementsOf(ids.stream().sorted().toList());
        assertThat(Pattern.compile("\\]\\(#(ons-[0-9]{4})\\)").matcher(page).results()
                .map(link -> link.group(1).toUpperCase(java.util.Locale.ROOT))).isNotEmpty().isSubsetOf(ids);
    }

    private static String render() throws IOException {
        Map<String, String> meanings = meanings();
        StringBuilder codes = new StringBuilder();
        groups().forEach((group, title) -> {
            codes.append("## ").append(group).append("xxx: ").append(title).append("\n\n");
            Stream.of(ErrorCode.values()).filter(code -> group(code).equals(group))
                    .sorted(Comparator.comparing(ErrorCode::id))
                    .forEach(code -> codes.append("### ").append(code.id()).append("\n\n`").append(code.name())
                            .append("`: ").append(meanings.get(code.name())).append("\n\n*What to do:* ")
                            .append(code.advice()).append("\n\n"));
        });
        return template().replace("{{codes}}", codes.toString().strip());
    }

    private static String template() throws IOException {
        try (InputStream template = ErrorsPageTest.class.getResourceAsStream("errors-template.md")) {
            return new String(template.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** First digit of the ids to what they are about. */
    private static Map<String, String> groups() throws IOException {
        String comment = text(DOCUMENTED_CLASS.matcher(source()).results().findFirst().orElseThrow());
        Map<String, String> groups = new TreeMap<>();
        GROUP.matcher(comment).results().forEach(group -> groups.put(group.group(1), group.group(2)));
        return groups;
    }

    private static String group(ErrorCode code) {
        return code.id().substring(4, 5);
    }

    /** Name to javadoc. */
    private static Map<String, String> meanings() throws IOException {
        return DOCUMENTED_CODE.matcher(source()).results()
                .collect(Collectors.toMap(code -> code.group(2), ErrorsPageTest::text));
    }

    private static String text(MatchResult comment) {
        return comment.group(1).replaceAll("\\s*\\n\\s*\\*\\s*", " ").strip().replaceAll("\\{@code ([^}]*)}", "`$1`");
    }

    private static String source() throws IOException {
        return Files.readString(SOURCE);
    }
}
