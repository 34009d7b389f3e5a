package io.openons.client.config;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Names that are no keys, but look like one: the same letters and digits in another case or with other signs between
 * them, or one letter off, two in a long name. Names are matched exactly, so such a one has no effect.
 */
final class Misspellings {

    private static final int SHORTEST = 6;
    private static final int LONG = 9;

    private Misspellings() {
    }

    /** Each such name, with the key it was probably meant for; a key that is set as well was not meant. */
    static Map<String, OnsKey> in(Set<String> names) {
        Map<String, OnsKey> found = new TreeMap<>();
        for (String name : names) {
            OnsKey meant = isKey(name) ? null : nearest(name);
            if (meant != null && !names.contains(meant.toString())) {
                found.put(name, meant);
            }
        }
        return found;
    }

    private static boolean isKey(String name) {
        for (OnsKey key : OnsKey.values()) {
            if (key.toString().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static OnsKey nearest(String name) {
        String letters = letters(name);
        if (letters.length() < SHORTEST) {
            return null;
        }
        OnsKey nearest = null;
        int least = letters.length() < LONG ? 2 : 3;
        for (OnsKey key : OnsKey.values()) {
            int distance = distance(letters, letters(key.toString()));
            if (distance < least) {
                nearest = key;
                least = distance;
            }
        }
        return nearest;
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /** How many letters to insert, leave out or replace to get from one to the other. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
