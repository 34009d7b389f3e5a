/** The service behind {@code ONSFactory}: reads the configuration and puts each client together. */
package io.openons.client;
