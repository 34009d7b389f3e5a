/** Who the client is to the brokers: keys that can be replaced while it runs. */
package io.openons.client.auth;
