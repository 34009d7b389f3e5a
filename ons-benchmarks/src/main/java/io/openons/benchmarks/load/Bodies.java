package io.openons.benchmarks.load;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Bodies that hold text as random as Base64, the same in every JVM: those who compress find a quarter to take away. */
public final class Bodies {

    private static final byte[] ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
            .getBytes(StandardCharsets.US_ASCII);
    private static final int MOST = 64;
    private static final int MOST_BYTES = 16 * 1024 * 1024;

    private final byte[][] bodies;

    /**
     * Makes some bodies.
     *
     * @param size bytes of each
     */
    public Bodies(int size) {
        Random random = new Random(size);
        bodies = new byte[Math.max(1, Math.min(MOST, MOST_BYTES / size))][size];
        for (byte[] body : bodies) {
            for (int i = 0; i < size; i++) {
                body[i] = ALPHABET[random.nextInt(ALPHABET.length)];
            }
        }
    }

    /** One of them, in turn. */
    public byte[] get(long number) {
        return bodies[(int) (number % bodies.length)];
    }
}
