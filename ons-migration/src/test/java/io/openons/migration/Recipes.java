package io.openons.migration;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.openrewrite.Recipe;
import org.openrewrite.config.Environment;
import org.openrewrite.config.YamlResourceLoader;

/** The recipes under test, and what code that they are for is compiled with. */
final class Recipes {

    private static final String PLACE = "/META-INF/rewrite/openons.yml";
    private static final Path PUBLISHED_CLIENT = Path.of("target", "published-client");

    private Recipes() {
    }

    static Recipe named(String name) throws IOException {
        InputStream recipes = new ByteArrayInputStream(text().getBytes(StandardCharsets.UTF_8));
        return Environment.builder().load(new YamlResourceLoader(recipes, URI.create(PLACE), new Properties())).build()
                .activateRecipes(name);
    }

    static String text() throws IOException {
        try (InputStream recipes = Recipes.class.getResourceAsStream(PLACE)) {
            return new String(recipes.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static List<Path> publishedClient() throws IOException {
        try (Stream<Path> files = Files.walk(PUBLISHED_CLIENT)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
