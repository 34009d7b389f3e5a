package io.openons.benchmarks.report;

import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.HorizontalBarChart;
import org.knowm.xchart.HorizontalBarChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Horizontal bars: for each label one of each library. */
public final class RatioPlot {

    private static final int WIDTH = 900;
    private static final int HEIGHT_OF_TITLE_AND_AXIS = 120;
    private static final int HEIGHT_OF_BAR = 18;
    private static final double FILLED = 0.75;

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
        try (OutputStream out = Files.newOutputStream(file)) {
            ChartEncoder.saveChart(chart(), out, "svg");
        }
    }

    private HorizontalBarChart chart() {
        HorizontalBarChart chart = new HorizontalBarChartBuilder().title(title).width(WIDTH)
                .height(HEIGHT_OF_TITLE_AND_AXIS + labels.size() * (contestants.size() + 1) * HEIGHT_OF_BAR).build();
        chart.getStyler().setLegendPosition(LegendPosition.OutsideS).setChartBackgroundColor(Color.WHITE)
                .setBaseFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        chart.getStyler().setAvailableSpaceFill(FILLED).setLabelsVisible(true).setDecimalPattern("0.00");
        // The chart grows upwards: the first label belongs to the top.
        List<String> upwards = new ArrayList<>(labels);
        Collections.reverse(upwards);
        for (int i = contestants.size() - 1; i >= 0; i--) {
            List<Double> values = new ArrayList<>();
            for (int label = labels.size() - 1; label >= 0; label--) {
                double ratio = ratios.get(label).get(i);
                values.add(Double.isNaN(ratio) ? 0 : ratio);
            }
            chart.addSeries(contestants.get(i), values, upwards);
        }
        return chart;
    }
}
