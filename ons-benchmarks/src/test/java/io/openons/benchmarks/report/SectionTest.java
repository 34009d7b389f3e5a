package io.openons.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SectionTest {

    @TempDir
    private Path folder;

    @Test
    void replacesWhatIsBetweenItsComments() throws Exception {
        Path page = folder.resolve("page.md");
        Files.writeString(page, "before\n<!-- a: begin -->old<!-- a: end -->\nafter\n");

        new Section(page, "a").write("new\n");
        new Section(page, "a").write("newer\n");

        assertThat(page).hasContent("before\n<!-- a: begin -->\n\nnewer\n\n<!-- a: end -->\nafter\n");
    }

    @Test
    void pageWithoutItsCommentsGetsThemAtTheEnd() throws Exception {
        Path page = folder.resolve("new").resolve("page.md");

        new Section(page, "a").write("one");
        new Section(page, "b").write("two");

        assertThat(page).hasContent("<!-- a: begin -->\n\none\n\n<!-- a: end -->\n\n"
                + "<!-- b: begin -->\n\ntwo\n\n<!-- b: end -->\n");
    }
}
