package io.openons.parity;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What both clients do not observe alike.
 *
 * @param scenario the scenario and what it looked at
 */
record Difference(String scenario, String published, String ours) {

    static final String NOTHING = "-";

    static List<Difference> between(Map<String, String> published, Map<String, String> ours) {
        TreeSet<String> scenarios = new TreeSet<>(published.keySet());
        scenarios.addAll(ours.keySet());
        return scenarios.stream()
                .map(scenario -> new Difference(scenario, published.getOrDefault(scenario, NOTHING),
                        ours.getOrDefault(scenario, NOTHING)))
                .filter(difference -> !difference.published.equals(difference.ours))
                .toList();
    }

    @Override
    public String toString() {
        return scenario + "  " + published + "  " + ours;
    }
}
