package io.openons.embedded;

import java.net.BindException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** The life of one harness: a pair of servers that comes and goes, with a folder and ports that stay. */
final class RestartableServers implements AutoCloseable {

    private static final int PORT_ATTEMPTS = 5;
    private static final Duration PORT_LIMIT = Duration.ofSeconds(10);
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String name;
    private final BrokerSettings settings;
    private final DataFolder folder;
    private final ServerPair.Ports ports;

    /** Null while stopped. Both are written under the lock of this object. */
    private volatile ServerPair pair;
    private volatile boolean closed;

    private RestartableServers(String name, BrokerSettings settings, DataFolder folder, ServerPair.Ports ports,
            ServerPair pair) {
        this.name = name;
        this.settings = settings;
        this.folder = folder;
        this.ports = ports;
        this.pair = pair;
    }

    static RestartableServers start(BrokerSettings settings) {
        String name = "embedded-broker-" + COUNT.incrementAndGet();
        DataFolder folder = DataFolder.create();
        try {
            for (int attempt = 1; ; attempt++) {
                ServerPair.Ports ports = ServerPair.Ports.next();
                try {
                    return new RestartableServers(name, settings, folder, ports,
                            ServerPair.start(name, ports, settings, folder));
                } catch (IllegalStateException e) {
                    // Somebody was quicker to take the port; other failures would only repeat themselves.
                    if (attempt == PORT_ATTEMPTS || !isCausedByBind(e)) {
                        throw e;
                    }
                }
            }
        } catch (RuntimeException | Error e) {
            deleteFiles(folder);
            throw e;
        }
    }

    private static boolean isCausedByBind(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return true;
            }
        }
        return false;
    }

    String name() {
        return name;
    }

    String nameServerAddress() {
        return FreePorts.LOOPBACK + ":" + ports.nameServer();
    }

    String brokerAddress() {
        return FreePorts.LOOPBACK + ":" + ports.broker();
    }

    boolean isRunning() {
        return pair != null;
    }

    ServerPair running() {
        ServerPair current = pair;
        if (current == null) {
            checkNotClosed();
            throw new IllegalStateException(name + " is stopped. Call restart() first.");
        }
        return current;
    }

    synchronized void stop() {
        checkNotClosed();
        ServerPair stopping = pair;
        if (stopping != null) {
            pair = null;
            stopping.stop();
        }
    }

    synchronized void kill() {
        checkNotClosed();
        ServerPair killed = pair;
        if (killed != null) {
            pair = null;
            killed.kill(folder);
        }
    }

    synchronized void restart() {
        stop();
        FreePorts.awaitFree(ports.nameServer(), PORT_LIMIT);
        FreePorts.awaitFree(ports.broker(), PORT_LIMIT);
        pair = ServerPair.start(name, ports, settings, folder);
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        try {
            stop();
        } finally {
            closed = true;
            deleteFiles(folder);
        }
    }

    private static void deleteFiles(DataFolder folder) {
        try {
            RocksDbLogs.delete(folder);
        } finally {
            folder.delete();
        }
    }

    private void checkNotClosed() {
        if (closed) {
            throw new IllegalStateException(name + " is closed. Start a new EmbeddedRocketMq.");
        }
    }

    @Override
    public String toString() {
        return name + " at " + nameServerAddress() + (closed ? " (closed)" : isRunning() ? "" : " (stopped)");
    }
}
