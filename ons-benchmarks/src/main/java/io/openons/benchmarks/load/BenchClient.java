package io.openons.benchmarks.load;

import java.util.List;

/** A client library, as far as the load needs it. */
interface BenchClient {

    /** A started producer of this group. */
    BenchProducer startProducer(String group) throws Exception;

    /**
     * A started consumer.
     *
     * @param onMessage runs for each message, on the library's threads
     */
    BenchConsumer startConsumer(String group, List<String> topics, Runnable onMessage) throws Exception;
}
