/**
 * The load generator, in a JVM of its own: the same for every client library. It may use the JDK and, in {@link
 * io.openons.benchmarks.load.OnsClient} and {@link io.openons.benchmarks.load.BareClient} alone, the client that it
 * runs on.
 */
package io.openons.benchmarks.load;
