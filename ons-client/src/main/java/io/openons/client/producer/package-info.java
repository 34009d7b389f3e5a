/** The producers of the ONS API, and what they share to send. */
package io.openons.client.producer;
