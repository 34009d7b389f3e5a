package io.openons.benchmarks.run;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The class paths that the build has written to {@code target/class-paths}. */
public final class ClassPaths {

    private static final Path FOLDER = Path.of("target", "class-paths");

    private ClassPaths() {
    }

    /** What an application gets with {@code ons-client}. */
    public static List<Path> openons() throws IOException {
        return parse(Files.readString(FOLDER.resolve("openons.txt")).trim());
    }

    /** The same without this project's jars. */
    public static List<Path> bare() throws IOException {
        return parse(Files.readString(FOLDER.resolve("bare.txt")).trim());
    }

    /** The published client's one jar. */
    public static List<Path> published() throws IOException {
        try (Stream<Path> jars = Files.list(FOLDER.resolve("published"))) {
            return jars.map(Path::toAbsolutePath).toList();
        }
    }

    /** Entries of a class path as the command line has it. */
    public static List<Path> parse(String classPath) {
        return Stream.of(classPath.split(File.pathSeparator)).map(entry -> Path.of(entry).toAbsolutePath()).toList();
    }
}
