package io.openons.client.config;

import com.aliyun.openservices.ons.api.PropertyKeyConst;
import com.aliyun.openservices.ons.api.PropertyValueConst;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The comments of keys, taken from two sources: what PropertyKeyConst says of a key, and what OnsKey adds. */
final class KeyComments {

    private static final Path PUBLISHED = Path.of("..", "ons-api", "src", "main", "java", "com", "aliyun",
            "openservices", "ons", "api", "PropertyKeyConst.java");
    private static final Path TABLE = Path.of("src", "main", "java", "io", "openons", "client", "config",
            "OnsKey.java");
    private static final String COMMENT = "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?://[^\\n]*\\s*)?";
    private static final Pattern LINK = Pattern.compile("\\{@link\\s+([\\w.]*)(?:#(\\w+))?(?:\\([^)]*\\))?}");

    private final Map<String, String> comments = new LinkedHashMap<>();

    private KeyComments(Path source, String constant) throws IOException {
        Matcher matcher = Pattern.compile(COMMENT + constant, Pattern.DOTALL).matcher(Files.readString(source));
        while (matcher.find()) {
            comments.put(matcher.group(2), text(matcher.group(1)));
        }
    }

    static KeyComments published() throws IOException {
        return new KeyComments(PUBLISHED, "public static final String (\\w+)");
    }

    static KeyComments table() throws IOException {
        return new KeyComments(TABLE, "([A-Z_]+)\\(PropertyKeyConst\\.");
    }

    /** Headings of the table, each with the name of the first constant below it. */
    static Map<String, String> headings() throws IOException {
        Map<String, String> headings = new LinkedHashMap<>();
        Pattern.compile("(?:\\{|\\n)\\n {4}// ([^\\n]+)\\n(?: {4}/[^\\n]*\\n)* {4}([A-Z_]+)\\(")
                .matcher(Files.readString(TABLE)).results().forEach(found -> headings.put(found.group(2),
                        found.group(1)));
        return headings;
    }

    /** What is said of a key by its constant in PropertyKeyConst. */
    Comment of(OnsKey key) {
        return new Comment(comments.get(constant(key)));
    }

    /** What is said of a constant of the table; empty when nothing is. */
    String note(OnsKey key) {
        return comments.getOrDefault(key.name(), "");
    }

    static String constant(OnsKey key) {
        for (Field field : PropertyKeyConst.class.getFields()) {
            if (key.toString().equals(value(field))) {
                return field.getName();
            }
        }
        throw new IllegalArgumentException("no constant: " + key);
    }

    private static String text(String comment) {
        String plain = comment.replaceAll("\\s*\\n\\s*\\*[ ]?", " ").replaceAll("\\s+", " ").strip()
                .replaceAll("\\{@code ([^}]*)}", "`$1`").replaceAll("</?b>", "");
        return LINK.matcher(plain).replaceAll(KeyComments::linked);
    }

    private static String linked(MatchResult link) {
        String type = link.group(1).substring(link.group(1).lastIndexOf('.') + 1);
        String member = link.group(2);
        if (member == null) {
            return Matcher.quoteReplacement("`" + type + "`");
        }
        try {
            Class<?> owner = type.isEmpty() ? PropertyKeyConst.class
                    : type.equals("PropertyValueConst") ? PropertyValueConst.class : null;
            return Matcher.quoteReplacement("`" + (owner == null ? type + "." + member
                    : value(owner.getField(member))) + "`");
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String value(Field constant) {
        try {
            return (String) constant.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One comment: what the key does, then its parts. */
    record Comment(String whole) {

        String meaning() {
            return whole.replaceAll(" <p>.*", "");
        }

        /** The rest of the sentence that begins so. */
        String part(String title) {
            Matcher part = Pattern.compile(title + ": (.*?)(?=\\.(?: (?:Default|Range|Honoured by):| Not among|$)"
                    + "| Honoured by:|\\. )").matcher(whole);
            return part.find() ? part.group(1).strip() : "";
        }
    }
}
