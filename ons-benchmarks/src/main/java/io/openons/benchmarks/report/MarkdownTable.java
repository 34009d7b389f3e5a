package io.openons.benchmarks.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A table in Markdown: text columns first, numbers to the right. */
final class MarkdownTable {

    private final List<String> lines = new ArrayList<>();

    MarkdownTable(int textColumns, List<String> head) {
        row(head);
        List<String> alignment = new ArrayList<>(Collections.nCopies(textColumns, "---"));
        alignment.addAll(Collections.nCopies(head.size() - textColumns, "--:"));
        lines.add("|" + String.join("|", alignment) + "|");
    }

    void row(List<String> cells) {
        lines.add("| " + String.join(" | ", cells) + " |");
    }

    @Override
    public String toString() {
        return String.join("\n", lines) + "\n";
    }
}
