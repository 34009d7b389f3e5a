/** The push consumers of the ONS API, and what they share to receive. */
package io.openons.client.consumer;
