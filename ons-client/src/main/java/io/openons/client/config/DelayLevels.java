package io.openons.client.config;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A broker's table of fixed delays, as its setting {@code messageDelayLevel} writes it: {@code 1s 5s 10s 30s 1m ...},
 * the first one being level 1. Immutable.
 */
public final class DelayLevels {

    /** The table that brokers have by default. */
    static final String DEFAULT_TABLE = "1s 5s 10s 30s 1m 2m 3m 4m 5m 6m 7m 8m 9m 10m 20m 30m 1h 2h";

    private final List<Long> millis;

    private DelayLevels(List<Long> millis) {
        this.millis = millis;
    }

    /**
     * Reads a table.
     *
     * @param table delays separated by spaces, each a whole number with unit s, m, h or d
     * @return the levels, or null when the table is not of that form
     */
    static DelayLevels parse(String table) {
        List<Long> millis = new ArrayList<>();
        for (String delay : table.trim().split(" +")) {
            if (!delay.matches("[0-9]{1,9}[smhd]")) {
                return null;
            }
            millis.add(unit(delay).toMillis(Long.parseLong(delay.substring(0, delay.length() - 1))));
        }
        return new DelayLevels(millis);
    }

    private static TimeUnit unit(String delay) {
        switch (delay.charAt(delay.length() - 1)) {
            case 's':
                return TimeUnit.SECONDS;
            case 'm':
                return TimeUnit.MINUTES;
            case 'h':
                return TimeUnit.HOURS;
            default:
                return TimeUnit.DAYS;
        }
    }

    /**
     * The level of the shortest delay that is not shorter than the one asked for, so that nothing comes early.
     *
     * @param delayMillis the delay asked for
     * @return a level from 1 on, or 0 when every delay of the table is shorter
     */
    public int notShorterThan(long delayMillis) {
        int best = 0;
        for (int i = 0; i < millis.size(); i++) {
            if (millis.get(i) >= delayMillis && (best == 0 || millis.get(i) < millis.get(best - 1))) {
                best = i + 1;
            }
        }
        return best;
    }

    /**
     * The longest delay of the table.
     *
     * @return milliseconds
     */
    public long longestMillis() {
        return millis.stream().mapToLong(Long::longValue).max().orElse(0);
    }
}
