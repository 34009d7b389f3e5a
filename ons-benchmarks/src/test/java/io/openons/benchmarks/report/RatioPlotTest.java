package io.openons.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class RatioPlotTest {

    private static final int LEGEND_AND_BACKGROUND = 3;

    @TempDir
    private Path folder;

    @Test
    void barsAreAsLongAsTheirRatios() throws Exception {
        RatioPlot plot = new RatioPlot("A < B", List.of("ours", "theirs"));
        plot.add("sync", List.of(2.0, 1.0));
        plot.add("shutdown", List.of(0.5, 90.0));

        NodeList bars = written(plot).getElementsByTagName("rect");

        assertThat(bars.getLength()).isEqualTo(LEGEND_AND_BACKGROUND + 4);
        int unit = width(bars, 1);
        assertThat(width(bars, 0)).isBetween(2 * unit - 1, 2 * unit + 1);
        assertThat(width(bars, 2)).isBetween(unit / 2 - 1, unit / 2 + 1);
        assertThat(width(bars, 3)).as("a bar that is cut off").isBetween(3 * unit - 1, 3 * unit + 1);
    }

    @Test
    void noNumberNoBar() throws Exception {
        RatioPlot plot = new RatioPlot("title", List.of("ours", "theirs"));
        plot.add("sync", List.of(Double.NaN, 1.0));

        assertThat(written(plot).getElementsByTagName("rect").getLength()).isEqualTo(LEGEND_AND_BACKGROUND + 1);
    }

    @Test
    void nothingToShowIsNotWritten() throws Exception {
        Path file = folder.resolve("plot.svg");

        new RatioPlot("title", List.of("ours")).writeSvg(file);

        assertThat(file).doesNotExist();
    }

    private static int width(NodeList rectangles, int bar) {
        return Integer.parseInt(((Element) rectangles.item(LEGEND_AND_BACKGROUND + bar)).getAttribute("width"));
    }

    private Document written(RatioPlot plot) throws Exception {
        Path file = folder.resolve("plot.svg");
        plot.writeSvg(file);
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(Files.newInputStream(file));
    }
}
