package io.openons.benchmarks.run;

import io.openons.benchmarks.load.Metric;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was found, round by round. */
public final class Results {

    private final Map<Scenario, Map<Metric, Map<String, List<Double>>>> values = new LinkedHashMap<>();

    /** Adds what one run found. */
    void add(Scenario scenario, Contestant contestant, Map<Metric, Double> found) {
        Map<Metric, Map<String, List<Double>>> byMetric =
                values.computeIfAbsent(scenario, key -> new EnumMap<>(Metric.class));
        found.forEach((metric, value) -> byMetric.computeIfAbsent(metric, key -> new LinkedHashMap<>())
                .computeIfAbsent(contestant.name(), key -> new ArrayList<>()).add(value));
    }

    /** The scenarios, in the order in which they ran. */
    public List<Scenario> scenarios() {
        return List.copyOf(values.keySet());
    }

    /** What a scenario found. */
    public List<Metric> metrics(Scenario scenario) {
        return List.copyOf(values.get(scenario).keySet());
    }

    /** A library's values, one for each round; none if it did not run. */
    public List<Double> values(Scenario scenario, Metric metric, String contestant) {
        return values.get(scenario).getOrDefault(metric, Map.of()).getOrDefault(contestant, List.of());
    }
}
