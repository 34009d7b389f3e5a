/** Asking small HTTP services, once or again and again: an address server, a cloud machine's metadata. */
package io.openons.client.http;
