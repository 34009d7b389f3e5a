/** Where the client connects to and which namespace its topics and groups live in. */
package io.openons.client.endpoint;
