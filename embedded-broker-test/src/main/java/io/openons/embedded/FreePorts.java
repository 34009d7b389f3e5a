package io.openons.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports on the loopback interface that are free and stay ours while a server is stopped.
 *
 * <p>They are taken from below the ranges that operating systems hand out to outgoing connections (32768 and up on
 * Linux, 49152 and up elsewhere): a client that keeps dialling a stopped server could otherwise be given the very port,
 * even be connected to itself, and the server could not come back.
 */
final class FreePorts {

    /** The one address that servers bind to and clients connect to. */
    static final String LOOPBACK = "127.0.0.1";

    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;
    private static final int ATTEMPTS = 200;

    private FreePorts() {
    }

    /** A port that was free a moment ago; random, so that test runs side by side seldom meet. */
    static int next() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("No free port found on " + LOOPBACK + ": " + ATTEMPTS + " random ports from "
                + LOWEST + " to " + HIGHEST + " were all in use. Check for processes that were left running.");
    }

    /** Waits until the port can be bound: a server just stopped closes its socket a little later. */
    static void awaitFree(int port, Duration limit) {
        Deadline deadline = Deadline.after(limit);
        while (!isFree(port)) {
            if (!deadline.pause()) {
                throw new IllegalStateException("Port " + port + " on " + LOOPBACK + " is still in use after "
                        + limit.toSeconds() + " s: another process may have taken it while the server was stopped. "
                        + "Close this EmbeddedRocketMq and start a new one.");
            }
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(LOOPBACK), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
