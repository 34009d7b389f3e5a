package io.openons.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Horizontal bars with a line at 1: for each label one of each library. Written by hand because what drawing libraries
 * make of bars is a hundred times as large.
 */
public final class RatioPlot {

    private static final int WIDTH = 860;
    private static final int LEFT = 300;
    private static final int RIGHT = WIDTH - 60;
    private static final int TOP = 70;
    private static final int BAR = 14;
    private static final int GAP = 12;
    private static final int LEGEND_ENTRY = 190;
    /** Longer bars are cut off here; their number says how long they are. */
    private static final double MOST = 3;
    private static final List<String> COLOURS = List.of("#1b6ca8", "#d1793a", "#8a8a8a", "#4c9f70", "#8e5ea2",
            "#b8a13a");

    private final String title;
    private final List<String> contestants;
    private final List<String> labels = new ArrayList<>();
    private final List<List<Double>> ratios = new ArrayList<>();

    RatioPlot(String title, List<String> contestants) {
        this.title = title;
        this.contestants = contestants;
    }

    /** Adds bars, one for each library; one without a number is left out. */
    void add(String label, List<Double> ofContestants) {
        labels.add(label);
        ratios.add(ofContestants);
    }

    /**
     * Writes it, unless there is nothing to show.
     *
     * @param file name with {@code .svg}
     */
    public void writeSvg(Path file) throws IOException {
        if (labels.isEmpty()) {
            return;
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, svg());
    }

    private String svg() {
        int height = TOP + labels.size() * groupHeight();
        StringBuilder svg = new StringBuilder();
        svg.append(format("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" "
                + "font-family=\"sans-serif\" font-size=\"12\">\n", WIDTH, height, WIDTH, height));
        svg.append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        svg.append(format("<text x=\"12\" y=\"24\" font-size=\"15\" font-weight=\"bold\">%s</text>\n", escaped(title)));
        for (int i = 0; i < contestants.size(); i++) {
            svg.append(rectangle(12 + i * LEGEND_ENTRY, 38, BAR, i));
            svg.append(text(12 + i * LEGEND_ENTRY + BAR + 6, 38 + BAR - 2, "start", contestants.get(i)));
        }
        // Under bars and numbers, which stay legible on it.
        svg.append(format("<line x1=\"%1$d\" y1=\"%2$d\" x2=\"%1$d\" y2=\"%3$d\" stroke=\"black\" "
                + "stroke-dasharray=\"3 3\"/>\n", x(1), TOP - 6, height - GAP / 2));
        for (int i = 0; i < labels.size(); i++) {
            svg.append(group(i));
        }
        return svg.append("</svg>\n").toString();
    }

    private String group(int label) {
        int top = TOP + label * groupHeight();
        StringBuilder svg = new StringBuilder(
                text(LEFT - 10, top + (groupHeight() - GAP) / 2 + 4, "end", labels.get(label)));
        for (int i = 0; i < contestants.size(); i++) {
            double ratio = ratios.get(label).get(i);
            if (!Double.isNaN(ratio)) {
                svg.append(rectangle(LEFT, top + i * BAR, x(ratio) - LEFT, i));
                svg.append(text(x(ratio) + 5, top + i * BAR + BAR - 3, "start", Figures.of(ratio)));
            }
        }
        return svg.toString();
    }

    private int groupHeight() {
        return contestants.size() * BAR + GAP;
    }

    private static int x(double ratio) {
        return LEFT + (int) Math.round(Math.min(ratio, MOST) / MOST * (RIGHT - LEFT));
    }

    private static String rectangle(int x, int y, int width, int contestant) {
        return format("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>\n", x, y, width, BAR - 2,
                COLOURS.get(contestant % COLOURS.size()));
    }

    private static String text(int x, int y, String anchor, String text) {
        return format("<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" stroke=\"white\" "
                + "stroke-width=\"3\" paint-order=\"stroke\">%s</text>\n", x, y, anchor, escaped(text));
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
