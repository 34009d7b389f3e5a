/** Benchmarks of the client beside the published one and the bare RocketMQ client; {@code docs/benchmarks.md}. */
package io.openons.benchmarks;
