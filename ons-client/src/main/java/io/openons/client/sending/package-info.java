/**
 * What producers of every kind share to send: one started RocketMQ producer, conversion, retries, callbacks,
 * interceptors and errors.
 */
package io.openons.client.sending;
