/** JMH benchmarks of what a message passes through: {@code jmh -prof gc} of the program runs them. */
package io.openons.benchmarks.jmh;
