package io.openons.benchmarks.load;

/** A started consumer. */
@FunctionalInterface
public interface BenchConsumer {

    void shutdown();
}
