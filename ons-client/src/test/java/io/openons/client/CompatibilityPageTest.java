package io.openons.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.openservices.ons.api.PropertyKeyConst;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares the tables of docs/compatibility.md with the API: every method, every key, and tests that there are. */
class CompatibilityPageTest {

    private static final Path PAGE = Path.of("..", "docs", "compatibility.md");
    private static final Path API = Path.of("..", "ons-api", "src", "main", "java");
    private static final List<String> MODULES = List.of("ons-api", "ons-client", "embedded-broker-test", "ons-migration");

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*[a-z](?:Test|IT))(?:\\.(\\w+))?`");
    private static final Pattern STATUS = Pattern.compile("(same|better|refused|added|no key)\\b.*");

    @Test
    void everyMethodOfTheApiIsThere() throws Exception {
        List<String> listed = new ArrayList<>();
        for (String[] row : rows("Method by method")) {
            codes(row[1]).forEach(method -> listed.add(codes(row[0]).get(0) + "." + method));
        }

        assertThat(listed).doesNotHaveDuplicates();
        assertThat(methods()).as("methods that the page does not have").filteredOn(method -> !listed.contains(method))
                .isEmpty();
        assertThat(methods()).as("methods of the page").containsAll(listed);
    }

    @Test
    void everyKeyIsThere() throws Exception {
        List<String> keys = new ArrayList<>();
        for (Field constant : PropertyKeyConst.class.getFields()) {
            keys.add(constant.getName() + " " + constant.get(null));
        }

        assertThat(rows("Key by key")).extracting(row -> codes(row[0]).get(0) + " " + codes(row[1]).get(0))
                .containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void eachOfThemHasAStatusAndATest() throws IOException {
        for (String section : List.of("Method by method", "Key by key")) {
            assertThat(rows(section)).allSatisfy(row -> {
                assertThat(row[2]).matches(STATUS);
                assertThat(TEST.matcher(row[3]).results()).as(row[0] + row[1]).isNotEmpty();
            });
        }
    }

    @Test
    void namedTestsExist() throws IOException {
        for (MatchResult test : TEST.matcher(Files.readString(PAGE)).results().toList()) {
            List<Path> sources = sources(test.group(1));
            assertThat(sources).as(test.group()).isNotEmpty();
            if (test.group(2) != null) {
                assertThat(sources).as(test.group())
                        .anySatisfy(source -> assertThat(source).content().contains("void " + test.group(2) + "("));
            }
        }
    }

    /** The cells of a section's table. */
    private static List<String[]> rows(String section) throws IOException {
        String page = Files.readString(PAGE);
        String heading = "\n## " + section + "\n";
        assertThat(page).contains(heading);
        String text = page.substring(page.indexOf(heading) + heading.length());
        return (text + "\n## ").substring(0, (text + "\n## ").indexOf("\n## ")).lines()
                .filter(line -> line.startsWith("| ")).skip(1)
                .map(line -> line.substring(2).split(" \\| | \\|$")).toList();
    }

    private static List<String> codes(String cell) {
        return CODE.matcher(cell).results().map(code -> code.group(1)).toList();
    }

    /** Public methods of public types; those that each enum has are not its own. */
    private static Set<String> methods() throws Exception {
        Set<String> methods = new TreeSet<>();
        for (Class<?> type : types()) {
            for (Method method : type.getDeclaredMethods()) {
                if (Modifier.isPublic(method.getModifiers()) && !method.isSynthetic()
                        && !(type.isEnum() && Modifier.isStatic(method.getModifiers()))) {
                    methods.add(name(type) + "." + method.getName() + Stream.of(method.getParameterTypes())
                            .map(Class::getSimpleName).collect(Collectors.joining(", ", "(", ")")));
                }
            }
        }
        return methods;
    }

    private static List<Class<?>> types() throws Exception {
        List<Class<?>> types = new ArrayList<>();
        try (Stream<Path> sources = Files.walk(API.resolve("com/aliyun/openservices/ons/api"))) {
            for (Path source : sources.filter(file -> file.toString().matches(".*/[A-Z]\\w*\\.java")).toList()) {
                Class<?> type = Class.forName(API.relativize(source).toString().replaceFirst("\\.java$", "")
                        .replace('/', '.'));
                if (Modifier.isPublic(type.getModifiers())) {
                    types.add(type);
                    Stream.of(type.getDeclaredClasses()).filter(inner -> Modifier.isPublic(inner.getModifiers()))
                            .forEach(types::add);
                }
            }
        }
        return types;
    }

    private static String name(Class<?> type) {
        return type.getCanonicalName().substring(type.getPackageName().length() + 1);
    }

    private static List<Path> sources(String test) throws IOException {
        List<Path> found = new ArrayList<>();
        for (String module : MODULES) {
            try (Stream<Path> sources = Files.walk(Path.of("..", module, "src", "test", "java"))) {
                found.addAll(sources.filter(file -> file.endsWith(test + ".java")).toList());
            }
        }
        return found;
    }
}
