package io.openons.client.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** docs/configuration.md, made from the table of keys and its comments. */
final class ConfigurationPage {

    private final KeyComments published = KeyComments.published();
    private final KeyComments table = KeyComments.table();
    private final Map<String, String> headings = KeyComments.headings();

    ConfigurationPage() throws IOException {
    }

    String render() throws IOException {
        StringBuilder keys = new StringBuilder();
        for (OnsKey key : OnsKey.values()) {
            if (headings.containsKey(key.name())) {
                keys.append("## ").append(headings.get(key.name())).append("\n\n");
            }
            keys.append(section(key));
        }
        String kinds = Stream.of(ClientKind.values()).map(kind -> "**" + initials(kind) + "** " + kind.title())
                .collect(Collectors.joining(", "));
        return template().replace("{{kinds}}", kinds).replace("{{keys}}", keys.toString().strip());
    }

    static String initials(ClientKind kind) {
        return Arrays.stream(kind.name().split("_")).map(word -> word.substring(0, 1)).collect(Collectors.joining());
    }

    private String section(OnsKey key) {
        String note = table.note(key);
        return "### " + key + "\n\n" + published.of(key).meaning() + "\n\n"
                + "- Constant: `PropertyKeyConst." + KeyComments.constant(key) + "`. Read by: " + readers(key.readers())
                + ".\n" + values(key) + (note.isEmpty() ? "" : "- Published client: " + note + "\n") + "\n";
    }

    private String values(OnsKey key) {
        if (key.form() == KeyForm.NUMBER) {
            return Stream.of(NumberKey.values()).filter(number -> number.key == key).map(this::numbers)
                    .collect(Collectors.joining());
        }
        KeyComments.Comment comment = published.of(key);
        List<String> words = key.form().words();
        String rules = "- Type: " + (words.isEmpty() ? comment.part("Type") : key.form().type())
                + ". Default: " + (key.form().defaultValue() == null ? comment.part("Default")
                        : "`" + key.form().defaultValue() + "`")
                + ". Range: " + (words.isEmpty() ? comment.part("Range")
                        : words.stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "))
                        + (key.form().type().equals("switch") ? " in any letter case" : ""));
        return rules + (words.isEmpty() || key.readers().isEmpty() ? "" : ". Anything else: " + key.form().onBadValue())
                + ".\n";
    }

    private String numbers(NumberKey number) {
        boolean single = Stream.of(NumberKey.values()).filter(other -> other.key == number.key).count() == 1;
        Set<ClientKind> kinds = number.key.readers().stream()
                .filter(kind -> NumberKey.of(number.key, kind) == number)
                .collect(Collectors.toCollection(TreeSet::new));
        return "- " + (single ? "Type" : "Type for " + readers(kinds)) + ": whole number of " + number.unit
                + ". Default: " + number.defaultValue + ". Range: " + number.min + " to "
                + (number.max == Integer.MAX_VALUE ? "2147483647" : number.max) + ". No number: " + number.notANumber
                + ". Out of range: " + number.outOfRange + ".\n";
    }

    private static String readers(Set<ClientKind> kinds) {
        if (kinds.isEmpty()) {
            return "none";
        }
        return kinds.size() == ClientKind.values().length ? "all"
                : kinds.stream().map(ConfigurationPage::initials).collect(Collectors.joining(", "));
    }

    private static String template() throws IOException {
        try (InputStream template = ConfigurationPage.class.getResourceAsStream("configuration-template.md")) {
            return new String(template.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
