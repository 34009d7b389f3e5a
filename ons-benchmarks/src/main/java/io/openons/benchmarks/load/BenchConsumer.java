package io.openons.benchmarks.load;

/** A started consumer. */
@FunctionalInterface
interface BenchConsumer {

    void shutdown();
}
