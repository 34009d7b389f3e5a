package io.openons.benchmarks.load;

/** One measure, run once in its JVM. */
@FunctionalInterface
interface Run {

    void measure(Findings findings) throws Exception;
}
