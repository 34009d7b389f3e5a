package io.openons.benchmarks.load;

import java.util.List;
import java.util.Properties;

/** A client library, as far as the load needs it. */
public interface BenchClient {

    /**
     * One of the two kinds.
     *
     * @param bare whether it is RocketMQ's own client; else whatever implements the ONS API on the class path
     * @param nameServer address of the name server
     * @param properties more properties for the ONS API
     */
    static BenchClient of(boolean bare, String nameServer, Properties properties) {
        return bare ? new BareClient(nameServer) : new OnsClient(nameServer, properties);
    }

    /** A started producer of this group. */
    BenchProducer startProducer(String group) throws Exception;

    /**
     * A started consumer.
     *
     * @param onMessage runs for each message, on the library's threads
     */
    BenchConsumer startConsumer(String group, List<String> topics, Runnable onMessage) throws Exception;
}
