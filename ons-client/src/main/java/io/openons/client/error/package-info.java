/**
 * What can go wrong: the table of stable error codes and the one exception type that leaves the client.
 */
package io.openons.client.error;
