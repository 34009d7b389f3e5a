package io.openons.jvm;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What a program that is written against the API alone can be run on. */
public enum ClientLibrary {

    /** The published client: its one jar, and nothing of ours. */
    PUBLISHED {
        @Override
        List<Path> jars() throws IOException {
            if (!Files.isDirectory(PUBLISHED_JAR)) {
                throw new IllegalStateException("No published client in " + PUBLISHED_JAR.toAbsolutePath()
                        + ": the build puts it there. Run Maven up to process-test-resources first.");
            }
            try (Stream<Path> jars = Files.list(PUBLISHED_JAR)) {
                return jars.toList();
            }
        }
    },

    /** Our API and client with the jars that an application gets; or what a system property names instead. */
    OURS {
        @Override
        List<Path> jars() throws IOException {
            String instead = System.getProperty(INSTEAD_OF_OURS);
            if (instead != null) {
                return paths(instead);
            }
            List<Path> jars = new ArrayList<>(List.of(OUR_CLIENT.resolve("classes")));
            jars.addAll(paths(Files.readString(OUR_CLIENT.resolve("runtime-class-path.txt"))));
            return jars;
        }
    };

    private static final String INSTEAD_OF_OURS = "openons.client.class.path";
    private static final Path PUBLISHED_JAR = Path.of("target", "published-client");
    private static final Path OUR_CLIENT = Path.of("..", "ons-client", "target");

    private static List<Path> paths(String classPath) {
        return Arrays.stream(classPath.trim().split(File.pathSeparator)).map(Path::of).toList();
    }

    abstract List<Path> jars() throws IOException;

    /**
     * The class path of a JVM with this client alone.
     *
     * @return absolute paths of jars and folders
     */
    public List<Path> classPath() {
        try {
            return jars().stream().map(Path::toAbsolutePath).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
