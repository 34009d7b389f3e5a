package io.openons.binary;

import static org.assertj.core.api.Assertions.assertThat;

import io.openons.jvm.ClientLibrary;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The programs of {@code src/test/published-programs}, which the build does not compile: they are compiled here for Java
 * 8, with the published client's jar alone as the class path.
 */
final class PublishedPrograms {

    private static final Path SOURCES = Path.of("src", "test", "published-programs");

    private PublishedPrograms() {
    }

    /** Compiles all, and copies what is no source. */
    static void compileInto(Path folder) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        List<Path> sources = new ArrayList<>();
        for (Path file : files()) {
            if (file.toString().endsWith(".java")) {
                sources.add(file);
            } else {
                Path copy = folder.resolve(SOURCES.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        String published = ClientLibrary.PUBLISHED.classPath().stream().map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        List<String> options = List.of("--release", "8", "-Xlint:-options", "-proc:none", "-cp", published,
                "-d", folder.toString());
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(messages, manager, null, options, null,
                    manager.getJavaFileObjectsFromPaths(sources)).call();
            assertThat(compiled).as(messages.toString()).isTrue();
        }
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
