package io.openons.embedded;

/** A running name server with its running broker. */
final class ServerPair {

    private final NameServerProcess nameServer;
    private final BrokerProcess broker;

    private ServerPair(NameServerProcess nameServer, BrokerProcess broker) {
        this.nameServer = nameServer;
        this.broker = broker;
    }

    /** Starts both, or neither. */
    static ServerPair start(String name, Ports ports, BrokerSettings settings, DataFolder folder) {
        NameServerProcess nameServer = NameServerProcess.start(name + "-nameserver", ports.nameServer(), settings,
                folder);
        try {
            return new ServerPair(nameServer,
                    BrokerProcess.start(name, ports.broker(), settings, folder, nameServer.controller()));
        } catch (RuntimeException | Error e) {
            try {
                nameServer.stop();
            } catch (RuntimeException | Error stopping) {
                e.addSuppressed(stopping);
            }
            throw e;
        }
    }

    NameServerProcess nameServer() {
        return nameServer;
    }

    BrokerProcess broker() {
        return broker;
    }

    void stop() {
        try {
            broker.stop();
        } finally {
            nameServer.stop();
        }
    }

    void kill(DataFolder folder) {
        try {
            broker.kill(folder);
        } finally {
            nameServer.stop();
        }
    }

    /** The ports of both servers; they stay the same over restarts. */
    record Ports(int nameServer, int broker) {

        static Ports next() {
            int nameServer = FreePorts.next();
            int broker = FreePorts.next();
            while (broker == nameServer) {
                broker = FreePorts.next();
            }
            return new Ports(nameServer, broker);
        }
    }
}
