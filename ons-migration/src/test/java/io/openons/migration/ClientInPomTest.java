package io.openons.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrewrite.ExecutionContext;
import org.openrewrite.HttpSenderExecutionContextView;
import org.openrewrite.InMemoryExecutionContext;
import org.openrewrite.Result;
import org.openrewrite.SourceFile;
import org.openrewrite.internal.InMemoryLargeSourceSet;
import org.openrewrite.java.JavaParser;
import org.openrewrite.java.marker.JavaProject;
import org.openrewrite.java.marker.JavaSourceSet;
import org.openrewrite.marker.Marker;
import org.openrewrite.maven.MavenExecutionContextView;
import org.openrewrite.maven.MavenParser;
import org.openrewrite.maven.tree.MavenRepository;

/** The whole recipe on projects: what becomes of pom.xml. The repository is a folder, and nothing else is asked. */
class ClientInPomTest {

    private static final String PUBLISHED = "<groupId>com.aliyun.openservices</groupId>";
    private static final String OURS = "<groupId>io.openons</groupId>";

    private final Marker project = new JavaProject(UUID.randomUUID(), "shop", null);
    private String ourVersion;

    @TempDir
    private Path repository;

    @BeforeEach
    void fillRepository() throws IOException {
        String recipes = Recipes.text();
        ourVersion = between(recipes, "newVersion: ", "\n");
        published("com.aliyun.openservices", "ons-client", "1.8.8.8.Final");
        published("io.openons", "ons-client", ourVersion);
        published("com.alibaba", "fastjson", after(recipes, "artifactId: fastjson"));
        published("io.prometheus", "simpleclient", after(recipes, "artifactId: simpleclient"));
    }

    @Test
    void dependencyIsReplaced() throws IOException {
        assertThat(rewritten("""
                  <dependencies>
                    <dependency>
                      <groupId>com.aliyun.openservices</groupId>
                      <artifactId>ons-client</artifactId>
                      <version>1.8.8.8.Final</version>
                    </dependency>
                  </dependencies>
                """, "package shop; class Plain { }")).isEqualTo(pom("""
                  <dependencies>
                    <dependency>
                      <groupId>io.openons</groupId>
                      <artifactId>ons-client</artifactId>
                      <version>%s</version>
                    </dependency>
                  </dependencies>
                """.formatted(ourVersion)));
    }

    @Test
    void versionInAPropertyIsReplaced() throws IOException {
        assertThat(rewritten("""
                  <properties>
                    <ons.version>1.8.8.8.Final</ons.version>
                  </properties>
                  <dependencies>
                    <dependency>
                      <groupId>com.aliyun.openservices</groupId>
                      <artifactId>ons-client</artifactId>
                      <version>${ons.version}</version>
                    </dependency>
                  </dependencies>
                """, "package shop; class Plain { }")).contains(OURS).contains(ourVersion).doesNotContain(PUBLISHED);
    }

    @Test
    void managedDependencyIsReplaced() throws IOException {
        assertThat(rewritten("""
                  <dependencyManagement>
                    <dependencies>
                      <dependency>
                        <groupId>com.aliyun.openservices</groupId>
                        <artifactId>ons-client</artifactId>
                        <version>1.8.8.8.Final</version>
                      </dependency>
                    </dependencies>
                  </dependencyManagement>
                  <dependencies>
                    <dependency>
                      <groupId>com.aliyun.openservices</groupId>
                      <artifactId>ons-client</artifactId>
                    </dependency>
                  </dependencies>
                """, "package shop; class Plain { }")).contains(OURS).contains(ourVersion).doesNotContain(PUBLISHED);
    }

    @Test
    void librariesThatTheCodeUsesAreAdded() throws IOException {
        String after = rewritten("""
                  <dependencies>
                    <dependency>
                      <groupId>com.aliyun.openservices</groupId>
                      <artifactId>ons-client</artifactId>
                      <version>1.8.8.8.Final</version>
                    </dependency>
                  </dependencies>
                """, """
                package shop;

                import com.aliyun.openservices.shade.com.alibaba.fastjson.JSON;

                class Cart {
                    String text = JSON.toJSONString(this);
                }
                """);
        assertThat(after).contains("<artifactId>fastjson</artifactId>").contains(OURS).doesNotContain(PUBLISHED)
                .doesNotContain("simpleclient");
    }

    private static String pom(String content) {
        return """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>shop</groupId>
                  <artifactId>shop</artifactId>
                  <version>1</version>
                %s</project>
                """.formatted(content);
    }

    private String rewritten(String content, String code) throws IOException {
        ExecutionContext context = new InMemoryExecutionContext(e -> {
            throw new IllegalStateException(e);
        });
        HttpSenderExecutionContextView.view(context).setHttpSender(request -> {
            throw new IllegalStateException("Asked for " + request.getUrl());
        });
        MavenExecutionContextView.view(context).setAddCentralRepository(false).setAddLocalRepository(false)
                .setRepositories(List.of(MavenRepository.builder().id("folder").uri(repository.toUri().toString())
                        .knownToExist(true).build()));
        List<SourceFile> sources = new ArrayList<>();
        MavenParser.builder().build().parse(context, pom(content)).map(pom -> in(pom, project)).forEach(sources::add);
        Marker main = JavaSourceSet.build("main", List.of());
        JavaParser.fromJavaVersion().classpath(Recipes.publishedClient()).build().parse(context, code)
                .map(source -> in(in(source, project), main)).forEach(sources::add);
        return Recipes.named("io.openons.migration.FromPublishedClient")
                .run(new InMemoryLargeSourceSet(sources), context).getChangeset().getAllResults().stream()
                .map(Result::getAfter).filter(source -> source.getSourcePath().endsWith("pom.xml"))
                .map(SourceFile::printAll).findAny().orElse("unchanged");
    }

    private static SourceFile in(SourceFile source, Marker place) {
        return source.withMarkers(source.getMarkers().addIfAbsent(place));
    }

    /** Puts an artifact without dependencies of its own into the repository. */
    private void published(String group, String artifact, String version) throws IOException {
        Path folder = repository.resolve(group.replace('.', '/')).resolve(artifact);
        Files.createDirectories(folder.resolve(version));
        Files.writeString(folder.resolve(version).resolve(artifact + "-" + version + ".pom"), """
                <project>
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>%s</groupId>
                  <artifactId>%s</artifactId>
                  <version>%s</version>
                </project>
                """.formatted(group, artifact, version));
        // A folder's artifact without a jar counts as absent, and the jar is not read.
        Files.writeString(folder.resolve(version).resolve(artifact + "-" + version + ".jar"), "jar");
        Files.writeString(folder.resolve("maven-metadata.xml"), """
                <metadata>
                  <groupId>%s</groupId>
                  <artifactId>%s</artifactId>
                  <versioning>
                    <release>%s</release>
                    <versions>
                      <version>%s</version>
                    </versions>
                  </versioning>
                </metadata>
                """.formatted(group, artifact, version, version));
    }

    private static String after(String text, String line) {
        return between(text.substring(text.indexOf(line)), "version: ", "\n");
    }

    private static String between(String text, String begin, String end) {
        String rest = text.substring(text.indexOf(begin) + begin.length());
        return rest.substring(0, rest.indexOf(end)).trim();
    }
}
