/** Starts a broker in this JVM and each measure in one of its own. */
package io.openons.benchmarks.run;
