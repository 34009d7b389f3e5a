package io.openons.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrewrite.InMemoryExecutionContext;
import org.openrewrite.Recipe;
import org.openrewrite.RecipeRun;
import org.openrewrite.SourceFile;
import org.openrewrite.Validated;
import org.openrewrite.internal.InMemoryLargeSourceSet;
import org.openrewrite.java.JavaParser;

/** The recipe on code that takes libraries out of the published jar: what comes out compiles with ours. */
class LibrariesInCodeTest {
    private static final Path BEFORE = Path.of("src", "test", "before");

    private static Map<Path, String> after;

    @TempDir
    private Path folder;

    @BeforeAll
    static void rewrite() throws IOException {
        after = rewritten();
    }

    @Test
    void rewrittenCodeCompilesWithOursAndTheLibrariesAlone() throws IOException {
        assertThat(after).hasSize(3);
        for (Map.Entry<Path, String> source : after.entrySet()) {
            Path file = folder.resolve(source.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, source.getValue());
        }
        assertThat(compilerMessages(files(folder))).isEmpty();
    }

    @Test
    void interceptorsAloneKeepTheTypesOfTheirContext() throws IOException {
        String shaded = "com.aliyun.openservices.shade";
        assertThat(after.get(Path.of("shop", "Timing.java")).lines().filter(line -> line.contains(shaded)))
                .containsExactly("import " + shaded + ".com.google.common.base.Function;",
                        "import " + shaded + ".com.google.common.base.Optional;");
        assertThat(after.get(Path.of("shop", "Carts.java"))).doesNotContain(shaded);
        assertThat(after.get(Path.of("shop", "Relay.java"))).doesNotContain(shaded);
    }

    @Test
    void recipesAreComplete() throws IOException {
        assertThat(Recipes.named("io.openons.migration.FromPublishedClient").validateAll()).isNotEmpty()
                .allMatch(Validated::isValid);
    }

    private static Map<Path, String> rewritten() throws IOException {
        Recipe recipe = Recipes.named("io.openons.migration.LibrariesInCode");
        InMemoryExecutionContext context = new InMemoryExecutionContext(e -> {
            throw new IllegalStateException(e);
        });
        List<SourceFile> parsed = JavaParser.fromJavaVersion().classpath(Recipes.publishedClient()).build()
                .parse(files(BEFORE), BEFORE, context).toList();
        RecipeRun run = recipe.run(new InMemoryLargeSourceSet(parsed), context);
        Map<Path, String> after = new LinkedHashMap<>();
        run.getChangeset().getAllResults().forEach(
                result -> after.put(result.getAfter().getSourcePath(), result.getAfter().printAll()));
        return after;
    }

    private String compilerMessages(List<Path> sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        List<String> options = List.of("--release", "8", "-Xlint:-options", "-nowarn", "-proc:none", "-cp",
                classPath(), "-d", Files.createDirectory(folder.resolve("classes")).toString());
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            compiler.getTask(messages, manager, null, options, null, manager.getJavaFileObjectsFromPaths(sources))
                    .call();
        }
        return messages.toString();
    }

    /** That of the tests, where the published client is not. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("openrewrite")).collect(Collectors.joining(File.pathSeparator));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
