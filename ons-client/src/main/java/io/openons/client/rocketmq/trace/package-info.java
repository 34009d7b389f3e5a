/**
 * Message trace: RocketMQ's own records of what is sent and consumed, written to the broker's trace topic over the
 * connection that the traced client has anyway. Nothing of it exists for a client that was not asked to trace.
 */
package io.openons.client.rocketmq.trace;
