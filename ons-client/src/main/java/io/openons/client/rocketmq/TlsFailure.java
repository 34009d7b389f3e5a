package io.openons.client.rocketmq;

import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import javax.net.ssl.SSLException;

/** Why there is no TLS connection with a server, at one moment. Immutable. */
final class TlsFailure {

    private final SocketAddress server;
    private final Throwable cause;
    private final long nanoTime = System.nanoTime();

    TlsFailure(SocketAddress server, Throwable cause) {
        this.server = server;
        this.cause = cause;
    }

    Throwable cause() {
        return cause;
    }

    long ageNanos() {
        return System.nanoTime() - nanoTime;
    }

    private String words() {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        boolean closed = root instanceof ClosedChannelException
                || root instanceof SSLException && String.valueOf(root.getMessage()).contains("closed");
        return closed ? "the server closed the connection during the handshake" : String.valueOf(root.getMessage());
    }

    @Override
    public String toString() {
        return "TLS with " + server + " failed: " + words();
    }
}
