package io.openons.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The part of a Markdown page between two comments, which a program writes. */
public final class Section {

    private final Path page;
    private final String begin;
    private final String end;

    /**
     * Names a section.
     *
     * @param page the page; made if it is not there
     * @param name what the comments say, such as {@code <!-- comparison: begin -->}
     */
    public Section(Path page, String name) {
        this.page = page;
        this.begin = "<!-- " + name + ": begin -->";
        this.end = "<!-- " + name + ": end -->";
    }

    /**
     * Puts the text between the comments, in place of what is there; a page without them gets them at its end.
     *
     * @param text Markdown
     */
    public void write(String text) throws IOException {
        String old = Files.exists(page) ? Files.readString(page) : "";
        Files.createDirectories(page.toAbsolutePath().getParent());
        String section = begin + "\n\n" + text.strip() + "\n\n" + end;
        int from = old.indexOf(begin);
        int to = old.indexOf(end);
        Files.writeString(page, from >= 0 && to > from
                ? old.substring(0, from) + section + old.substring(to + end.length())
                : old + (old.isEmpty() ? "" : "\n") + section + "\n");
    }
}
